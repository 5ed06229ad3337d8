// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BufferPlanTest {

  @ParameterizedTest
  @CsvSource({
    "64, 1518, 0, 4032, 1536",
    "64, 4032, 0, 4032, 4032",
    "64, 4033, 1, 8128, 4096",
    "64, 9000, 2, 16320, 9024",
    "64, 16383, 3, 32704, 16384",
    "256, 4000, 1, 7936, 4032",
    "0, 1, 0, 4096, 64"
  })
  void smallestPageThatHoldsHeadroomAndFrameIsChosen(
      int offset, int longest, int order, int maxLen, int receive) {
    BufferPlan plan = BufferPlan.of(offset, 0, longest);

    assertThat(plan).isEqualTo(new BufferPlan(order, 4096 << order, offset, maxLen, receive));
  }

  @Test
  void offsetBeyondAnyHeadroomBuysNoLargerPage() {
    BufferPlan plan = BufferPlan.of(4096, 0, 1518);

    assertThat(plan.order()).isZero();
    assertThat(plan.offsetBytes()).isEqualTo(4096);
    assertThat(plan.maxLenBytes()).isPositive();
  }

  @Test
  void explicitMaxLenIsTakenAsItIs() {
    assertThat(BufferPlan.of(64, 100, 1518).maxLenBytes()).isEqualTo(100);
  }

  @Test
  void defaultCostsLetFourQueuesKeepUpWithTenGigabitOfShortFrames() {
    CostTable costs = CostTable.defaults();
    double perFrameNs = costs.frameNs(64, true) + costs.refillNs();
    double budgetNs = 4 * (64 + 24) * 8 / 10.0;

    assertThat(perFrameNs).isBetween(80.0, 150.0).isLessThan(budgetNs / 2);
  }

  @Test
  void negativeCostIsRefused() {
    assertThatThrownBy(() -> CostTable.defaults().scaled(-1))
        .hasMessage("driver cost out of range: cost=-1000.0 (expected: 0..1000000000 ns)");
  }
}
