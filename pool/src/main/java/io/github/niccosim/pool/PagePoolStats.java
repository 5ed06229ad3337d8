// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Statistics of page pools ({@code struct page_pool_stats}); pools <em>add</em> into it.
 *
 * <p>Ask several pools with one object and it holds their sum; ask one pool twice and it holds the
 * double. All values count from 0 upward.
 */
public final class PagePoolStats {
  /** Pages popped from the cache, and fragment pages reused in place. */
  public long fast;

  /** Order-0 slow-path <em>calls</em> that returned a page. */
  public long slow;

  /** Pages of order above 0 from the system. */
  public long slowHighOrder;

  /** Refill attempts that found the ring empty. */
  public long empty;

  /** Refills that moved at least one page from ring to cache. */
  public long refill;

  /** Ring pages given up because of their memory node. */
  public long waive;

  /** Pages recycled into the cache. */
  public long cached;

  /** Direct recycles that found the cache full. */
  public long cacheFull;

  /** Pages recycled into the ring. */
  public long ring;

  /** Refusals by the ring: per page, but once per round of a bulk return. */
  public long ringFull;

  /** Pages that could not be recycled because someone else held them, or because of reserves. */
  public long releasedRefcnt;

  /** Create statistics that are all zero. */
  public PagePoolStats() {}

  /** Return the values under their ethtool names, in the kernel's order. */
  public Map<String, Long> ethtool() {
    Map<String, Long> named = new LinkedHashMap<>();
    named.put("rx_pp_alloc_fast", fast);
    named.put("rx_pp_alloc_slow", slow);
    named.put("rx_pp_alloc_slow_ho", slowHighOrder);
    named.put("rx_pp_alloc_empty", empty);
    named.put("rx_pp_alloc_refill", refill);
    named.put("rx_pp_alloc_waive", waive);
    named.put("rx_pp_recycle_cached", cached);
    named.put("rx_pp_recycle_cache_full", cacheFull);
    named.put("rx_pp_recycle_ring", ring);
    named.put("rx_pp_recycle_ring_full", ringFull);
    named.put("rx_pp_recycle_released_ref", releasedRefcnt);
    return named;
  }

  @Override
  public String toString() {
    return ethtool().toString();
  }
}
