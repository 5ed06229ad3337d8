// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

/** Report an AXI4-Lite access that was answered with an error or not at all. */
public final class AxiLiteException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final long addr;

  AxiLiteException(String message, long addr) {
    super(message);
    this.addr = addr;
  }

  /**
   * Return the address of the access.
   *
   * @return byte address
   */
  public long addr() {
    return addr;
  }
}
