// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.niccosim.bridge.Edge;
import io.github.niccosim.bridge.Model;
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
    assertThat(divided.cycleCount()).isEqualTo(3); // before the fourth
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
      assertThat(sim.signal("div_count_o").get()).isEqualTo(i);
      assertThat(ofDivided.isHigh()).isFalse();
    }
    for (int i = 0; i < 5; i++) {
      gated.cycle();
      assertThat(onGated.get()).isEqualTo(sim.signal("gated_count_o").get());
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
    sim.readOnly().await();
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
  void cyclesOfAStoppedClockGoOnWhenItIsStarted(Simulation sim) {
    Clock clk = sim.clock("clk_i", 10_000);
    sim.fork(
        "switch",
        () -> {
          clk.cycles(3).await(); // 25 ns, about to rise: this edge still happens
          clk.stop();
          sim.timerNs(100).await();
          assertThat(clk.isRunning()).isFalse();
          assertThat(clk.signal().isHigh()).isFalse();
          assertThat(clk.cycleCount()).isEqualTo(3);
          clk.start(ClockOptions.ofPeriod(4_000).withFirstRisePs(1_000));
        });
    clk.cycles(5).await();

    assertThat(sim.timePs()).isEqualTo(25_000 + 100_000 + 1_000 + 4_000);
    assertThat(clk.cycleCount()).isEqualTo(4);
    assertThat(clk.periodPs()).isEqualTo(4_000);
  }

  @CosimTest(maxCycles = 100)
  void clockStoppedWhileLowStaysLow(Simulation sim) {
    Clock clk = sim.clock("clk_i", 10_000);
    clk.fallingEdge().await();
    sim.timer(1_000).await();
    clk.stop();
    clk.stop();
    sim.timer(50_000).await();
    assertThat(clk.cycleCount()).isEqualTo(1);
    clk.start();
    clk.cycle();

    assertThat(sim.timePs()).isEqualTo(10_000 + 51_000 + 5_000);
    assertThatThrownBy(clk::start)
        .hasMessage("clock is running: clock=clk_i (hint: stop it first)");
    assertThatThrownBy(() -> sim.observedClock("div_clk_o").stop())
        .hasMessage("clock is not driven by the simulation: clock=div_clk_o");
  }

  @CosimTest(maxCycles = 100)
  void waitingForAStoppedClockIsADeadlock(Simulation sim) {
    Clock clk = sim.clock("clk_i", 10_000);
    try (Model other = sim.model().library().newModel()) {
      Simulation stuck = Simulation.create(other);
      Clock stopped = stuck.clock("clk_i", 10_000);
      stopped.stop();
      assertThatThrownBy(() -> stuck.run(() -> stopped.cycles(2).await()))
          .isInstanceOf(SimDeadlockException.class)
          .hasMessageContaining("main: waiting for 2 cycles of clk_i since 0.000 ns");
    }
    clk.cycle();
  }

  @CosimTest(maxCycles = 300)
  void jitterShiftsEdgesAroundTheirGridAndFollowsTheSeed(Simulation sim) {
    Clock clk = sim.clock("clk_i", ClockOptions.ofPeriod(10_000).withJitterPs(2_000));
    List<Long> shifts = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      clk.cycle();
      shifts.add(sim.timePs() - (5_000 + 10_000L * i));
      clk.fallingEdge().await();
    }

    assertThat(shifts).allMatch(shift -> Math.abs(shift) <= 2_000);
    assertThat(shifts).anyMatch(shift -> shift > 1_000).anyMatch(shift -> shift < -1_000);
    assertThat(jitter(sim, sim.seeds().base())).isEqualTo(shifts.subList(0, 20));
    assertThat(jitter(sim, sim.seeds().base() + 1)).isNotEqualTo(shifts.subList(0, 20));
    assertThatThrownBy(() -> ClockOptions.ofPeriod(10_000).withJitterPs(2_500))
        .hasMessageStartingWith("clock jitter out of range: jitterPs=2500 lowPs=5000 ");
  }

  /** Shifts of the first edges of the same clock in another simulation. */
  private static List<Long> jitter(Simulation sim, long seed) {
    List<Long> shifts = new ArrayList<>();
    try (Model model = sim.model().library().newModel()) {
      Simulation other =
          Simulation.create(model, SimulationOptions.defaults().withSeed(seed).withLog(line -> {}));
      other.run(() -> {
        Clock clk = other.clock("clk_i", ClockOptions.ofPeriod(10_000).withJitterPs(2_000));
        for (int i = 0; i < 20; i++) {
          clk.cycle();
          shifts.add(other.timePs() - (5_000 + 10_000L * i));
        }
      });
    }
    return shifts;
  }

  @CosimTest(maxCycles = 100)
  void fallingEdgesAreCounted(Simulation sim) {
    Clock clk = sim.clock("clk_i", 10_000);
    Clock divided = sim.observedClock("div_clk_o");

    clk.cycles(3, Edge.FALLING).await();
    assertThat(sim.timePs()).isEqualTo(30_000);
    divided.cycles(2, Edge.FALLING).await();

    assertThat(sim.timePs()).isEqualTo(55_000);
  }

  @CosimTest(maxCycles = 100)
  void abandonedCountDoesNotDisturbLaterOnes(Simulation sim) {
    Clock clk = sim.clock("clk_i", 10_000);

    assertThat(sim.firesWithin(clk.cycles(10), 30_000)).isFalse();
    assertThat(sim.first(clk.cycles(20), clk.cycles(2))).isEqualTo(1);
    assertThat(sim.timePs()).isEqualTo(45_000);
    clk.cycles(3).await();

    assertThat(sim.timePs()).isEqualTo(75_000);
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
