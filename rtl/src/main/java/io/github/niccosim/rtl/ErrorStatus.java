// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.rtl;

/**
 * Bits of {@link NicDmaRegisters#ERR_STATUS}.
 *
 * <p>RTL: {@code nicdma_pkg::Status…}. The ordinal is the bit number.
 */
public enum ErrorStatus {
  /** A data write was answered with SLVERR. */
  DATA_SLVERR,
  /** A data write was answered with DECERR. */
  DATA_DECERR,
  /** A descriptor read was answered with an error. */
  DESC_READ,
  /** A descriptor had the wrong generation bit. */
  DESC_STALE,
  /** A descriptor had {@code max_len} 0. */
  DESC_ZERO,
  /** A tail doorbell was out of range and ignored. */
  TAIL_RANGE,
  /** A consumer doorbell was out of range and ignored. */
  CONS_RANGE,
  /** A completion write was answered with an error. */
  CQE_WRITE;

  /** Return the mask of this bit. */
  public int mask() {
    return 1 << ordinal();
  }
}
