// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.rtl;

/**
 * Bits of {@link NicDmaRegisters#ERR_STATUS}.
 *
 * <p>RTL: {@code nicdma_pkg::Status…}. The ordinal is the bit number.
 */
public enum ErrorStatus {
  // begin: written by rtl/doc/generate.sh
  /** A data write was answered with SLVERR. */
  DATA_SLVERR,
  /** A data write was answered with DECERR. */
  DATA_DECERR,
  /** A descriptor read was answered with an error. */
  DESC_READ,
  /** A descriptor had the wrong generation bit. */
  DESC_STALE,
  /** A descriptor had max_len 0. */
  DESC_ZERO,
  /** A tail doorbell was out of range. */
  TAIL_RANGE,
  /** A consumer doorbell was out of range. */
  CONS_RANGE,
  /** A completion write was answered with an error. */
  CQE_WRITE,
  /** A burst was not answered in time. */
  TIMEOUT,
  /** The packet buffer had a parity error. */
  PARITY,
  /** Transmit descriptors do not form a frame. */
  TX_FORMAT,
  /** A data read was answered with SLVERR. */
  READ_SLVERR,
  /** A data read was answered with DECERR. */
  READ_DECERR,
  /** The event ring was full, events waited. */
  EVENT_HELD;

  // end: written by rtl/doc/generate.sh

  /** Return the mask of this bit. */
  public int mask() {
    return 1 << ordinal();
  }
}
