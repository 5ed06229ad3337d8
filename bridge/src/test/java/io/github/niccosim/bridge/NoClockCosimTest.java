// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NoClockCosimTest {
  private static final ModelLibrary LIBRARY = ModelLibrary.build(Rtl.spec("clocks").build());

  @Test
  void timersAloneDriveADesignWithoutClock() {
    try (Model model = LIBRARY.newModel()) {
      Stepper stepper = model.stepper();
      Signal data = model.signal("data_i");
      for (int i = 1; i <= 20; i++) {
        assertThat(stepper.advance(i * 10L)).isEqualTo(Stepper.TIME);
        data.set(i);
      }

      assertThat(model.signal("comb_o").get()).isEqualTo(20);
      stepper.advance(1000);

      assertThat(model.signal("comb_o").get()).isEqualTo(21);
      assertThat(model.timePs()).isEqualTo(1000);
    }
  }
}
