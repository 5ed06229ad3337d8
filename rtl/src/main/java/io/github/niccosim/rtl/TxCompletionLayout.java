// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.rtl;

/**
 * Layout of a transmit completion: 16 bytes written by the hardware, one per frame that asks.
 *
 * <pre>
 *  127   126  119 118                  96
 * +-----+--------+-----------------------+
 * |phase|  qid   |         ts_ns         |
 * +-----+--------+-----------------------+
 *  95                            64
 * +--------------------------------+
 * |               0                |
 * +--------------------------------+
 *  63 60 59 56 55       54   48 47            32
 * +-----+-----+--------+-------+----------------+
 * | err |  0  |ts_valid|   0   |      head      |
 * +-----+-----+--------+-------+----------------+
 *  31            16 15             0
 * +----------------+----------------+
 * |     cookie     |      len       |
 * +----------------+----------------+
 * </pre>
 *
 * <p>RTL: {@code nicdma_pkg::tx_cpl_t}.
 */
public final class TxCompletionLayout {

  // begin: written by rtl/doc/generate.sh

  /** Size of one record in bytes. */
  public static final int BYTES = 16;

  /** First bit of len: bytes of the frame handed to the MAC port, 0 with an error. */
  public static final int LEN_LSB = 0;

  /** Width of len. */
  public static final int LEN_BITS = 16;

  /** First bit of cookie: of the eop descriptor. */
  public static final int COOKIE_LSB = 16;

  /** Width of cookie. */
  public static final int COOKIE_BITS = 16;

  /** First bit of head: free-running index behind the frame's last descriptor. */
  public static final int HEAD_LSB = 32;

  /** Width of head. */
  public static final int HEAD_BITS = 16;

  /** Bit ts_valid: the record carries a time. */
  public static final int TS_VALID_LSB = 55;

  /** First bit of err: err_e. */
  public static final int ERR_LSB = 60;

  /** Width of err. */
  public static final int ERR_BITS = 4;

  /** First bit of ts_ns: 0 while ts_valid is 0. */
  public static final int TS_NS_LSB = 96;

  /** Width of ts_ns. */
  public static final int TS_NS_BITS = 23;

  /** First bit of qid: transmit queue. */
  public static final int QID_LSB = 119;

  /** Width of qid. */
  public static final int QID_BITS = 8;

  /** Bit phase: ~(p &gt;&gt; log2size) &amp; 1. */
  public static final int PHASE_LSB = 127;

  // end: written by rtl/doc/generate.sh

  private TxCompletionLayout() {}
}
