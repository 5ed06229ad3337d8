// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.pool.explore.Interleavings;
import io.github.niccosim.pool.explore.Interleavings.Outcome;
import org.junit.jupiter.api.Test;

/** Every order of producers and consumer keeps every page once, first in first out. */
class RingInterleavingsTest {
  @Test
  void twoProducersLoseNothing() {
    Outcome outcome = Interleavings.of(RingScenarios.TwoProducers.class).explore().mustHold();

    assertThat(outcome.orders()).isGreaterThan(10);
  }

  @Test
  void threeProducersOfOneSlotLoseNothing() {
    Interleavings.of(RingScenarios.ThreeProducersOneSlot.class).explore().mustHold();
  }

  @Test
  void aRefillSeesEachPageOnceWhileTheProducerWraps() {
    Interleavings.of(RingScenarios.RefillDuringProduction.class).explore().mustHold();
  }

  @Test
  void withoutTheProducerLockAPageIsLost() {
    Outcome outcome =
        Interleavings.of(RingScenarios.TwoProducers.class)
            .without("PageRing.lockProducers")
            .explore();

    assertThat(outcome.failure()).isInstanceOf(AssertionError.class);
    assertThat(outcome.steps()).contains("write PageRing.producer");
  }
}
