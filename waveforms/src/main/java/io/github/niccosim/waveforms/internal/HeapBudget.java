// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.internal;

import io.github.niccosim.waveforms.WaveformException;

/**
 * Refuse an allocation that a damaged or hostile file asks for before it can exhaust the heap.
 *
 * <p>Sizes in a trace file are only claims. Every array whose length comes from a file passes here;
 * half of the maximum heap is the most that one of them may take.
 */
public final class HeapBudget {
  private static final long MOST = Math.min(Runtime.getRuntime().maxMemory() / 2, 1L << 33);

  private HeapBudget() {}

  /**
   * Check one allocation.
   *
   * @param bytes size about to be allocated, any value
   * @param what noun for the message
   * @param offsetBytes place in the file that asks for it, or {@link WaveformException#NO_OFFSET}
   * @return {@code bytes} as an array length when it is one of bytes
   * @throws WaveformException if it is negative or more than half the heap
   */
  public static long require(long bytes, String what, long offsetBytes) {
    if (bytes < 0 || bytes > MOST) {
      throw new WaveformException(
          what
              + " needs more memory than this JVM may give: bytes="
              + Long.toUnsignedString(bytes)
              + " offset=0x"
              + Long.toHexString(offsetBytes)
              + " (expected: 0.."
              + MOST
              + " | hint: a larger -Xmx, or the file is damaged)",
          offsetBytes);
    }
    return bytes;
  }
}
