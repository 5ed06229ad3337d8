// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

/** Name the four response codes of BRESP and RRESP (IHI 0022 A3.4.4). */
public enum AxiResp {
  /** Normal access success, or failed exclusive access. */
  OKAY,
  /** Exclusive access success. */
  EXOKAY,
  /** The address decoded and the slave reports an error. */
  SLVERR,
  /** No slave at the address. */
  DECERR;

  private static final AxiResp[] BY_CODE = values();

  /**
   * Return the code on the wire.
   *
   * @return 0..3
   */
  public int code() {
    return ordinal();
  }

  /**
   * Say whether the access failed.
   *
   * @return {@code true} for SLVERR and DECERR
   */
  public boolean isError() {
    return this == SLVERR || this == DECERR;
  }

  /**
   * Name a code seen on the wire.
   *
   * @param code value of BRESP or RRESP; only the low two bits count
   * @return the response
   */
  public static AxiResp ofCode(long code) {
    return BY_CODE[(int) code & 3];
  }
}
