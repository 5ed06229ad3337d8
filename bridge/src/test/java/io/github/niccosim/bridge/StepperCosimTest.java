// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One test per rule of the time step. Clock a rises at 1000, 2000, ...; b is added by tests. */
class StepperCosimTest {
  private static final ModelLibrary LIBRARY = ModelLibrary.build(Rtl.spec("clocks").build());
  private static final long NEVER = Long.MAX_VALUE;

  private Model model;
  private Stepper stepper;
  private int clockA;

  @BeforeEach
  void create() {
    model = LIBRARY.newModel();
    stepper = model.stepper();
    clockA = stepper.addClock(model.signal("clk_a_i"), 1000, 500, 500);
  }

  @AfterEach
  void close() {
    model.close();
  }

  @Test
  void deadlineComesBeforeAnythingElseOfThatTime() {
    write("data_i", 7);
    stepper.stopBeforeRise(clockA, true);

    assertThat(stepper.advance(1000)).isEqualTo(Stepper.TIME);
    assertThat(stepper.timePs()).isEqualTo(1000);
    assertThat(value("a_o")).isZero();
    assertThat(stepper.advance(NEVER)).isEqualTo(Stepper.BEFORE_EDGE);
    assertThat(stepper.timePs()).isEqualTo(1000);
  }

  @Test
  void waiterForAnEdgeSeesOldValuesAndItsWritesMissTheEdge() {
    write("data_i", 1);
    stepper.stopBeforeRise(clockA, true);

    assertThat(stepper.advance(NEVER)).isEqualTo(Stepper.BEFORE_EDGE);
    assertThat(stepper.firedClocks()).isEqualTo(1);
    assertThat(value("clk_a_i")).isZero();
    write("data_i", 2);
    assertThat(value("data_i")).isEqualTo(1);

    assertThat(stepper.advance(NEVER)).isEqualTo(Stepper.BEFORE_EDGE);
    assertThat(stepper.timePs()).isEqualTo(2000);
    assertThat(value("a_o")).isEqualTo(1);
    assertThat(value("data_i")).isEqualTo(2);
  }

  @Test
  void timerWritesMissTheEdgeOfTheirTime() {
    write("data_i", 1);
    stepper.advance(1000);
    write("data_i", 2);

    stepper.advance(1001);

    assertThat(value("a_o")).isEqualTo(1);
    assertThat(value("comb_o")).isEqualTo(3);
  }

  @Test
  void timerWritesSurviveAStopBeforeTheEdgeOfTheirTime() {
    stepper.stopBeforeRise(clockA, true);
    stepper.advance(1000);
    write("data_i", 2);
    assertThat(stepper.advance(1001)).isEqualTo(Stepper.BEFORE_EDGE);

    stepper.advance(1001);

    assertThat(value("comb_o")).isEqualTo(3);
  }

  @Test
  void writesSurviveADeadlineAtTheTimeOfAnEdge() {
    write("data_i", 7);
    stepper.addClock(model.signal("clk_b_i"), 0, 100, 100);
    assertThat(stepper.advance(0)).isEqualTo(Stepper.TIME);

    stepper.advance(1);

    assertThat(value("comb_o")).isEqualTo(8);
  }

  @Test
  void writesBetweenTimeStepsTakeEffectAtTheTimeTheyWereMade() {
    stepper.advance(1200);
    write("data_i", 9);
    stepper.stopBeforeFall(clockA, true);

    assertThat(stepper.advance(NEVER)).isEqualTo(Stepper.BEFORE_EDGE);

    assertThat(stepper.timePs()).isEqualTo(1500);
    assertThat(value("comb_o")).isEqualTo(10);
  }

  @Test
  void stopsBeforeFallingEdges() {
    stepper.stopBeforeFall(clockA, true);

    assertThat(stepper.advance(NEVER)).isEqualTo(Stepper.BEFORE_EDGE);

    assertThat(stepper.timePs()).isEqualTo(1500);
    assertThat(stepper.firedClocks()).isEqualTo(1L << 32);
    assertThat(value("clk_a_i")).isEqualTo(1);
  }

