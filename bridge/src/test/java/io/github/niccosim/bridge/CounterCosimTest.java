// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CounterCosimTest {
  private static final ModelLibrary LIBRARY = ModelLibrary.build(Rtl.spec("counter").build());

  @Test
  void countsOncePerCycleWhenRunFreely() {
    try (Model model = LIBRARY.newModel()) {
      model.signal("rst_ni").set(1);
      model.signal("enable_i").set(1);
      Stepper stepper = model.stepper();
      int clock = stepper.addClock(model.signal("clk_i"), 1000, 2000, 3000);

      int reason = stepper.advance(1000 + 100 * 5000 - 1);

      assertThat(reason).isEqualTo(Stepper.TIME);
      assertThat(stepper.edgesOf(clock)).isEqualTo(100);
      assertThat(model.signal("count_o").get()).isEqualTo(100);
    }
  }

  @Test
  void countsByHandWithEval() {
    try (Model model = LIBRARY.newModel()) {
      model.signal("rst_ni").set(1);
      model.signal("enable_i").set(1);
      model.eval();
      for (int i = 0; i < 10; i++) {
        model.signal("clk_i").set(i & 1);
        model.eval();
      }

      assertThat(model.signal("count_o").get()).isEqualTo(5);
    }
  }
}
