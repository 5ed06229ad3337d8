// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.nic;

import io.github.niccosim.bridge.Model;
import io.github.niccosim.bridge.ModelLibrary;
import io.github.niccosim.testbench.driver.BenchOptions;
import io.github.niccosim.testbench.driver.Check;
import io.github.niccosim.testbench.driver.NicBench;
import io.github.niccosim.testbench.sim.Simulation;
import io.github.niccosim.testbench.sim.SimulationOptions;
import io.github.niccosim.testbench.traffic.Frame;
import io.github.niccosim.testbench.traffic.FrameSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What one bench run came to.
 *
 * @param bench the bench, its simulation closed
 * @param checks every check; {@code simulation} first
 */
record NicOutcome(NicBench bench, List<Check> checks) {

  private static final long MAX_CYCLES = 3_000_000;

  /** Run frames through a fresh model and judge the result; an aborted simulation fails a check. */
  static NicOutcome run(ModelLibrary library, BenchOptions options, List<Frame> frames, long seed) {
    SimulationOptions limits =
        SimulationOptions.defaults()
            .withSeed(seed)
            .withMaxCycles(MAX_CYCLES)
            .withWallLimit(Duration.ofSeconds(60))
            .withLog(line -> {});
    try (Model model = library.newModel();
        Simulation sim = Simulation.create(model, limits)) {
      NicBench bench = NicBench.attach(sim, options);
      String aborted = "";
      try {
        sim.run(() -> {
          bench.start();
          bench.send(FrameSource.of(frames));
          bench.runUntilIdle();
          bench.finish();
        });
      } catch (RuntimeException e) {
        aborted = String.valueOf(e.getMessage());
      }
      List<Check> checks = new ArrayList<>();
      checks.add(
          new Check(
              "simulation", aborted.isEmpty() ? Check.Result.PASS : Check.Result.FAIL, aborted));
      checks.addAll(bench.checks(false));
      return new NicOutcome(bench, List.copyOf(checks));
    }
  }

  List<String> failed() {
    return checks.stream().filter(Check::failed).map(Check::name).toList();
  }

  Check check(String name) {
    return checks.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  /** Fail unless every check passed. */
  void assertClean() {
    if (!failed().isEmpty()) {
      StringBuilder text = new StringBuilder("run is not clean:");
      checks.stream()
          .filter(Check::failed)
          .forEach(c -> text.append('\n').append(c.name()).append(": ").append(c.reason()));
      throw new AssertionError(text.toString());
    }
  }
}
