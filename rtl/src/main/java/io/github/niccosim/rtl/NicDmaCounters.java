// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.rtl;

/**
 * Indexes of the 64-bit counters and the addresses of their low words.
 *
 * <p>Read the low word first: it latches the high word. RTL: {@code nicdma_stats}.
 */
public final class NicDmaCounters {

  // begin: written by rtl/doc/generate.sh

  /** Frames seen at the MAC port (tlast). */
  public static final int STAT_FRAMES_IN = 0;

  /** Bytes of those. */
  public static final int STAT_BYTES_IN = 1;

  /** Completions with err 0. */
  public static final int STAT_FRAMES_DELIVERED = 2;

  /** Bytes of those. */
  public static final int STAT_BYTES_DELIVERED = 3;

  /** Dropped: no descriptor. */
  public static final int STAT_DROP_NO_DESCRIPTOR = 4;

  /** Dropped: packet buffer full. */
  public static final int STAT_DROP_BUFFER_FULL = 5;

  /** Dropped: longer than MAX_FRAME. */
  public static final int STAT_DROP_OVERSIZE = 6;

  /** Bad, stopped queue, completion with err. */
  public static final int STAT_DROP_ERROR = 7;

  /** Part of StatDropError. */
  public static final int STAT_DROP_MAC_BAD = 8;

  /** Handed to the MAC port without an error. */
  public static final int STAT_TX_FRAMES = 9;

  /** Bytes of those. */
  public static final int STAT_TX_BYTES = 10;

  /** Frames completed with err. */
  public static final int STAT_TX_ERRORS = 11;

  /** Cycles a frame waited for xoff_i. */
  public static final int STAT_TX_PAUSED = 12;

  /** Cycles pause_req_o was high. */
  public static final int STAT_PAUSE_REQUESTED = 13;

  /** Event records written. */
  public static final int STAT_EVENTS = 14;

  /** Bursts that were not answered in time. */
  public static final int STAT_TIMEOUTS = 15;

  /** Packet buffer reads with wrong parity. */
  public static final int STAT_PARITY_ERRORS = 16;

  /** Number of global counters. */
  public static final int STAT_COUNT = 17;

  /** Completions with err 0. */
  public static final int QUEUE_STAT_FRAMES = 0;

  /** Bytes of those. */
  public static final int QUEUE_STAT_BYTES = 1;

  /** Dropped: no descriptor. */
  public static final int QUEUE_STAT_NO_DESCRIPTOR = 2;

  /** Over RXBUF_LIMIT. */
  public static final int QUEUE_STAT_BUFFER_FULL = 3;

  /** Stopped queue or completion with err. */
  public static final int QUEUE_STAT_ERROR = 4;

  /** Part of QueueStatError. */
  public static final int QUEUE_STAT_TRUNCATED = 5;

  /** Cycles with a frame and no descriptor. */
  public static final int QUEUE_STAT_STARVED = 6;

  /** Interrupts raised. */
  public static final int QUEUE_STAT_IRQS = 7;

  /** Without an error. */
  public static final int TX_QUEUE_STAT_FRAMES = 0;

  /** Bytes of those. */
  public static final int TX_QUEUE_STAT_BYTES = 1;

  /** Completions with err. */
  public static final int TX_QUEUE_STAT_ERRORS = 2;

  /** Interrupts raised. */
  public static final int TX_QUEUE_STAT_IRQS = 3;

  // end: written by rtl/doc/generate.sh

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

  /**
   * Return the address of the low word of a transmit queue counter.
   *
   * @param queue queue index, 0..255
   * @param counter one of the {@code TX_QUEUE_STAT_…} indexes
   * @return byte offset in the register space
   */
  public static int txQueueAddress(int queue, int counter) {
    return NicDmaRegisters.TX_QUEUE_STAT + NicDmaRegisters.QUEUE_STRIDE * queue + 8 * counter;
  }

  /**
   * Return the address of the low word of a global counter in the snapshot.
   *
   * @param counter one of the {@code STAT_…} indexes
   * @return byte offset in the register space
   */
  public static int snapshotAddress(int counter) {
    return NicDmaRegisters.SNAP + 8 * counter;
  }

  /**
   * Return the address of the low word of a queue counter in the snapshot.
   *
   * @param counter one of the {@code QUEUE_STAT_…} or {@code TX_QUEUE_STAT_…} indexes
   * @return byte offset in the register space
   */
  public static int queueSnapshotAddress(int counter) {
    return NicDmaRegisters.SNAP_QUEUE + 8 * counter;
  }
}
