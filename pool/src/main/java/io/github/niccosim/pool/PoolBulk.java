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

  /** Return all references that may be returned, then throw the first refusal, if any. */
  static void put(@Nullable Page[] pages, int count) {
    RuntimeException refusal = null;
    int left = 0;
    for (int i = 0; i < count; i++) {
      Page page = Objects.requireNonNull(pages[i]);
      try {
        if (drops(page)) {
          if (left != i) {
            pages[left] = page;
          }
          left++;
        }
      } catch (RuntimeException e) {
        refusal = refusal == null ? e : refusal;
      }
    }
    putRounds(pages, left);
    if (refusal != null) {
      throw refusal;
    }
  }

  private static void putRounds(@Nullable Page[] pages, int count) {
    int left = count;
    @Nullable Page[] forRing = FOR_RING.get();
    while (left > 0) {
      Page first = Objects.requireNonNull(pages[0]);
      PagePool pool = first.pool;
      if (pool == null) {
        throw first.misuse(
            "bulk return of a page without pool: " + first + " (hint: it was released before)");
      }
      left = pool.core().putBulkRound(pages, left, forRing);
    }
  }

  /** Drop one pool reference; returns whether it was the last one. */
  static boolean drops(Page page) {
    PagePool pool = page.pool;
    if (pool == null) {
      throw page.misuse(
          "bulk return of a page without pool: " + page + " (hint: it was released before)");
    }
    PoolObserver observer = pool.system().observer();
    boolean refused = observer != null && !observer.accepts(pool, page, -1, false);
    return !refused && PoolReferences.unref(pool, page, 1) == 0;
  }
}
