// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.rtl;

/**
 * Layout of an event record: 16 bytes written by the hardware into the event ring.
 *
 * <pre>
 *  127   126                          96
 * +-----+-------------------------------+
 * |phase|               0               |
 * +-----+-------------------------------+
 *  95                            64
 * +--------------------------------+
 * |               0                |
 * +--------------------------------+
 *  63                            32
 * +--------------------------------+
 * |              info              |
 * +--------------------------------+
 *  31            16 15             0
 * +----------------+----------------+
 * |      qid       |      kind      |
 * +----------------+----------------+
 * </pre>
 *
 * <p>RTL: {@code nicdma_pkg::event_t}.
 */
public final class EventLayout {

  // begin: written by rtl/doc/generate.sh

  /** Size of one record in bytes. */
  public static final int BYTES = 16;

  /** First bit of kind: event_e. */
  public static final int KIND_LSB = 0;

  /** Width of kind. */
  public static final int KIND_BITS = 16;

  /** First bit of qid: [7:0] queue, [15] transmit. */
  public static final int QID_LSB = 16;

  /** Width of qid. */
  public static final int QID_BITS = 16;

  /** First bit of info: RING_LOW, RING_EMPTY: descriptors left; DMA_ERR: err_e code. */
  public static final int INFO_LSB = 32;

  /** Width of info. */
  public static final int INFO_BITS = 32;

  /** Bit phase: ~(p &gt;&gt; log2size) &amp; 1. */
  public static final int PHASE_LSB = 127;

  // end: written by rtl/doc/generate.sh

  private EventLayout() {}
}
