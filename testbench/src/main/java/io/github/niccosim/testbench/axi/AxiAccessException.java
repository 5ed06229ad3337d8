// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

/** An access of an {@link AxiMaster} was answered with an error, or dropped by a reset. */
public final class AxiAccessException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long addr;

  AxiAccessException(String message, long addr) {
    super(message);
    this.addr = addr;
  }

  /** Return the address of the burst that failed, AxADDR. */
  public long addr() {
    return addr;
  }
}
