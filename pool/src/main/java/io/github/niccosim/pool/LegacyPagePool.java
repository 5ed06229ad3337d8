// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import org.jspecify.annotations.Nullable;

/** Functions that older kernels had, for drivers written against them. */
public final class LegacyPagePool {
  private static final int BULK_MAX = 16;

  private LegacyPagePool() {}

  /**
   * Take a page out of its pool and keep it ({@code page_pool_release_page}, hidden in Linux 6.6):
   * it is unmapped and ordinary from then on; the caller frees it with {@link Page#put()}.
   *
   * @param pool owner of the page
   * @param page page held by the caller; never to be put into the pool afterwards
   */
  public static void releasePage(PagePool pool, Page page) {
    if (page.pool() != pool) {
      throw new PageOwnershipException(
          "page released by a foreign pool: " + page + " pool=" + pool.name(), page);
    }
    pool.core().disown(page);
  }

  /**
   * Return up to 16 addresses of one pool, never into its cache ({@code page_pool_put_page_bulk}).
   *
   * @param pool owner of all pages
   * @param addresses physical addresses; replaced by those of the recycled pages
   * @param count how many, 0..16
   */
  public static void putPageBulk(PagePool pool, long[] addresses, int count) {
    if (count < 0 || count > BULK_MAX) {
      throw new IllegalArgumentException(
          "bulk return too large: count=" + count + " (expected: 0.." + BULK_MAX + ")");
    }
    @Nullable Page[] last = new Page[count];
    int left = 0;
    for (int i = 0; i < count; i++) {
      Page page = pool.system().pages().pageAt(addresses[i]);
      if (page == null || page.pool() != pool) {
        throw new IllegalArgumentException(
            "no page of this pool at this address: pool="
                + pool.name()
                + " address=0x"
                + Long.toHexString(addresses[i]));
      }
      if (PoolBulk.drops(page)) {
        addresses[left] = page.physicalAddress();
        last[left++] = page;
      }
    }
    pool.core().putBulkToRing(last, left, new Page[BULK_MAX]);
  }
}
