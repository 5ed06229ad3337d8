// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.bridge.Signal;
import io.github.niccosim.testbench.sim.Clock;
import io.github.niccosim.testbench.sim.Simulation;

/** A signal named in {@link Rtl#forceable()} is overridden between two edges and given back. */
@Rtl(top = "clocks", sources = "src/test/rtl/clocks.sv", forceable = "clocks.gate_q")
class ForceTest {
  @CosimTest(maxCycles = 100)
  void aForcedGateStopsTheGatedClockUntilItIsReleased(Simulation sim) {
    Clock clk = sim.clock("clk_i", 10_000);
    Signal count = sim.signal("gated_count_o");
    sim.signal("gate_i").set(1);
    clk.cycles(4).await();
    final long before = count.get();
    sim.signal("clocks.gate_q").force(0);
    clk.cycles(5).await();

    assertThat(count.get()).isEqualTo(before + 1); // the edge in whose time step the force came
    sim.signal("clocks.gate_q").release();
    clk.cycles(5).await();
    assertThat(count.get()).isGreaterThan(before + 3);
  }
}
