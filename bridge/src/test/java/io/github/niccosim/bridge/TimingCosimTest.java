// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Delays in the RTL, obeyed with {@code timing(true)} and ignored without. */
class TimingCosimTest {
  private static final ModelLibrary LIBRARY =
      ModelLibrary.build(Rtl.spec("delays").timing(true).build());

  @Test
  void clockMadeByADelayRunsWithoutAnyClockOfTheStepper() {
    try (Model model = LIBRARY.newModel()) {
      Stepper stepper = model.stepper();

      assertThat(stepper.advance(100_000)).isEqualTo(Stepper.TIME);

      assertThat(model.signal("own_count_o").get()).isEqualTo(10); // 5, 15, ... 95 ns
      assertThat(model.signal("clk_count_o").get()).isZero();
    }
  }

  @Test
  void watchSeesTheDelayedEdgeAtItsTime() {
    try (Model model = LIBRARY.newModel()) {
      Stepper stepper = model.stepper();
      stepper.advance(2_000);
      model.signal("go_i").set(1);
      int watch = stepper.watch(model.signal("late_o"), Edge.RISING);

      assertThat(stepper.advance(1_000_000)).isEqualTo(Stepper.WATCH);

      assertThat(stepper.timePs()).isEqualTo(9_000);
      stepper.unwatch(watch);
    }
  }

  @Test
  void clocksOfBothKindsAtOneTimeToggleInOneEvaluation() {
    try (Model model = LIBRARY.newModel()) {
      Stepper stepper = model.stepper();
      stepper.addClock(model.signal("clk_i"), 5_000, 5_000, 5_000);

      stepper.advance(96_000);

      assertThat(model.signal("own_count_o").get()).isEqualTo(10);
      assertThat(model.signal("clk_count_o").get()).isEqualTo(10);
      assertThat(model.signal("sampled_o").get()).isEqualTo(9); // the value before the edge
    }
  }

  @Test
  void modelsWithPendingDelaysCloseCleanly() {
    for (int i = 0; i < 200; i++) {
      try (Model model = LIBRARY.newModel()) {
        model.stepper().advance(20_000);
        assertThat(model.signal("own_count_o").get()).isEqualTo(2);
      }
    }
  }
}