  @Test
  void clocksOfOneInstantToggleTogether() {
    int clockB = stepper.addClock(model.signal("clk_b_i"), 1000, 1000, 1000);
    stepper.stopBeforeRise(clockA, true);
    stepper.stopBeforeRise(clockB, true);
    write("data_i", 5);

    assertThat(stepper.advance(NEVER)).isEqualTo(Stepper.BEFORE_EDGE);
    assertThat(stepper.firedClocks()).isEqualTo(0b11);
    stepper.advance(1001);

    assertThat(value("a_o")).isEqualTo(5);
    assertThat(value("b_o")).isZero(); // b sampled a_o before a's edge
  }

  @Test
  void countsEdgesOfEveryClock() {
    int clockB = stepper.addClock(model.signal("clk_b_i"), 700, 1, 6);

    stepper.advance(8001);

    assertThat(stepper.edgesOf(clockA)).isEqualTo(8);
    assertThat(stepper.edgesOf(clockB)).isEqualTo((8000 - 700) / 7 + 1);
  }

  @Test
  void watchSeesAClockMadeInTheRtl() {
    int watch = stepper.watch(model.signal("half_clk_o"), Edge.RISING);

    for (long expectedPs : new long[] {1000, 3000, 5000}) {
      assertThat(stepper.advance(NEVER)).isEqualTo(Stepper.WATCH);
      assertThat(stepper.firedWatches()).isEqualTo(1L << watch);
      assertThat(stepper.timePs()).isEqualTo(expectedPs);
    }
    stepper.unwatch(watch);
    assertThat(stepper.advance(10_000)).isEqualTo(Stepper.TIME);
  }

  @Test
  void watchDirectionsAreToldApart() {
    int rising = stepper.watch(model.signal("half_clk_o"), Edge.RISING);
    int falling = stepper.watch(model.signal("half_clk_o"), Edge.FALLING);
    int any = stepper.watch(model.signal("half_clk_o"), Edge.ANY);

    stepper.advance(NEVER);
    assertThat(stepper.firedWatches()).isEqualTo(1L << rising | 1L << any);
    stepper.advance(NEVER);
    assertThat(stepper.firedWatches()).isEqualTo(1L << falling | 1L << any);
  }

  @Test
  void writesFromAWatchSettleInTheSameTimeStep() {
    stepper.watch(model.signal("half_clk_o"), Edge.RISING);
    stepper.watch(model.signal("comb_o"), Edge.ANY);

    assertThat(stepper.advance(NEVER)).isEqualTo(Stepper.WATCH);
    write("data_i", 40);
    assertThat(stepper.advance(NEVER)).isEqualTo(Stepper.WATCH);

    assertThat(stepper.timePs()).isEqualTo(1000);
    assertThat(value("comb_o")).isEqualTo(41);
    assertThat(value("half_o")).isZero();
  }

  @Test
  void watchOnAVectorSeesAnyBit() {
    int watch = stepper.watch(model.signal("a_o"), Edge.ANY);
    write("data_i", 0x80);

    assertThat(stepper.advance(NEVER)).isEqualTo(Stepper.WATCH);

    assertThat(stepper.timePs()).isEqualTo(1000);
    assertThat(stepper.firedWatches()).isEqualTo(1L << watch);
  }

  @Test
  void manyWatchesKeepTheirIds() {
    Signal data = model.signal("data_i");
    for (int id = 0; id < Stepper.MAX_WATCHES; id++) {
      assertThat(stepper.watch(data, Edge.ANY)).isEqualTo(id);
    }
    assertThatThrownBy(() -> stepper.watch(data, Edge.ANY))
        .hasMessage("too many watches: limit=1024");
    for (int id = 0; id < 1000; id++) {
      stepper.unwatch(id);
    }
    write("data_i", 1);

    assertThat(stepper.advance(NEVER)).isEqualTo(Stepper.WATCH);

    assertThat(stepper.watchWords()).isEqualTo(16);
    assertThat(stepper.firedWatches()).isZero();
    assertThat(stepper.firedWatches(15)).isEqualTo(-1L << 40);
    assertThat(stepper.watch(data, Edge.ANY)).isZero();
  }

  @Test
  void asynchronousResetActsWithoutAClock() {
    stepper.advance(1200);
    write("rst_i", 1);

    stepper.advance(1300);

    assertThat(value("a_o")).isEqualTo(0xee);
  }

