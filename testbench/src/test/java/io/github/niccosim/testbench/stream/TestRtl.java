// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.stream;

import io.github.niccosim.bridge.Model;
import io.github.niccosim.bridge.ModelLibrary;
import io.github.niccosim.bridge.ModelSpec;
import io.github.niccosim.testbench.sim.Clock;
import io.github.niccosim.testbench.sim.Simulation;
import io.github.niccosim.testbench.sim.SimulationOptions;
import io.github.niccosim.testbench.sim.TaskBody;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Build the small designs under {@code src/test/rtl} and run a scenario on a fresh one. */
public final class TestRtl {

  /** Clock period of every design here, in ps. */
  public static final long PERIOD_PS = 4_000;

  /** The benchmarks bring designs too. */
  private static final Path BENCH_RTL =
      Path.of("src/main/resources/io/github/niccosim/testbench/bench");

  private TestRtl() {}

  /** Scenario that gets a simulation with a running clock and the design out of reset. */
  @FunctionalInterface
  public interface Scenario {
    void run(Simulation sim, Clock clock) throws Exception;
  }

  public static ModelSpec.Builder spec(String top) {
    Path own = Path.of("src/test/rtl", top + ".sv");
    return ModelSpec.builder(top).source(Files.exists(own) ? own : BENCH_RTL.resolve(top + ".sv"));
  }

  public static ModelLibrary library(String top) {
    return ModelLibrary.build(spec(top).build());
  }

  public static ModelLibrary library(String top, int dataWidth) {
    return ModelLibrary.build(spec(top).parameter("DataWidth", dataWidth).build());
  }

  /**
   * Run a scenario. Its code up to the first wait sees the design in reset; {@code rst_ni} rises
   * after three edges.
   */
  public static void run(ModelLibrary library, long seed, Scenario scenario) {
    SimulationOptions options =
        SimulationOptions.defaults()
            .withSeed(seed)
            .withMaxCycles(400_000)
            .withWallLimit(Duration.ofSeconds(20))
            .withLog(line -> {});
    try (Model model = library.newModel();
        Simulation sim = Simulation.create(model, options)) {
      Clock clock = sim.clock("clk_i", PERIOD_PS);
      sim.signal("rst_ni").set(0);
      TaskBody release =
          () -> {
            clock.cycles(3).await();
            sim.signal("rst_ni").set(1);
          };
      sim.run(() -> {
        sim.fork("reset", release);
        scenario.run(sim, clock);
      });
    }
  }
}
