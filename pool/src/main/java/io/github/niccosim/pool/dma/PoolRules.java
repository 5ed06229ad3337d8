// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

import io.github.niccosim.pool.PagePool;
import io.github.niccosim.pool.PagePoolParams;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Rules about pools as a whole: geometry, and what the kernel's documents ask for and nothing there
 * enforces.
 */
final class PoolRules {
  private static final int ALL = -1;

  private final DmaReports reports;
  private final List<PagePool> live = new ArrayList<>();

  PoolRules(DmaReports reports) {
    this.reports = reports;
  }

  void created(PagePool pool) {
    PagePoolParams params = pool.params();
    long end = (long) params.offsetBytes() + params.maxLenBytes();
    boolean mapped = params.has(PagePoolParams.FLAG_DMA_MAP);
    boolean badOffset = params.offsetBytes() < 0 || params.offsetBytes() >= pool.bufferSizeBytes();
    if (mapped && (badOffset || end > pool.bufferSizeBytes())) {
      reports.geometry(pool);
    }
    if (params.device() instanceof DmaDevice device) {
      fitsDescriptor(pool, device.limits().maxBufferBytes());
    }
    live.removeIf(other -> other.dead() || other.detached());
    for (PagePool other : live) {
      if (sameQueue(other.params(), params)) {
        String hint = "queue already served by pool " + other.name() + ": one pool per queue";
        reports.pool(DmaRule.POOLS_SHARE_QUEUE, pool, hint);
      }
    }
    live.add(pool);
  }

  private void fitsDescriptor(PagePool pool, long longest) {
    if (pool.params().maxLenBytes() > longest) {
      String hint =
          "max_len="
              + pool.params().maxLenBytes()
              + " does not fit the descriptor's length field: at most "
              + longest;
      reports.pool(DmaRule.GEOMETRY, pool, hint);
    }
  }

  private static boolean sameQueue(PagePoolParams one, PagePoolParams other) {
    Object first = one.netdev() != null ? one.netdev() : one.device();
    Object second = other.netdev() != null ? other.netdev() : other.device();
    return first != null && Objects.equals(first, second) && one.queueIndex() == other.queueIndex();
  }

  void fragment(PagePool pool) {
    PagePoolParams params = pool.params();
    boolean partial = params.maxLenBytes() != pool.bufferSizeBytes();
    if (params.has(PagePoolParams.FLAG_DMA_SYNC_DEV) && (params.offsetBytes() != 0 || partial)) {
      String hint =
          "offset="
              + params.offsetBytes()
              + " max_len="
              + params.maxLenBytes()
              + ": use offset 0"
              + " and max_len "
              + pool.bufferSizeBytes()
              + " for fragments";
      reports.pool(DmaRule.FRAGMENT_GEOMETRY, pool, hint);
    }
  }

  void put(PagePool pool, DmaBuffer buffer, int syncBytes) {
    if (buffer.fragmented() && syncBytes != ALL) {
      reports.buffer(DmaRule.FRAGMENT_SYNC, buffer, pool, 0, buffer.owners.length - 1, "");
    }
  }

  /** A page is synced back for the device: everything written inside max_len must be covered. */
  void syncing(PagePool pool, DmaBuffer buffer, long offset, long length) {
    long end = buffer.touchedEnd;
    if (end > offset + length) {
      String hint =
          "bytes up to "
              + (end - 1)
              + " were written, the sync covers "
              + length
              + " bytes from "
              + offset
              + ": "
              + DmaRule.PUT_SHORT.hint();
      reports.buffer(DmaRule.PUT_SHORT, buffer, pool, offset + length, end - 1, hint);
    }
    buffer.touchedEnd = 0;
  }
}
