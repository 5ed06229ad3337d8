// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli.waves;

import io.github.niccosim.testbench.report.RunParameters;
import io.github.niccosim.testbench.report.RxRun;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Measures what {@code cosim run --waves} costs: the time to simulate with the FST written to disk
 * and descriptors followed, against the same run of a model built without trace code, in turns; and
 * apart from it what is done once the simulation has ended: viewer, FTR and Perfetto files.
 */
final class TraceOverhead {
  /** A traced run takes at most so many times as long. */
  static final double LIMIT = 4;

  private static final int WARM_UP = 2;
  private static final int MEASURED = 5;
  private static final long FRAMES = 1000;

  private TraceOverhead() {}

  /**
   * What was measured.
   *
   * @param untracedMs time to simulate without trace, median
   * @param tracedMs time to simulate with trace, median
   * @param viewsMs time after the traced simulation, median
   * @param fstBytes size of the trace
   */
  record Result(double untracedMs, double tracedMs, double viewsMs, long fstBytes) {
    double ratio() {
      return tracedMs / untracedMs;
    }
  }

  static Result measure() throws IOException {
    Path folder = Files.createTempDirectory("cosim-trace-overhead");
    try {
      double[] untraced = new double[MEASURED];
      double[] traced = new double[MEASURED];
      double[] views = new double[MEASURED];
      for (int i = -WARM_UP; i < MEASURED; i++) {
        double off = simulationMs(folder, false);
        long startNs = System.nanoTime();
        double on = simulationMs(folder, true);
        double after = (System.nanoTime() - startNs) / 1e6 - on;
        if (i >= 0) {
          untraced[i] = off;
          traced[i] = on;
          views[i] = after;
        }
      }
      long bytes = Files.size(folder.resolve("waves.fst"));
      return new Result(median(untraced), median(traced), median(views), bytes);
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private static double simulationMs(Path folder, boolean waves) {
    RunParameters parameters =
        RunParameters.builder().frames(FRAMES).seed(1).output(folder).waves(waves).build();
    return RxRun.execute(parameters, progress -> {}).wall().seconds() * 1e3;
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[MEASURED / 2];
  }
}
