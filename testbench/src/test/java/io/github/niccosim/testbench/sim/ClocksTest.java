// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.niccosim.bridge.Signal;
import io.github.niccosim.testbench.junit.CosimTest;
import io.github.niccosim.testbench.junit.Rtl;
import java.util.ArrayList;
import java.util.List;

/** Clocks of any origin: divided and gated in the RTL, several at once, odd shapes. */
@Rtl(top = "clocks", sources = "src/test/rtl/clocks.sv")
class ClocksTest {
  private final List<String> events = new ArrayList<>();

  @CosimTest(maxCycles = 100)
  void observedClockWakesInTheTimeStepOfItsEdge(Simulation sim) {
    sim.clock("clk_i", 10_000);
    Clock divided = sim.observedClock("div_clk_o");

    divided.cycle();
    assertThat(sim.timePs()).isEqualTo(5_000);
    divided.cycles(3).await();

    assertThat(sim.timePs()).isEqualTo(65_000);
    assertThat(divided.periodPs()).isEqualTo(20_000);
    assertThat(divided.cycleCount()).isEqualTo(4);
  }

  @CosimTest(maxCycles = 100)
  void sampleIsTheValueBeforeTheEdgeOfEveryKindOfClock(Simulation sim) {
    Clock clk = sim.clock("clk_i", 10_000);
    Clock divided = sim.observedClock("div_clk_o");
    Clock gated = sim.observedClock("gated_clk_o");
    Sampled onDivided = divided.sample(sim.signal("div_count_o"));
    Sampled onGated = gated.sample(sim.signal("gated_count_o"));
    Sampled ofDivided = clk.sample(sim.signal("div_clk_o"));
    sim.signal("gate_i").set(1);

    for (int i = 0; i < 5; i++) {
      divided.cycle();
      assertThat(onDivided.get()).isEqualTo(i);
      assertThat(sim.signal("div_count_o").get()).isEqualTo(i + 1);
      assertThat(ofDivided.isHigh()).isFalse();
    }
    for (int i = 0; i < 5; i++) {
      gated.cycle();
      assertThat(onGated.get()).isEqualTo(sim.signal("gated_count_o").get() - 1);
    }
  }

  @CosimTest(maxCycles = 100)
  void writeAtAnObservedEdgeTakesEffectAfterIt(Simulation sim) {
    sim.clock("clk_i", 10_000);
    Clock divided = sim.observedClock("div_clk_o");
    Signal data = sim.signal("data_i");

    divided.cycle();
    data.set(0x11);
    divided.cycle();
    data.set(0x22);
    sim.readOnly().await();

    assertThat(sim.signal("div_data_o").get()).isEqualTo(0x11);
    divided.cycle();
    assertThat(sim.signal("div_data_o").get()).isEqualTo(0x22);
  }

  @CosimTest(maxCycles = 1000)
  void taskParkedOnAQuietSignalIsNotDisturbed(Simulation sim) {
    Clock clk = sim.clock("clk_i", 10_000);
    Clock gated = sim.observedClock("gated_clk_o");
    sim.fork(
        "opener",
        () -> {
          clk.cycles(500).await();
          sim.signal("gate_i").set(1);
        });
    gated.cycle();

    assertThat(clk.cycleCount()).isEqualTo(501);
  }

  @CosimTest(maxCycles = 100)
  void clockHasPeriodDutyAndPhase(Simulation sim) {
    Clock clk = sim.clock("clk_i", new ClockOptions(1000, 300, 50, false));

    for (int i = 0; i < 3; i++) {
      clk.risingEdge().await();
      events.add("rise " + sim.timePs());
      clk.fallingEdge().await();
      events.add("fall " + sim.timePs());
    }

    assertThat(events)
        .containsExactly("rise 50", "fall 350", "rise 1050", "fall 1350", "rise 2050", "fall 2350");
    assertThat(clk.periodPs()).isEqualTo(1000);
  }

  @CosimTest(maxCycles = 100)
  void clocksOfDifferentPeriodsKeepTheirPhases(Simulation sim) {
    Clock fast = sim.clock("clk_i", new ClockOptions(600, 300, 600, false));
    Clock slow = sim.clock("gate_i", new ClockOptions(900, 450, 900, false));
    Task fastTask = sim.fork("fast", () -> note(sim, fast, "f", 6));
    Task slowTask = sim.fork("slow", () -> note(sim, slow, "s", 4));
    sim.all(fastTask.completion(), slowTask.completion());

    assertThat(events)
        .containsExactly(
            "f600", "s900", "f1200", "f1800", "s1800", "f2400", "s2700", "f3000", "f3600", "s3600");
  }

  private void note(Simulation sim, Clock clock, String name, int count) {
    for (int i = 0; i < count; i++) {
      clock.cycle();
      events.add(name + sim.timePs());
    }
  }

  @CosimTest(maxCycles = 100)
  void clockIsDrivenOnceOnly(Simulation sim) {
    sim.clock("clk_i", 1000);

    assertThatThrownBy(() -> sim.clock("clk_i", 500)).hasMessage("clock driven twice: clock=clk_i");
    assertThatThrownBy(() -> ClockOptions.ofPeriod(1))
        .hasMessageStartingWith("clock shape out of range: periodPs=1 ");
  }

  @CosimTest(maxCycles = 100)
  void edgesOfVectorsAreRefused(Simulation sim) {
    assertThatThrownBy(() -> sim.risingEdge(sim.signal("div_count_o")))
        .hasMessageStartingWith("cannot watch signal: signal=div_count_o widthBits=8 ");
  }
}
