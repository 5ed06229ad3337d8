// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.pool.explore.Scenario;
import java.util.ArrayList;
import java.util.List;

/** Producers and the consumer of one ring. */
final class RingScenarios {
  private RingScenarios() {}

  private static Page page(long id) {
    return new Page(new SystemPages(), id, 0, 12, 0, 0, false);
  }

  /** One page each from some producers, while the consumer looks twice. */
  abstract static class Producers extends Scenario {
    private final PageRing ring;
    private final int producers;
    private final List<Page> accepted = new ArrayList<>();
    private final List<Page> taken = new ArrayList<>();

    Producers(int producers, int slots, int lineBytes) {
      this.producers = producers;
      ring = new PageRing(slots, lineBytes);
    }

    @Override
    public List<Runnable> actors() {
      List<Runnable> actors = new ArrayList<>();
      for (int i = 0; i < producers; i++) {
        Page page = page(i + 1);
        actors.add(() -> produce(page));
      }
      actors.add(this::consumeTwice);
      return actors;
    }

    private void produce(Page page) {
      ring.lockProducers();
      if (ring.produce(page)) {
        accepted.add(page);
      }
      ring.unlockProducers();
    }

    private void consumeTwice() {
      consume();
      consume();
    }

    private boolean consume() {
      Page page = ring.consume();
      if (page != null) {
        taken.add(page);
      }
      return page != null;
    }

    @Override
    public void check() {
      while (consume()) {}
      assertThat(taken).containsExactlyInAnyOrderElementsOf(accepted);
      assertThat(taken).containsExactlyElementsOf(accepted);
      assertThat(ring.live()).isZero();
      assertThat(ring.acceptedCount()).isEqualTo(accepted.size());
      assertThat(ring.acceptedCount() + ring.refusedCount()).isEqualTo(producers);
    }
  }

  /** Room for both. */
  static final class TwoProducers extends Producers {
    TwoProducers() {
      super(2, 2, 0);
    }
  }

  /** Whether the second and third find room depends on the consumer. */
  static final class ThreeProducersOneSlot extends Producers {
    ThreeProducersOneSlot() {
      super(3, 1, 0);
    }
  }

  /** A refill while a producer wraps around. */
  static final class RefillDuringProduction extends Scenario {
    private final PageRing ring = new PageRing(3, 0);
    private final Page[] taken = new Page[8];
    private int count;

    RefillDuringProduction() {
      produce(1);
      produce(2);
    }

    private void produce(long id) {
      ring.lockProducers();
      ring.produce(page(id));
      ring.unlockProducers();
    }

    @Override
    public List<Runnable> actors() {
      return List.of(
          () -> {
            produce(3);
            produce(4);
          },
          () -> count = ring.consumeInto(taken, 0, 4, PageRing.EVERY_NODE));
    }

    @Override
    public void check() {
      count = ring.consumeInto(taken, count, taken.length, PageRing.EVERY_NODE);
      long expected = ring.acceptedCount();
      assertThat(count).isEqualTo((int) expected);
      for (int i = 0; i < count; i++) {
        assertThat(taken[i].id()).isEqualTo(i + 1);
      }
    }
  }
}
