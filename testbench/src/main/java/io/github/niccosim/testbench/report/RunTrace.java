// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.report;

import io.github.niccosim.bridge.Trace;
import io.github.niccosim.testbench.driver.Check;
import io.github.niccosim.testbench.driver.NicBench;
import io.github.niccosim.testbench.sim.FailureDetails.Flag;
import io.github.niccosim.testbench.sim.Recording;
import io.github.niccosim.testbench.sim.Simulation;
import io.github.niccosim.testbench.trace.TraceFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** End the trace of a run and write what opens it: at the first sign of a failure, if it failed. */
final class RunTrace {
  private static final int SHOWN_CYCLES = 120;

  private RunTrace() {}

  /**
   * End and write.
   *
   * @param bench bench of the run, which is over
   * @param waves trace, still open
   * @param report verdict of the run
   * @return the files written beside the trace
   * @throws IOException if one cannot be written
   */
  static List<Path> finish(NicBench bench, Path waves, RunReport report) throws IOException {
    Simulation sim = bench.sim();
    Recording recording = sim.record();
    List<Flag> flags = new ArrayList<>();
    report.checks().stream()
        .filter(Check::failed)
        .findFirst()
        .ifPresent(check -> {
          String text = check.name() + ": " + check.reason();
          recording.annotate(Trace.ASSERTION, text);
          flags.addAll(sim.failureDetails().flags());
          flags.add(new Flag(sim.timePs(), "failed: " + text));
        });
    sim.model().closeTrace();
    TraceFiles files = TraceFiles.of(waves, recording).title("cosim run").flags(flags);
    long momentPs = flags.isEmpty() ? firstFramePs(recording) : flags.getFirst().timePs();
    return files.openAt(momentPs, SHOWN_CYCLES * bench.clock().periodPs()).write();
  }

  /** A run that passed opens where the first frame reaches memory. */
  private static long firstFramePs(Recording recording) {
    return recording.descriptors().lives().stream()
        .flatMap(life -> life.bursts().stream())
        .mapToLong(burst -> burst.startPs())
        .min()
        .orElse(0);
  }
}
