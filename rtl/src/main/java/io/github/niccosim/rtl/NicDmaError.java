// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.rtl;

/**
 * Error code of a completion, and of a halted queue.
 *
 * <p>RTL: {@code nicdma_pkg::err_e}.
 */
public enum NicDmaError {
  // begin: written by rtl/doc/generate.sh
  /** Frame complete. */
  NONE(0),
  /** A data write was answered with SLVERR. */
  SLVERR(1),
  /** A data write was answered with DECERR. */
  DECERR(2),
  /** No answer within TIMEOUT cycles. */
  TIMEOUT(3),
  /** Frame longer than the buffer. */
  TRUNC(4),
  /** Reserved: bad frames are dropped before the ring. */
  MAC_BAD(5),
  /** Generation bit wrong, queue halts. */
  DESC_STALE(6),
  /** Packet buffer parity. */
  PARITY(7),
  /** Queue stopped while the frame was being launched. */
  FLUSHED(8),
  /** Descriptor with max_len 0. */
  DESC_ZERO(9),
  /** Descriptor read answered with an error, queue halts. */
  DESC_READ(10),
  /** Transmit: sop/eop out of place, too many fragments, too long. */
  TX_FORMAT(11);

  // end: written by rtl/doc/generate.sh

  private static final NicDmaError[] BY_CODE = byCode();

  private final int code;

  NicDmaError(int code) {
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
  public static NicDmaError of(int code) {
    if (code < 0 || code >= BY_CODE.length) {
      throw new IllegalArgumentException(
          "unknown err_e code: code=" + code + " (expected: 0.." + (BY_CODE.length - 1) + ")");
    }
    return BY_CODE[code];
  }

  private static NicDmaError[] byCode() {
    NicDmaError[] table = new NicDmaError[values().length];
    for (NicDmaError value : values()) {
      table[value.code] = value;
    }
    return table;
  }
}
