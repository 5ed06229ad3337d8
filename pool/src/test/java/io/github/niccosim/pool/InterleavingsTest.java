// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.niccosim.pool.explore.Interleavings;
import org.junit.jupiter.api.Test;

/** The explorer runs exactly the orders that can differ. */
class InterleavingsTest {
  @Test
  void sixConflictingStepsHaveTwentyOrders() {
    Interleavings.Outcome outcome =
        Interleavings.of(CountScenarios.OnePage.class).explore().mustHold();

    assertThat(outcome.orders()).isEqualTo(20);
  }

  @Test
  void independentStepsHaveOneOrder() {
    Interleavings.Outcome outcome =
        Interleavings.of(CountScenarios.TwoPages.class).explore().mustHold();

    assertThat(outcome.orders()).isEqualTo(1);
  }

  @Test
  void aLostAdditionIsFoundAndShownStepByStep() {
    Interleavings.Outcome outcome = Interleavings.of(CountScenarios.ReadThenWrite.class).explore();

    assertThat(outcome.complete()).isFalse();
    assertThatThrownBy(outcome::mustHold)
        .hasMessageContaining("fails:")
        .hasMessageContaining("actor 0: read Page.poolRefCount")
        .hasMessageContaining("actor 1: write Page.poolRefCount");
  }
}
