// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.rtl;

/**
 * Layout of the second half of a 32-byte completion, receive and transmit.
 *
 * <pre>
 *  127   126         112 111           96
 * +-----+---------------+----------------+
 * |phase|       0       |      seq       |
 * +-----+---------------+----------------+
 *  95            80 79            64
 * +----------------+----------------+
 * |      tci       |   total_len    |
 * +----------------+----------------+
 *  63                            32
 * +--------------------------------+
 * |           ts[63:32]            |
 * +--------------------------------+
 *  31                             0
 * +--------------------------------+
 * |            ts[31:0]            |
 * +--------------------------------+
 * </pre>
 *
 * <p>RTL: {@code nicdma_pkg::cpl_ext_t}.
 */
public final class CompletionExtensionLayout {

  // begin: written by rtl/doc/generate.sh

  /** Size of one record in bytes. */
  public static final int BYTES = 16;

  /** First bit of ts: nanoseconds, 0 while ts_valid is 0. */
  public static final int TS_LSB = 0;

  /** Width of ts. */
  public static final int TS_BITS = 64;

  /** First bit of total_len: whole frame in bytes, as the MAC saw it. */
  public static final int TOTAL_LEN_LSB = 64;

  /** Width of total_len. */
  public static final int TOTAL_LEN_BITS = 16;

  /** First bit of tci: outermost VLAN tag control information, 0 without. */
  public static final int TCI_LSB = 80;

  /** Width of tci. */
  public static final int TCI_BITS = 16;

  /** First bit of seq: frame number of its queue, same in all its buffers. */
  public static final int SEQ_LSB = 96;

  /** Width of seq. */
  public static final int SEQ_BITS = 16;

  /** Bit phase: equal to the first half's, or the record is torn. */
  public static final int PHASE_LSB = 127;

  // end: written by rtl/doc/generate.sh

  private CompletionExtensionLayout() {}
}
