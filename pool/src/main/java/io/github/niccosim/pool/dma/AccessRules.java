// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

import io.github.niccosim.pool.PagePool;
import io.github.niccosim.pool.PagePoolParams;
import org.jspecify.annotations.Nullable;

/** Rules for single accesses: the right side, to bytes it owns, inside a live mapping. */
final class AccessRules {
  private final DmaChecker checker;
  private final DmaReports reports;

  AccessRules(DmaChecker checker, DmaReports reports) {
    this.checker = checker;
    this.reports = reports;
  }

  void device(DmaDevice device, DmaMapping mapping, long busAddress, int length, boolean write) {
    long over = busAddress + length - (mapping.busAddress + mapping.lengthBytes);
    if (over > 0) {
      reports.address(DmaRule.DEVICE_RANGE, device, mapping, busAddress + length - over, over);
    }
    DmaBuffer buffer = mapping.buffer;
    int inside = (int) (length - Math.max(0, over));
    if (buffer == null || inside <= 0) {
      return;
    }
    int from = (int) (mapping.physical(busAddress) - buffer.physicalAddress);
    if (buffer.idle && write) {
      reports.buffer(DmaRule.DEVICE_WRITE_IDLE, buffer, null, from, from + inside - 1, "");
    } else if (!buffer.isAll(from, inside, DmaBuffer.DEVICE)) {
      checkHandedOver(buffer, from, inside, write);
    }
    if (write) {
      buffer.own(from, inside, DmaBuffer.WRITTEN);
      buffer.touched(from, from + inside);
      checkBorder(buffer, from, from + inside);
    }
  }

  private void checkBorder(DmaBuffer buffer, int from, int end) {
    int border = buffer.fragmented() ? buffer.borderWithin(from, end) : -1;
    if (border >= 0) {
      String hint = "the next fragment begins at byte " + border + ": post a shorter length";
      reports.buffer(DmaRule.FRAGMENT_CROSSED, buffer, null, border, end - 1, hint);
    }
  }

  private void checkHandedOver(DmaBuffer buffer, int from, int length, boolean write) {
    int end = from + length;
    int first = buffer.firstNot(from, end, DmaBuffer.DEVICE, DmaBuffer.WRITTEN);
    if (first >= 0) {
      int last = buffer.endOfRun(first, end) - 1;
      DmaRule rule = write ? DmaRule.DEVICE_WRITE_UNSYNCED : DmaRule.DEVICE_READ_UNSYNCED;
      reports.buffer(rule, buffer, null, first, last, write ? writeHint(buffer, first) : "");
    }
  }

  /** Say which setting is to blame for bytes that were not synced for the device. */
  private static String writeHint(DmaBuffer buffer, int first) {
    PagePool pool = buffer.pool;
    if (pool == null) {
      return "sync the buffer for the device before posting it";
    }
    PagePoolParams params = pool.params();
    if (!params.has(PagePoolParams.FLAG_DMA_SYNC_DEV)) {
      return "the pool does not sync: set PP_FLAG_DMA_SYNC_DEV or sync before posting";
    }
    long end = (long) params.offsetBytes() + params.maxLenBytes();
    String range = "offset=" + params.offsetBytes() + " max_len=" + params.maxLenBytes();
    if (first >= end) {
      return range + " ends at byte " + (end - 1) + ": raise max_len to the longest frame";
    }
    if (first < params.offsetBytes()) {
      return range + ": the device writes below the offset";
    }
    return "the last sync for device covered "
        + buffer.lastSyncLength
        + " bytes from byte "
        + buffer.lastSyncOffset
        + ": put the page with a dma_sync_size of all bytes written";
  }

  void deviceFault(DmaDevice device, @Nullable DmaMapping mapping, long busAddress, int length) {
    if (mapping != null && mapping.live) {
      reports.address(DmaRule.DEVICE_PERMISSION, device, mapping, busAddress, length);
    } else if (mapping != null) {
      reports.address(DmaRule.DEVICE_AFTER_UNMAP, device, mapping, busAddress, length);
    } else {
      DmaMapping near = device.near(busAddress);
      reports.address(DmaRule.DEVICE_UNMAPPED, device, near, busAddress, length);
    }
  }

  void cpu(long physicalAddress, int length, boolean write) {
    long at = physicalAddress;
    long end = physicalAddress + length;
    while (at < end) {
      DmaBuffer buffer = checker.bufferAt(at);
      long limit =
          buffer == null ? (at | 0xfff) + 1 : buffer.physicalAddress + buffer.owners.length;
      int run = (int) (Math.min(end, limit) - at);
      if (run <= 0) {
        return;
      }
      if (buffer != null) {
        cpu(buffer, (int) (at - buffer.physicalAddress), run, write);
      }
      at += run;
    }
  }

  private void cpu(DmaBuffer buffer, int from, int length, boolean write) {
    if (buffer.idle) {
      reports.buffer(DmaRule.CPU_USE_IDLE, buffer, null, from, from + length - 1, "");
      return;
    }
    int end = from + length;
    if (write) {
      buffer.touched(from, end);
    }
    if (buffer.isAll(from, length, DmaBuffer.CPU)) {
      return;
    }
    int first = buffer.firstNot(from, end, DmaBuffer.CPU, DmaBuffer.CPU);
    int last = buffer.endOfRun(first, end) - 1;
    boolean lost = buffer.owners[first] == DmaBuffer.LOST;
    if (!lost) {
      DmaRule rule = write ? DmaRule.CPU_WRITE_EARLY : DmaRule.CPU_READ_EARLY;
      reports.buffer(rule, buffer, null, first, last, "");
    } else if (!write) {
      reports.buffer(DmaRule.CPU_READ_LOST, buffer, null, first, last, "");
    } else {
      buffer.own(first, last - first + 1, DmaBuffer.CPU);
    }
  }

  void writtenBack(long physicalAddress, int length) {
    DmaBuffer buffer = checker.bufferAt(physicalAddress);
    if (buffer == null) {
      return;
    }
    int from = (int) (physicalAddress - buffer.physicalAddress);
    int end = Math.min(from + length, buffer.owners.length);
    for (int i = from; i < end; i++) {
      if (buffer.owners[i] == DmaBuffer.WRITTEN) {
        int last = buffer.endOfRun(i, end) - 1;
        reports.buffer(DmaRule.CACHE_OVERWRITE, buffer, null, i, last, "");
        return;
      }
    }
  }
}
