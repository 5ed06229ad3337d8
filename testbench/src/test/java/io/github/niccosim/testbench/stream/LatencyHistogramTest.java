// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatencyHistogramTest {

  @Test
  void percentilesAreExactBelowTheOverflowClass() {
    LatencyHistogram histogram = new LatencyHistogram();
    for (int cycles = 1; cycles <= 100; cycles++) {
      histogram.record(cycles);
    }

    assertThat(histogram.percentileCycles(50)).isEqualTo(50);
    assertThat(histogram.percentileCycles(99)).isEqualTo(99);
    assertThat(histogram.percentileCycles(100)).isEqualTo(100);
    assertThat(histogram.meanCycles()).isEqualTo(50.5);
    assertThat(histogram.minCycles()).isEqualTo(1);
  }

  @Test
  void overflowClassReportsTheExactMaximum() {
    LatencyHistogram histogram = new LatencyHistogram();
    histogram.record(3);
    histogram.record(1_000_000);

    assertThat(histogram.percentileCycles(100)).isEqualTo(1_000_000);
    assertThat(histogram.countAt(LatencyHistogram.EXACT_CYCLES)).isEqualTo(1);
  }

  @Test
  void emptyHistogramIsAllZero() {
    LatencyHistogram histogram = new LatencyHistogram();

    assertThat(histogram.percentileCycles(99)).isZero();
    assertThat(histogram.maxCycles()).isZero();
    assertThat(histogram.minCycles()).isZero();
  }
}
