// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.testing;

import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.frag.PageFragCache;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Everything observable of one page fragment cache at one moment.
 *
 * <p>Offset and bias keep their last values while the cache has no page, as in the kernel.
 *
 * @param pageId id of the page being cut, 0 for none
 * @param order log2 of its number of pages, 0 when there is none
 * @param refCount its memory-manager count, 0 when there is none
 * @param bias references the cache itself holds
 * @param offset where the next fragment starts (up) or ends (down), in bytes
 * @param pfmemalloc whether the page comes from the reserves
 */
public record FragSnapshot(
    long pageId, int order, int refCount, int bias, int offset, boolean pfmemalloc) {
  /**
   * Take a snapshot.
   *
   * @param cache cache to look at
   */
  public static FragSnapshot of(PageFragCache cache) {
    Page page = cache.page();
    return new FragSnapshot(
        page == null ? 0 : page.id(),
        page == null ? 0 : page.order(),
        page == null ? 0 : page.refCount(),
        cache.bias(),
        cache.offset(),
        cache.pfmemalloc());
  }

  /** Return how many fragments of the page are not freed: {@code ref − bias}, 0 without page. */
  public int users() {
    return pageId == 0 ? 0 : refCount - bias;
  }

  /** Return all values by name: {@code page order ref bias users off pfm}. */
  public Map<String, Long> values() {
    Map<String, Long> values = new LinkedHashMap<>();
    values.put("page", pageId);
    values.put("order", (long) order);
    values.put("ref", (long) refCount);
    values.put("bias", (long) bias);
    values.put("users", (long) users());
    values.put("off", (long) offset);
    values.put("pfm", pfmemalloc ? 1L : 0L);
    return values;
  }

  /** Return all values on one line as {@code name=value}, the form {@link FragScript} prints. */
  public String line() {
    return values().toString().replaceAll("[{},]", "");
  }
}
