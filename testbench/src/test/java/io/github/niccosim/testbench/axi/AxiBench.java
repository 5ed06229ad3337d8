// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import io.github.niccosim.bridge.ModelLibrary;
import io.github.niccosim.testbench.sim.Clock;
import io.github.niccosim.testbench.sim.Simulation;
import io.github.niccosim.testbench.stream.TestRtl;

/** The programmed master, a slave on an array, a strict checker and a trace. */
final class AxiBench {

  static final long BASE = 0x10_0000;
  static final int SIZE = 0x1_0000;

  /** Scenario on a bench that is out of reset. */
  @FunctionalInterface
  interface Scenario {
    void run(AxiBench bench) throws Exception;
  }

  final Simulation sim;
  final Clock clock;
  final BurstMaster master;
  final ArrayTarget target;
  final AxiTrace trace;
  final AxiSlave slave;
  final AxiProtocolChecker checker;

  private AxiBench(
      Simulation sim, Clock clock, AxiTiming timing, AxiProtocolChecker.Options options) {
    this.sim = sim;
    this.clock = clock;
    this.master = new BurstMaster(sim, clock);
    this.target = new ArrayTarget(BASE, SIZE, sim::timePs);
    this.trace = new AxiTrace(sim, clock);
    AxiBus bus = AxiBus.of(sim, "m_axi").withReset("rst_ni");
    this.checker = new AxiProtocolChecker(clock, bus, options);
    this.slave = new AxiSlave(sim, clock, bus, target, timing, sim.random("slave"));
  }

  /** Run a scenario; afterwards nothing may be in flight. */
  static void run(ModelLibrary library, long seed, AxiTiming timing, Scenario scenario) {
    TestRtl.run(
        library,
        seed,
        (sim, clock) -> {
          AxiBench bench = new AxiBench(sim, clock, timing, AxiProtocolChecker.Options.strict());
          clock.cycles(5).await();
          scenario.run(bench);
          bench.awaitIdle();
          bench.checker.checkIdle();
        });
  }

  /** Run a scenario with a checker that collects; nothing is asked at the end. */
  static void runBroken(ModelLibrary library, AxiTiming timing, Scenario scenario) {
    TestRtl.run(
        library,
        1,
        (sim, clock) -> {
          AxiBench bench =
              new AxiBench(sim, clock, timing, AxiProtocolChecker.Options.collecting());
          clock.cycles(5).await();
          scenario.run(bench);
        });
  }

  /** Wait until no burst is in flight for a few cycles. */
  void awaitIdle() {
    int quiet = 0;
    while (quiet < 4) {
      clock.cycle();
      boolean busy =
          !slave.isIdle()
              || sim.signal("m_axi_awvalid").isHigh()
              || sim.signal("m_axi_wvalid").isHigh()
              || sim.signal("m_axi_arvalid").isHigh();
      quiet = busy ? 0 : quiet + 1;
    }
  }
}
