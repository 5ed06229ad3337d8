// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.pool.explore.Scenario;
import java.util.List;

/** Two actors that add three times each: what the explorer itself is measured by. */
final class CountScenarios {
  private CountScenarios() {}

  private static Page page(long id) {
    return new Page(new SystemPages(), id, 0, 12, 0, 0, false);
  }

  private static void addThree(Page page) {
    for (int i = 0; i < 3; i++) {
      page.addPoolRefCount(1);
    }
  }

  /** Every step of one conflicts with every step of the other. */
  static final class OnePage extends Scenario {
    private final Page page = page(1);

    @Override
    public List<Runnable> actors() {
      return List.of(() -> addThree(page), () -> addThree(page));
    }

    @Override
    public void check() {
      assertThat(page.poolRefCount()).isEqualTo(6);
    }
  }

  /** No step conflicts with any other. */
  static final class TwoPages extends Scenario {
    private final Page first = page(1);
    private final Page second = page(2);

    @Override
    public List<Runnable> actors() {
      return List.of(() -> addThree(first), () -> addThree(second));
    }

    @Override
    public void check() {
      assertThat(first.poolRefCount() + second.poolRefCount()).isEqualTo(6);
    }
  }

  /** Read and write are two steps: an addition can be lost. */
  static final class ReadThenWrite extends Scenario {
    private final Page page = page(1);

    @Override
    public List<Runnable> actors() {
      return List.of(this::add, this::add);
    }

    private void add() {
      page.setPoolRefCount(page.poolRefCount() + 1);
    }

    @Override
    public void check() {
      assertThat(page.poolRefCount()).isEqualTo(2);
    }
  }
}
