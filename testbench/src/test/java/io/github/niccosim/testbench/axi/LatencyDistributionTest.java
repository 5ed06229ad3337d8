// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatencyDistributionTest {

  @Test
  void uniformReachesBothEndsAndNothingElse() {
    int[] drawn = draw(LatencyDistribution.uniform(3, 7));

    assertThat(IntStream.of(drawn).distinct().sorted()).containsExactly(3, 4, 5, 6, 7);
  }

  @Test
  void bimodalDrawsOnlyItsTwoLatencies() {
    int[] drawn = draw(LatencyDistribution.bimodal(10, 400, 0.1));

    assertThat(IntStream.of(drawn).distinct().sorted()).containsExactly(10, 400);
    assertThat(IntStream.of(drawn).filter(cycles -> cycles == 400).count()).isBetween(800L, 1200L);
  }

  @Test
  void refusesNegativeLatency() {
    assertThatThrownBy(() -> LatencyDistribution.fixed(-1))
        .hasMessage(
            "latency out of range: minCycles=-1 maxCycles=-1"
                + " (expected: 0 <= min <= max <= 1000000)");
  }

  private static int[] draw(LatencyDistribution distribution) {
    SplittableRandom random = new SplittableRandom(5);
    return IntStream.range(0, 10_000).map(i -> distribution.nextCycles(random)).toArray();
  }
}
