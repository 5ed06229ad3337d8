// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Bulk return over several pools: drop references first, then one round per pool. */
final class PoolBulk {
  private static final int MAX = 16;

  /** Work array of a round, one per thread as the kernel keeps it on the stack. */
  private static final ThreadLocal<@Nullable Page[]> FOR_RING =
      ThreadLocal.withInitial(() -> new Page[MAX]);

  private PoolBulk() {}

  static void put(@Nullable Page[] pages, int count) {
    int left = dropReferences(pages, count);
    @Nullable Page[] forRing = FOR_RING.get();
    while (left > 0) {
      Page first = Objects.requireNonNull(pages[0]);
      PagePool pool = first.pool;
      if (pool == null) {
        throw new PageOwnershipException(
            "bulk return of a page without pool: " + first + " (hint: it was released before)",
            first);
      }
      left = pool.core().putBulkRound(pages, left, forRing);
    }
  }

  private static int dropReferences(@Nullable Page[] pages, int count) {
    int left = 0;
    for (int i = 0; i < count; i++) {
      Page page = Objects.requireNonNull(pages[i]);
      if (drops(page)) {
        if (left != i) {
          pages[left] = page;
        }
        left++;
      }
    }
    return left;
  }

  /** Drop one pool reference; returns whether it was the last one. */
  static boolean drops(Page page) {
    PagePool pool = page.pool;
    PoolObserver observer = pool == null ? null : pool.system().observer();
    boolean refused = observer != null && pool != null && !observer.accepts(pool, page, -1, false);
    return !refused && PoolReferences.unref(pool, page, 1) == 0;
  }
}
