// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bounds are the rounded percentages that the engine was designed for. */
class RtlBoundTest {

  @ParameterizedTest
  @CsvSource({
    "64, 64, 200, 80", "64, 64, 400, 63", "64, 1500, 400, 99", "64, 9000, 0, 100",
    "128, 64, 100, 80", "128, 64, 200, 63", "128, 64, 400, 32", "128, 1500, 400, 99",
    "256, 64, 64, 67", "256, 64, 100, 63", "256, 64, 200, 32", "256, 64, 400, 16",
    "256, 1500, 200, 98", "512, 64, 16, 50", "512, 64, 64, 49", "512, 64, 200, 16",
    "512, 64, 400, 8", "512, 1500, 200, 96", "512, 1500, 400, 54", "512, 9000, 400, 60"
  })
  void boundIsThatOfTheDesign(int width, int frame, int latency, long percent) {
    double bound = 100 * RtlBound.use(width, frame, latency, 64, 256);

    assertThat(Math.round(bound)).isEqualTo(percent);
  }

  @Test
  void oneCellBelowIsBelow() {
    RtlFigures.Cell good = new RtlFigures.Cell(128, 64, 0, 0.8, 0.77, 0.79);
    RtlFigures.Cell bad = new RtlFigures.Cell(128, 64, 0, 0.8, 0.79, 0.75);

    assertThat(new RtlFigures(List.of(good), List.of(), 0.995).isGood()).isTrue();
    assertThat(new RtlFigures(List.of(good, bad), List.of(), 0.995).isGood()).isFalse();
    assertThat(new RtlFigures(List.of(good), List.of(), 0.98).isGood()).isFalse();
    assertThat(new RtlFigures(List.of(bad), List.of(), 0.995).markdown()).contains("**below**");
  }
}
