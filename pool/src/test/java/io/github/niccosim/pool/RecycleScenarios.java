// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Pages that come back while others are taken. */
final class RecycleScenarios {
  private RecycleScenarios() {}

  /** Two pages come back through the ring while the consumer takes two. */
  static final class PutDuringRefill extends PoolScenario {
    private final PagePool pool = pool(2);
    private final Page first = alloc(pool);
    private final Page second = alloc(pool);
    private final List<Page> taken = new ArrayList<>();

    @Override
    public List<Runnable> actors() {
      return List.of(
          () -> {
            pool.putFullPage(first, false);
            pool.putFullPage(second, false);
          },
          () -> {
            taken.add(alloc(pool));
            taken.add(alloc(pool));
          });
    }

    @Override
    public void check() {
      assertThat(taken).doesNotHaveDuplicates();
      taken.forEach(page -> pool.putFullPage(page, false));
      pool.destroy();
      checkGone(pool);
    }
  }

  /** Two users of one page let go at once. */
  static final class TwoLastUsers extends PoolScenario {
    private final PagePool pool = pool(4);
    private final Page page = alloc(pool);

    TwoLastUsers() {
      PagePool.fragmentPage(page, 2);
    }

    @Override
    public List<Runnable> actors() {
      return List.of(() -> pool.putFullPage(page, false), () -> pool.putFullPage(page, false));
    }

    @Override
    public void check() {
      assertThat(pool.state().ring()).as("recycled").isEqualTo(1);
      assertThat(page.poolRefCount()).isEqualTo(1);
      pool.destroy();
      checkGone(pool);
    }
  }

  /** The last fragment comes back while the consumer closes the page it was cut from. */
  static final class FragmentDuringDrain extends PoolScenario {
    private static final int MORE_THAN_HALF = 3000;

    private final PagePool pool = pool(4);
    private final PageFragment out = new PageFragment();
    private final Page cut;

    FragmentDuringDrain() {
      cut = Objects.requireNonNull(pool.allocFrag(out, MORE_THAN_HALF));
    }

    @Override
    public List<Runnable> actors() {
      return List.of(() -> pool.allocFrag(out, MORE_THAN_HALF), () -> pool.putFullPage(cut, false));
    }

    @Override
    public void check() {
      pool.putFullPage(Objects.requireNonNull(out.page()), false);
      pool.destroy();
      checkGone(pool);
    }
  }

  /** A bulk return and a single one compete for the last slots. */
  static final class BulkAgainstSingle extends PoolScenario {
    private final PagePool pool = pool(2);
    private final Page[] both = {alloc(pool), alloc(pool)};
    private final Page single = alloc(pool);

    @Override
    public List<Runnable> actors() {
      return List.of(() -> PagePool.putBulk(both, 2), () -> pool.putFullPage(single, false));
    }

    @Override
    public void check() {
      assertThat(pool.state().ring()).isEqualTo(2);
      assertThat(pool.stats().ring).isEqualTo(2);
      assertThat(pool.stats().ringFull).isEqualTo(1);
      pool.destroy();
      checkGone(pool);
    }
  }
}
