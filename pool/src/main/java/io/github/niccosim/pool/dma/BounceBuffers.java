// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

import io.github.niccosim.pool.DmaOps;
import io.github.niccosim.pool.FrameAllocator;

/** Memory a device can reach, used in place of buffers it cannot ({@code swiotlb}). */
final class BounceBuffers {
  private static final int SLOT_SHIFT = 11;
  private static final int SEGMENT_SLOTS_ORDER = 7;
  private static final long FIRST_SLOT = (HostMemory.BASE + (48L << 30)) >> SLOT_SHIFT;
  private static final long PAGE_MASK = 4095;

  private final HostMemory memory;
  private final FrameAllocator slots = new FrameAllocator(FIRST_SLOT, 0, 0);

  BounceBuffers(HostMemory memory) {
    this.memory = memory;
  }

  /**
   * Take a buffer and copy the original into it, whatever the direction, so that bytes the device
   * does not write survive. Returns its address, or the error address beyond 256 KiB.
   */
  long take(long original, long lengthBytes) {
    int order = order(original, lengthBytes);
    if (order > SEGMENT_SLOTS_ORDER) {
      return DmaOps.MAPPING_ERROR;
    }
    long address = (slots.allocate(order) << SLOT_SHIFT) + (original & PAGE_MASK);
    memory.copy(original, address, lengthBytes);
    return address;
  }

  void giveBack(long address, long lengthBytes) {
    slots.free((address & ~PAGE_MASK) >> SLOT_SHIFT, order(address, lengthBytes));
  }

  private static int order(long address, long lengthBytes) {
    long bytes = (address & PAGE_MASK) + lengthBytes;
    int order = 1;
    while ((1L << (SLOT_SHIFT + order)) < bytes) {
      order++;
    }
    return order;
  }
}
