// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli.waves;

import com.sun.management.OperatingSystemMXBean;
import io.github.niccosim.testbench.report.RunParameters;
import io.github.niccosim.testbench.report.RxRun;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Measures what {@code cosim run --waves} costs: CPU time of the whole process, FST written to
 * disk, against the same run of a model built without trace code, in turns.
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
   * @param untracedMs CPU time without trace, median
   * @param tracedMs CPU time with trace, median
   * @param fstBytes size of the trace
   */
  record Result(double untracedMs, double tracedMs, long fstBytes) {
    double ratio() {
      return tracedMs / untracedMs;
    }
  }

  static Result measure() throws IOException {
    Path folder = Files.createTempDirectory("cosim-trace-overhead");
    try {
      double[] untraced = new double[MEASURED];
      double[] traced = new double[MEASURED];
      long bytes = 0;
      for (int i = -WARM_UP; i < MEASURED; i++) {
        double off = cpuMs(folder, false);
        double on = cpuMs(folder, true);
        bytes = Files.size(folder.resolve("waves.fst"));
        if (i >= 0) {
          untraced[i] = off;
          traced[i] = on;
        }
      }
      Arrays.sort(untraced);
      Arrays.sort(traced);
      return new Result(untraced[MEASURED / 2], traced[MEASURED / 2], bytes);
    } finally {
      for (String name : List.of("waves.fst", "waves.gtkw", "rx.pcapng", "report.json")) {
        Files.deleteIfExists(folder.resolve(name));
      }
      Files.deleteIfExists(folder);
    }
  }

  private static double cpuMs(Path folder, boolean waves) {
    RunParameters parameters =
        RunParameters.builder().frames(FRAMES).seed(1).output(folder).waves(waves).build();
    long start = processCpuNs();
    RxRun.execute(parameters, progress -> {});
    return (processCpuNs() - start) / 1e6;
  }

  private static long processCpuNs() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}
