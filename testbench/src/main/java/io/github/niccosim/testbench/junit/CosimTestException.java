// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

/** A test that ended with something other than a failed assertion; the cause is the original. */
public final class CosimTestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CosimTestException(String message, Throwable cause) {
    super(message, cause);
  }
}
