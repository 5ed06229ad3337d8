// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TimescaleTest {
  @Test
  void convertsToAndFromPicoseconds() {
    assertThat(new Timescale(-9).toPs(3)).isEqualTo(3000);
    assertThat(new Timescale(-15).toPs(3999)).isEqualTo(3);
    assertThat(new Timescale(-9).fromPs(3999)).isEqualTo(3);
    assertThat(new Timescale(-15).fromPs(3)).isEqualTo(3000);
    assertThat(new Timescale(0).toPs(2)).isEqualTo(2_000_000_000_000L);
  }

  @Test
  void refusesTimesBeyondTheRange() {
    assertThatThrownBy(() -> new Timescale(0).toPs(Long.MAX_VALUE / 10))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void writesTimesInTheLargestFittingUnit() {
    Timescale ps = new Timescale(-12);

    assertThat(ps.format(0)).isEqualTo("0 ps");
    assertThat(ps.format(999)).isEqualTo("999 ps");
    assertThat(ps.format(12_500)).isEqualTo("12.5 ns");
    assertThat(ps.format(12_345_678)).isEqualTo("12345.678 ns");
    assertThat(ps.format(-2_000_000)).isEqualTo("-2 us");
    assertThat(new Timescale(-8).format(7)).isEqualTo("70 ns");
  }
}
