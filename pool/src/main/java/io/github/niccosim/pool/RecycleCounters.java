// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Recycle counters of one pool.
 *
 * <p>{@code cached} and {@code cacheFull} belong to the consumer; {@code ring} and {@code ringFull}
 * are the ring's own and change under its producer lock; {@code releasedRefcnt} is atomic.
 */
final class RecycleCounters {
  private static final VarHandle RELEASED;

  static {
    try {
      RELEASED =
          MethodHandles.lookup().findVarHandle(RecycleCounters.class, "releasedRefcnt", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  long cached;
  long cacheFull;
  private final PageRing ring;
  private long releasedRefcnt;

  RecycleCounters(PageRing ring) {
    this.ring = ring;
  }

  void countReleased() {
    RELEASED.getAndAdd(this, 1L);
  }

  void addTo(PagePoolStats stats) {
    stats.cached += cached;
    stats.cacheFull += cacheFull;
    stats.ring += ring.acceptedCount();
    stats.ringFull += ring.refusedCount();
    stats.releasedRefcnt += (long) RELEASED.getOpaque(this);
  }
}