  @Test
  void readOnlyPhaseHasFinalValuesAndRefusesWrites() {
    write("data_i", 3);
    stepper.stopAtReadOnly(true);
    assertThat(stepper.advance(NEVER)).isEqualTo(Stepper.READ_ONLY); // the write at time 0
    assertThat(stepper.advance(NEVER)).isEqualTo(Stepper.READ_ONLY);
    model.setWriteMode(WriteMode.READ_ONLY);

    assertThat(stepper.timePs()).isEqualTo(1000);
    assertThat(value("a_o")).isEqualTo(3);
    assertThatThrownBy(() -> write("data_i", 4))
        .isInstanceOf(ModelException.class)
        .hasMessage(
            "write in the read-only phase: signal=data_i time_ps=1000"
                + " (hint: await nextTimeStep first)");
    assertThatThrownBy(() -> stepper.advance(999)).hasMessageContaining("deadline is in the past");
  }

  @Test
  void reasonsOfOneTimeStepComeInOrder() {
    stepper.stopBeforeRise(clockA, true);
    stepper.watch(model.signal("half_clk_o"), Edge.ANY);
    stepper.stopAtReadOnly(true);
    assertThat(stepper.advance(0)).isEqualTo(Stepper.READ_ONLY); // clock set low at time 0

    assertThat(stepper.advance(1000)).isEqualTo(Stepper.TIME);
    assertThat(stepper.advance(1000)).isEqualTo(Stepper.BEFORE_EDGE);
    assertThat(stepper.advance(1000)).isEqualTo(Stepper.WATCH);
    assertThat(stepper.advance(1000)).isEqualTo(Stepper.READ_ONLY);
    assertThat(stepper.advance(1000)).isEqualTo(Stepper.TIME);
    assertThat(stepper.timePs()).isEqualTo(1000);
  }

  @Test
  void riseOnlyClockFallsEarlyAndStillSamplesOldInputsEveryPeriod() {
    stepper.setRiseOnly(clockA, true);
    stepper.stopBeforeRise(clockA, true);
    for (int i = 1; i <= 5; i++) {
      assertThat(stepper.advance(NEVER)).isEqualTo(Stepper.BEFORE_EDGE);
      assertThat(stepper.timePs()).isEqualTo(1000L * i);
      assertThat(value("a_o")).isEqualTo(i == 1 ? 0 : i - 2);
      write("data_i", i);
    }

    assertThat(stepper.edgesOf(clockA)).isEqualTo(4);
    assertThat(value("clk_a_i")).isZero();
  }

  @Test
  void riseOnlyCanBeTakenBackBetweenEdges() {
    stepper.setRiseOnly(clockA, true);
    stepper.advance(1200);
    stepper.setRiseOnly(clockA, false);
    stepper.stopBeforeFall(clockA, true);

    assertThat(stepper.advance(NEVER)).isEqualTo(Stepper.BEFORE_EDGE);
    assertThat(stepper.timePs()).isEqualTo(2500);
    assertThat(stepper.edgesOf(clockA)).isEqualTo(2);
  }

  @Test
  void clockMayBeAddedInTheMiddle() {
    stepper.advance(2345);
    int clockB = stepper.addClock(model.signal("clk_b_i"), 2345, 10, 10);
    stepper.stopBeforeRise(clockB, true);

    assertThat(stepper.advance(NEVER)).isEqualTo(Stepper.BEFORE_EDGE);

    assertThat(stepper.timePs()).isEqualTo(2345);
  }

  @Test
  void refusesWhatCannotBeAClock() {
    assertThatThrownBy(() -> stepper.addClock(model.signal("data_i"), 5000, 1, 1))
        .hasMessageContaining("signal cannot be a clock: signal=data_i[8]");
    assertThatThrownBy(() -> stepper.addClock(model.signal("clk_b_i"), 5000, 0, 1))
        .hasMessageContaining("clock times are out of range: signal=clk_b_i first_rise_ps=5000");
    assertThatThrownBy(() -> stepper.stopBeforeRise(7, true))
        .hasMessage("unknown clock: id=7 (expected: 0..0)");
  }

  private void write(String signal, long value) {
    model.signal(signal).set(value);
  }

  private long value(String signal) {
    return model.signal(signal).get();
  }
}
