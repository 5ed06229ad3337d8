// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.rtl;

/**
 * Indexes of the 64-bit counters and the addresses of their low words.
 *
 * <p>Read the low word first: it latches the high word. RTL: {@code nicdma_stats}.
 */
public final class NicDmaCounters {

  /** Index of a global counter: frames in. */
  public static final int STAT_FRAMES_IN = 0;

  /** Index of a global counter: bytes in. */
  public static final int STAT_BYTES_IN = 1;

  /** Index of a global counter: frames delivered. */
  public static final int STAT_FRAMES_DELIVERED = 2;

  /** Index of a global counter: bytes delivered. */
  public static final int STAT_BYTES_DELIVERED = 3;

  /** Index of a global counter: drop no descriptor. */
  public static final int STAT_DROP_NO_DESCRIPTOR = 4;

  /** Index of a global counter: drop buffer full. */
  public static final int STAT_DROP_BUFFER_FULL = 5;

  /** Index of a global counter: drop oversize. */
  public static final int STAT_DROP_OVERSIZE = 6;

  /** Index of a global counter: drop error. */
  public static final int STAT_DROP_ERROR = 7;

  /** Index of a global counter: drop mac bad. */
  public static final int STAT_DROP_MAC_BAD = 8;

  /** Number of global counters. */
  public static final int STAT_COUNT = 9;

  /** Index of a queue counter: frames. */
  public static final int QUEUE_STAT_FRAMES = 0;

  /** Index of a queue counter: bytes. */
  public static final int QUEUE_STAT_BYTES = 1;

  /** Index of a queue counter: no descriptor. */
  public static final int QUEUE_STAT_NO_DESCRIPTOR = 2;

  /** Index of a queue counter: buffer full. */
  public static final int QUEUE_STAT_BUFFER_FULL = 3;

  /** Index of a queue counter: error. */
  public static final int QUEUE_STAT_ERROR = 4;

  /** Index of a queue counter: truncated. */
  public static final int QUEUE_STAT_TRUNCATED = 5;

  /** Index of a queue counter: starved. */
  public static final int QUEUE_STAT_STARVED = 6;

  /** Index of a queue counter: irqs. */
  public static final int QUEUE_STAT_IRQS = 7;

  private NicDmaCounters() {}

  /**
   * Return the address of the low word of a global counter.
   *
   * @param counter one of the {@code STAT_…} indexes
   * @return byte offset in the register space
   */
  public static int globalAddress(int counter) {
    return NicDmaRegisters.STAT + 8 * counter;
  }

  /**
   * Return the address of the low word of a queue counter.
   *
   * @param queue queue index, 0..255
   * @param counter one of the {@code QUEUE_STAT_…} indexes
   * @return byte offset in the register space
   */
  public static int queueAddress(int queue, int counter) {
    return NicDmaRegisters.QUEUE_STAT + NicDmaRegisters.QUEUE_STRIDE * queue + 8 * counter;
  }
}
