// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.niccosim.bridge.Signal;
import io.github.niccosim.testbench.sim.Clock;
import io.github.niccosim.testbench.sim.Simulation;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Tests of one class run at the same time when JUnit is told to, each with its own simulation. */
class ParallelCosimTest {

  @Execution(ExecutionMode.CONCURRENT)
  @Rtl(top = "counter", sources = "src/test/rtl/counter.sv")
  static class Together {
    @CosimTest(maxCycles = 100_000)
    @Seeds(6)
    void countsEnabledCycles(Simulation sim, RandomGenerator random) {
      Clock clk = sim.clock("clk_i", 1000);
      Signal enable = sim.signal("en_i");
      clk.cycle();
      sim.signal("rst_ni").set(1);
      long expected = 0;
      for (int i = 0; i < 2000; i++) {
        clk.cycle();
        expected += enable.get();
        enable.set(random.nextBoolean());
      }
      sim.readOnly().await();
      assertThat(sim.signal("count_o").get()).isEqualTo(expected);
    }
  }

  @Test
  void simulationsRunInParallel() {
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(Together.class))
        .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
        .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
        .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
        .execute()
        .testEvents()
        .assertStatistics(s -> s.succeeded(6).failed(0));
  }
}
