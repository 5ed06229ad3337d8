// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

import io.github.niccosim.pool.Page;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the checker tracks, found by physical address with one array access. */
final class BufferTable {
  private static final int FRAME_SHIFT = 12;

  private @Nullable DmaBuffer[] pages = new DmaBuffer[1024];
  private @Nullable DmaBuffer[] allocated = new DmaBuffer[16];

  @Nullable DmaBuffer at(long physicalAddress) {
    long offset = physicalAddress - HostMemory.BASE;
    boolean low = offset < CoherentMemory.FIRST_OFFSET;
    @Nullable DmaBuffer[] frames = low ? pages : allocated;
    long index = (low ? offset : offset - CoherentMemory.FIRST_OFFSET) >> FRAME_SHIFT;
    return index >= 0 && index < frames.length ? frames[(int) index] : null;
  }

  /** Return the buffer of a page, tracked from now on if it is a new one. */
  DmaBuffer of(Page page) {
    DmaBuffer known = at(page.physicalAddress());
    if (known != null && known.page == page) {
      return known;
    }
    DmaBuffer fresh = register(page.physicalAddress(), page.sizeBytes());
    fresh.page = page;
    return fresh;
  }

  /** Return the buffer around a range that no page is known for. */
  DmaBuffer of(long physicalAddress, long length) {
    DmaBuffer known = at(physicalAddress);
    if (known != null && physicalAddress + length <= known.physicalAddress + known.owners.length) {
      return known;
    }
    long first = physicalAddress & -(1L << FRAME_SHIFT);
    return register(first, physicalAddress + length - first);
  }

  private DmaBuffer register(long first, long length) {
    DmaBuffer fresh = new DmaBuffer(first, (int) length);
    long offset = first - HostMemory.BASE;
    boolean low = offset < CoherentMemory.FIRST_OFFSET;
    int index = (int) ((low ? offset : offset - CoherentMemory.FIRST_OFFSET) >> FRAME_SHIFT);
    int end = index + (int) ((length + (1L << FRAME_SHIFT) - 1) >> FRAME_SHIFT);
    @Nullable DmaBuffer[] frames = low ? pages : allocated;
    if (end > frames.length) {
      frames = Arrays.copyOf(frames, Math.max(end, 2 * frames.length));
    }
    Arrays.fill(frames, index, end, fresh);
    if (low) {
      pages = frames;
    } else {
      allocated = frames;
    }
    return fresh;
  }
}
