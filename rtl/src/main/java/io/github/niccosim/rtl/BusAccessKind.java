// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.rtl;

/**
 * Purpose of a bus burst, bits 15:12 of {@code awuser} and {@code aruser}; the queue is in bits
 * 11:4.
 *
 * <p>RTL: {@code nicdma_pkg::kind_e}.
 */
public enum BusAccessKind {
  // begin: written by rtl/doc/generate.sh
  /** Read of receive descriptors. */
  RX_DESC(0),
  /** Read of transmit descriptors. */
  TX_DESC(1),
  /** Read of frame bytes. */
  TX_DATA(2),
  /** Write of frame bytes. */
  RX_DATA(3),
  /** Write of header bytes (header split). */
  RX_HDR(4),
  /** Write of a completion. */
  CQE(5),
  /** Write of an event. */
  EQE(6);

  // end: written by rtl/doc/generate.sh

  private static final BusAccessKind[] BY_CODE = byCode();

  private final int code;

  BusAccessKind(int code) {
    this.code = code;
  }

  /** Return the code used by the hardware. */
  public int code() {
    return code;
  }

  /**
   * Return the constant of a hardware code.
   *
   * @param code value read from hardware
   * @return its constant
   * @throws IllegalArgumentException if the hardware defines no such code
   */
  public static BusAccessKind of(int code) {
    if (code < 0 || code >= BY_CODE.length) {
      throw new IllegalArgumentException(
          "unknown kind_e code: code=" + code + " (expected: 0.." + (BY_CODE.length - 1) + ")");
    }
    return BY_CODE[code];
  }

  private static BusAccessKind[] byCode() {
    BusAccessKind[] table = new BusAccessKind[values().length];
    for (BusAccessKind value : values()) {
      table[value.code] = value;
    }
    return table;
  }
}
