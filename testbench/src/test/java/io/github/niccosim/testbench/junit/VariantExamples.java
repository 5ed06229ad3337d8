// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import static io.github.niccosim.testbench.junit.CosimAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.niccosim.testbench.sim.Clock;
import io.github.niccosim.testbench.sim.SimDeadlockException;
import io.github.niccosim.testbench.sim.SimTimeoutException;
import io.github.niccosim.testbench.sim.Simulation;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** Test classes that {@link VariantTest} runs and judges; on their own they are not run. */
final class VariantExamples {
  static final AtomicInteger RUNS = new AtomicInteger();

  private VariantExamples() {}

  enum Mode {
    SLOW,
    FAST
  }

  static class Product {
    @CosimTest
    void product(
        Simulation sim,
        RandomGenerator random,
        @Values(
                value = {"1", "0x2"},
                name = "gap")
            int gap,
        @Values(name = "mode") Mode mode) {
      CosimTestExamples.seen("product").add(gap + " " + mode + " " + random.nextLong());
    }

    @CosimTest(maxCycles = 100)
    @Rtl(top = "counter", sources = "src/test/rtl/counter.sv")
    void model(Simulation sim, @Values(value = "16", name = "width", rtl = "Width") int width) {
      assertEquals(width, sim.signal("count_o").widthBits());
    }
  }

  static class Expected {
    @CosimTest
    @ExpectFail("known mistake")
    void failsAsExpected() {
      fail("mismatch");
    }

    @CosimTest
    @ExpectError(value = SimDeadlockException.class, message = "no task can go on")
    void endsAsExpected(Simulation sim) {
      sim.event("never").await();
    }

    @CosimTest
    @ExpectFail("known mistake")
    void passesUnexpectedly() {}

    @CosimTest
    @ExpectFail("known mistake")
    void breaksInsteadOfFailing() {
      throw new IllegalStateException("no assertion");
    }

    @CosimTest
    @ExpectError(value = SimDeadlockException.class, message = "some other text")
    void endsWithAnotherMessage(Simulation sim) {
      sim.event("never").await();
    }

    @CosimTest
    @ExpectError(SimTimeoutException.class)
    void endsOtherwise() {
      fail("mismatch");
    }
  }

  @Rtl(top = "counter", sources = "src/test/rtl/counter.sv", parameters = "Width=16")
  static class Recorded {
    @CosimTest(maxCycles = 100)
    void reproducible(Simulation sim) {
      Clock clk = sim.clock("clk_i", 1000);
      sim.signal("rst_ni").set(1);
      sim.signal("en_i").set(1);
      clk.cycles(5).await();
      assertThat(sim.signal("count_o")).isEqualTo(7);
    }

    @CosimTest(maxCycles = 100)
    void differentEachTime(Simulation sim) {
      sim.clock("clk_i", 1000).cycles(3 + RUNS.getAndIncrement()).await();
      fail("mismatch");
    }

    @CosimTest(maxCycles = 100)
    void onlyOnce(Simulation sim) {
      sim.clock("clk_i", 1000).cycles(3).await();
      if (RUNS.getAndIncrement() == 0) {
        fail("mismatch");
      }
    }
  }

  static class Covered {
    @CosimTest(maxCycles = 100)
    @Rtl(
        top = "counter",
        sources = "src/test/rtl/counter.sv",
        coverage = io.github.niccosim.bridge.CoverageKind.LINE)
    void counts(Simulation sim) {
      sim.clock("clk_i", 1000).cycles(3).await();
    }
  }
}
