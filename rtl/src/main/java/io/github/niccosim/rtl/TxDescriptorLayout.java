// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.rtl;

/**
 * Layout of a transmit descriptor: 16 bytes in a ring in host memory, written by the driver.
 *
 * <pre>
 *  127 126    117 116    115     114     113 112 111           96
 * +---+----------+------+-------+-------+---+---+----------------+
 * |gen|    0     |ts_req|cpl_req|csum_en|eop|sop|     cookie     |
 * +---+----------+------+-------+-------+---+---+----------------+
 *  95    88 87      80 79            64
 * +--------+----------+----------------+
 * |csum_off|csum_start|      len       |
 * +--------+----------+----------------+
 *  63                            32
 * +--------------------------------+
 * |          addr[63:32]           |
 * +--------------------------------+
 *  31                             0
 * +--------------------------------+
 * |           addr[31:0]           |
 * +--------------------------------+
 * </pre>
 *
 * <p>RTL: {@code nicdma_pkg::tx_desc_t}.
 */
public final class TxDescriptorLayout {

  // begin: written by rtl/doc/generate.sh

  /** Size of one record in bytes. */
  public static final int BYTES = 16;

  /** First bit of addr: bus address of the first byte, any alignment. */
  public static final int ADDR_LSB = 0;

  /** Width of addr. */
  public static final int ADDR_BITS = 64;

  /** First bit of len: 1..65535. */
  public static final int LEN_LSB = 64;

  /** Width of len. */
  public static final int LEN_BITS = 16;

  /** First bit of csum_start: on sop: the sum runs from this byte to the end of the frame. */
  public static final int CSUM_START_LSB = 80;

  /** Width of csum_start. */
  public static final int CSUM_START_BITS = 8;

  /**
   * First bit of csum_off: on sop: the sum is stored csum_start + csum_off bytes into the frame.
   */
  public static final int CSUM_OFF_LSB = 88;

  /** Width of csum_off. */
  public static final int CSUM_OFF_BITS = 8;

  /** First bit of cookie: of the eop descriptor: echoed in the completion. */
  public static final int COOKIE_LSB = 96;

  /** Width of cookie. */
  public static final int COOKIE_BITS = 16;

  /** Bit sop: first descriptor of a frame. */
  public static final int SOP_LSB = 112;

  /** Bit eop: last descriptor of a frame. */
  public static final int EOP_LSB = 113;

  /** Bit csum_en: on sop: insert a checksum. */
  public static final int CSUM_EN_LSB = 114;

  /** Bit cpl_req: on eop: write a completion for this frame. */
  public static final int CPL_REQ_LSB = 115;

  /** Bit ts_req: completion carries the time of the first beat at the MAC port. */
  public static final int TS_REQ_LSB = 116;

  /** Bit gen: driver wrap parity: ~(p &gt;&gt; log2size) &amp; 1. */
  public static final int GEN_LSB = 127;

  // end: written by rtl/doc/generate.sh

  private TxDescriptorLayout() {}
}
