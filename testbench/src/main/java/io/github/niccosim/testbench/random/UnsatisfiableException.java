// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.random;

/** No values were found that satisfy every constraint. */
public final class UnsatisfiableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnsatisfiableException(String message) {
    super(message);
  }
}
