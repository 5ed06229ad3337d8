// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

import io.github.niccosim.pool.FrameAllocator;

/** Physical memory set aside for rings, far from the page supply. */
final class CoherentMemory {
  private static final int PAGE_SHIFT = 12;

  /** Distance from the first page to this memory; everything below belongs to the page supply. */
  static final long FIRST_OFFSET = 32L << 30;

  private static final long FIRST_FRAME = (HostMemory.BASE + FIRST_OFFSET) >> PAGE_SHIFT;

  private final FrameAllocator frames = new FrameAllocator(FIRST_FRAME, 0, 1);

  /** Return the address of {@code lengthBytes} bytes that were never used before. */
  long allocate(int lengthBytes) {
    if (lengthBytes <= 0) {
      throw new IllegalArgumentException(
          "coherent size not usable: length=" + lengthBytes + " (expected: 1 or more)");
    }
    int order = 0;
    while ((1L << (PAGE_SHIFT + order)) < lengthBytes) {
      order++;
    }
    return frames.allocate(order) << PAGE_SHIFT;
  }
}
