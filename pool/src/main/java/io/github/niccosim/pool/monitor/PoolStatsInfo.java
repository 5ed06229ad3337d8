// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.monitor;

import io.github.niccosim.pool.PagePool;
import io.github.niccosim.pool.PagePoolStats;
import org.jspecify.annotations.Nullable;

/**
 * Statistics of a pool as netlink shows them ({@code page-pool-stats} attribute set).
 *
 * @param id pool id, at least 1
 * @param ifindex interface, {@code null} for an orphaned pool
 * @param stats counters of this pool
 */
public record PoolStatsInfo(long id, @Nullable Integer ifindex, PagePoolStats stats) {
  /** Return the statistics of a listed pool as they are now. */
  public static PoolStatsInfo of(PagePool pool) {
    return new PoolStatsInfo(
        Integer.toUnsignedLong(pool.id()), PoolInfo.ifindex(pool), pool.stats());
  }

  /** Return the object as the kernel's YNL tool prints it. */
  public String json() {
    return new JsonObject()
        .put("info", new JsonObject().put("id", id).put("ifindex", ifindex))
        .put("alloc-fast", stats.fast)
        .put("alloc-slow", stats.slow)
        .put("alloc-slow-high-order", stats.slowHighOrder)
        .put("alloc-empty", stats.empty)
        .put("alloc-refill", stats.refill)
        .put("alloc-waive", stats.waive)
        .put("recycle-cached", stats.cached)
        .put("recycle-cache-full", stats.cacheFull)
        .put("recycle-ring", stats.ring)
        .put("recycle-ring-full", stats.ringFull)
        .put("recycle-released-refcnt", stats.releasedRefcnt)
        .toString();
  }

  /** Return the share of allocations served by recycling, as the sample tool computes it, 0..1. */
  public double recyclingRate() {
    long allocations = stats.fast + stats.refill + stats.slow;
    return allocations == 0 ? 0 : (double) (stats.ring + stats.cached) / allocations;
  }
}
