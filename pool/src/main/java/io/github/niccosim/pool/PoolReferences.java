// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import org.jspecify.annotations.Nullable;

/** Changes of a page's pool reference count ({@code pp_ref_count}). */
final class PoolReferences {
  private PoolReferences() {}

  /**
   * Drop pool references; returns what is left, 0 for the last user, whose count reads 1.
   *
   * @param teller pool that warns when the count falls below zero, usually the page's own
   */
  static long unref(@Nullable PagePool teller, Page page, long count) {
    if (page.poolRefCount() == count) {
      if (count != 1) {
        page.setPoolRefCount(1);
      }
      return 0;
    }
    long left = page.addPoolRefCount(-count);
    if (left < 0 && teller != null) {
      teller.system().warn(teller, "pool references below zero: " + page + " left=" + left);
    }
    if (left == 0) {
      page.setPoolRefCount(1);
    }
    return left;
  }

  static long drop(Page page, long count) {
    PagePool pool = page.pool;
    long left = unref(pool, page, count);
    tell(pool, page, left == 0 ? 1 - count : -count);
    return left;
  }

  static void add(Page page, long count) {
    page.addPoolRefCount(count);
    tell(page.pool, page, count);
  }

  static void split(Page page, long count) {
    page.setPoolRefCount(count);
    tell(page.pool, page, count - 1);
  }

  private static void tell(@Nullable PagePool pool, Page page, long delta) {
    PoolObserver observer = pool == null ? null : pool.system().observer();
    if (observer != null && pool != null) {
      observer.referencesChanged(pool, page, delta);
    }
  }
}
