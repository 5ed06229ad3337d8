// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.niccosim.bridge.Signal;
import io.github.niccosim.testbench.sim.Clock;
import io.github.niccosim.testbench.sim.Simulation;
import java.util.concurrent.atomic.AtomicInteger;

/** Every test starts from the state that one run of a method left. */
@Rtl(top = "counter", sources = "src/test/rtl/counter.sv", savable = true)
class SnapshotTest {
  private static final AtomicInteger SETUPS = new AtomicInteger();

  @FromSnapshot
  static void countToTen(Simulation sim) {
    SETUPS.incrementAndGet();
    Clock clk = sim.clock("clk_i", 10_000);
    sim.signal("rst_ni").set(1);
    sim.signal("en_i").set(1);
    clk.cycles(10).await();
  }

  @CosimTest(maxCycles = 100)
  @Seeds(3)
  void startsWhereTheSnapshotWasTaken(Simulation sim) {
    Clock clk = sim.clock("clk_i", 10_000);
    Signal count = sim.signal("count_o");

    assertThat(sim.timePs()).isEqualTo(95_000);
    assertThat(clk.cycleCount()).isEqualTo(10);
    assertThat(count.get()).isEqualTo(10);
    clk.cycle();
    assertThat(sim.timePs()).isEqualTo(105_000);
    clk.cycles(5).await();
    assertThat(count.get()).isEqualTo(15);
    assertThat(SETUPS).hasValue(1);
  }

  @CosimTest(maxCycles = 100)
  void clockOfAnotherShapeIsRefused(Simulation sim) {
    assertThatThrownBy(() -> sim.clock("clk_i", 8_000))
        .hasMessageStartingWith("clock has another shape in the snapshot: clock=clk_i ");
    sim.clock("clk_i", 10_000).cycle();
  }
}
