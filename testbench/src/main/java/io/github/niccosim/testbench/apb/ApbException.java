// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.apb;

/** An APB transfer was refused with PSLVERR, or not answered in time. */
public final class ApbException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ApbException(String message) {
    super(message);
  }
}
