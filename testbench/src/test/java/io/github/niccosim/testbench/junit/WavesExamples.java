// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import static org.junit.jupiter.api.Assertions.fail;

import io.github.niccosim.testbench.sim.Clock;
import io.github.niccosim.testbench.sim.Simulation;
import java.util.concurrent.atomic.AtomicInteger;

/** Failing tests that {@link WavesTest} runs and whose waves it reads. */
final class WavesExamples {
  static final AtomicInteger RUNS = new AtomicInteger();

  /** A kilocycle of counting, period 1 ns, then a failure at 999.5 ns. */
  private static final int CYCLES = 1000;

  private WavesExamples() {}

  private static Clock count(Simulation sim) {
    Clock clk = sim.clock("clk_i", 1000);
    sim.signal("rst_ni").set(1);
    sim.signal("en_i").set(1);
    return clk;
  }

  @Rtl(top = "counter", sources = "src/test/rtl/counter.sv", parameters = "Width=16")
  static class Windowed {
    @CosimTest
    @Waves(before = 20, after = 3)
    void failsLate(Simulation sim) {
      Clock clk = count(sim);
      clk.cycles(500).await();
      sim.mark("half way");
      clk.cycles(CYCLES - 500).await();
      sim.mark("about to fail");
      sim.log("seen by the log");
      fail("mismatch at the end");
    }

    @CosimTest
    @Waves(before = 20, after = 3)
    void knowsWhenItWentWrong(Simulation sim) {
      Clock clk = count(sim);
      sim.onFailure(details -> {
        details.flag(400_500, "byte lost");
        details.line("the byte was 0x17");
      });
      clk.cycles(CYCLES).await();
      fail("a byte is missing");
    }

    @CosimTest
    @Waves(policy = WavePolicy.RING, before = 100)
    void ring(Simulation sim) {
      count(sim).cycles(CYCLES).await();
      if (RUNS.getAndIncrement() == 0) {
        fail("only the first time");
      }
    }

    @CosimTest
    @Waves(scopes = "counter", levels = 1)
    void recordsOnePart(Simulation sim) {
      count(sim).cycles(10).await();
      fail("mismatch");
    }

    @CosimTest
    void failsWithoutClock(Simulation sim) {
      sim.timer(100).await();
      fail("mismatch");
    }
  }
}
