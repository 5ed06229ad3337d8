// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.niccosim.bridge.Model;
import io.github.niccosim.bridge.ModelException;
import io.github.niccosim.bridge.Signal;
import io.github.niccosim.testbench.junit.CosimTest;
import io.github.niccosim.testbench.junit.Rtl;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** The rules of doc/timing-model.md on a counter, one test for each. */
@Rtl(top = "counter", sources = "src/test/rtl/counter.sv")
class TimingModelTest {
  private static final long PERIOD_PS = 10_000;

  private final List<String> events = new ArrayList<>();
  private Simulation sim;
  private Clock clk;
  private Signal rst;
  private Signal en;
  private Signal count;

  @BeforeEach
  void reset(Simulation simulation, Model model) {
    sim = simulation;
    clk = sim.clock("clk_i", PERIOD_PS);
    rst = model.signal("rst_ni");
    en = model.signal("en_i");
    count = model.signal("count_o");
    clk.risingEdge().await();
    rst.set(1);
    en.set(1);
    sim.readOnly().await();
    assertThat(count.get()).isZero();
  }

  @CosimTest(maxCycles = 100)
  void taskAtARisingEdgeSeesTheValuesBeforeIt() {
    for (int i = 0; i < 10; i++) {
      clk.risingEdge().await();
      assertThat(count.get()).isEqualTo(i);
    }
  }

  @CosimTest(maxCycles = 100)
  void writeAtARisingEdgeTakesEffectAfterIt() {
    clk.cycles(5).await();
    assertThat(count.get()).isEqualTo(4);

    en.set(0);

    assertThat(en.get()).isEqualTo(1);
    sim.readOnly().await();
    assertThat(en.get()).isZero();
    assertThat(count.get()).isEqualTo(5);
    clk.cycles(3).await();
    assertThat(count.get()).isEqualTo(5);
  }

  @CosimTest(maxCycles = 100)
  void readOnlyPhaseSeesFinalValuesAndRefusesWrites() {
    clk.risingEdge().await();
    assertThat(count.get()).isZero();
    sim.readOnly().await();
    assertThat(count.get()).isEqualTo(1);

    assertThatThrownBy(() -> en.set(0)).isInstanceOf(ModelException.class);

    clk.fallingEdge().await();
    en.set(0);
    clk.cycles(2).await();
    assertThat(count.get()).isEqualTo(1);
  }

  @CosimTest(maxCycles = 100)
  void lastWriteOfATimeStepWins() {
    clk.risingEdge().await();
    en.set(0);
    en.set(1);
    clk.cycles(3).await();

    assertThat(count.get()).isEqualTo(3);
  }

  @CosimTest(maxCycles = 100)
  void timerAtTheInstantOfAnEdgeRunsBeforeIt() {
    clk.risingEdge().await();
    sim.fork(
        "edge",
        () -> {
          clk.risingEdge().await();
          events.add("edge sees " + count.get());
        });
    sim.fork(
        "timer",
        () -> {
          sim.timer(PERIOD_PS).await();
          events.add("timer sees " + count.get());
          clk.risingEdge().await();
          events.add("edge at " + sim.timePs());
        });
    clk.cycles(2).await();

    assertThat(events).containsExactly("timer sees 1", "edge sees 1", "edge at 25000");
  }

  @CosimTest(maxCycles = 100)
  void writeByATimerAtTheInstantOfAnEdgeTakesEffectAfterTheEdge() {
    clk.risingEdge().await();
    sim.timer(PERIOD_PS).await();
    en.set(0);
    clk.cycles(3).await();

    assertThat(count.get()).isEqualTo(2);
  }

  @CosimTest(maxCycles = 100)
  void cyclesCountsRisingEdges() {
    long startPs = sim.timePs();
    clk.cycles(7).await();

    assertThat(sim.timePs()).isEqualTo(startPs + 7 * PERIOD_PS);
    assertThat(count.get()).isEqualTo(6);
  }

  @CosimTest(maxCycles = 100)
  void cyclesFromATimerAtTheInstantOfAnEdgeCountThatEdge() {
    clk.risingEdge().await();
    sim.timer(PERIOD_PS).await();
    long edgePs = sim.timePs();
    clk.cycles(3).await();

    assertThat(sim.timePs()).isEqualTo(edgePs + 2 * PERIOD_PS);
  }

  @CosimTest(maxCycles = 100)
  void edgeTriggersOfTheClockSignalAreThoseOfTheClock() {
    assertThat(sim.risingEdge(clk.signal())).isSameAs(clk.risingEdge());
    assertThat(sim.fallingEdge(clk.signal())).isSameAs(clk.fallingEdge());
    sim.risingEdge(clk.signal()).await();

    assertThat(count.get()).isZero();
  }

  @CosimTest(maxCycles = 100)
  void valueChangeWakesWithTheNewValueInTheSameStep() {
    long edgePs = sim.timePs() + PERIOD_PS;
    sim.valueChange(count).await();

    assertThat(sim.timePs()).isEqualTo(edgePs);
    assertThat(count.get()).isEqualTo(1);
  }

  @CosimTest(maxCycles = 100)
  void writeAfterAValueChangeSettlesInTheSameTimeStep() {
    sim.valueChange(count).await();
    long nowPs = sim.timePs();
    rst.set(0);
    sim.valueChange(count).await();

    assertThat(sim.timePs()).isEqualTo(nowPs);
    assertThat(count.get()).isZero();
  }

  @CosimTest(maxCycles = 100)
  void nextTimeStepIsTheNextClockToggle() {
    sim.nextTimeStep().await();

    assertThat(sim.timePs()).isEqualTo(PERIOD_PS);
    assertThat(clk.signal().isHigh()).isTrue();
    sim.readOnly().await();
    assertThat(clk.signal().isHigh()).isFalse();
  }

  @CosimTest(maxCycles = 100)
  void callbacksRunBeforeTasksInRegistrationOrder() {
    clk.onRisingEdge(() -> events.add("first " + count.get()));
    Registration second = clk.onRisingEdge(() -> events.add("second"));
    clk.risingEdge().await();
    events.add("task");
    second.close();
    clk.risingEdge().await();

    assertThat(events).containsExactly("first 0", "second", "task", "first 1");
  }

  @CosimTest(maxCycles = 100)
  void callbackCannotWait() {
    boolean[] refused = {false};
    clk.onRisingEdge(() -> {
      try {
        clk.cycle();
      } catch (SimulationException e) {
        refused[0] = true;
      }
    });
    clk.cycle();

    assertThat(refused[0]).isTrue();
  }

  @CosimTest(maxCycles = 100)
  void tasksWaitingForOneEdgeRunInTheOrderTheyBeganToWait() {
    for (int i = 0; i < 4; i++) {
      int id = i;
      sim.fork(
          "t" + i,
          () -> {
            sim.timer(4 - id).await();
            clk.risingEdge().await();
            events.add("t" + id);
          });
    }
    clk.cycles(2).await();

    assertThat(events).containsExactly("t3", "t2", "t1", "t0");
  }

  @CosimTest(maxCycles = 100)
  void untilStopsAtTheEdgeWhereTheConditionHolds() {
    clk.until(() -> count.get() == 12);

    assertThat(count.get()).isEqualTo(12);
  }

  @CosimTest(maxCycles = 2_000_000)
  void longQuietStretchesRunInNativeCode() {
    long before = clk.cycleCount();
    clk.cycles(1_000_000).await();

    assertThat(clk.cycleCount() - before).isEqualTo(999_999);
    assertThat(count.get()).isEqualTo(999_999);
  }
}
