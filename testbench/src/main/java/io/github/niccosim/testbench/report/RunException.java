// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.report;

/** Say that a run cannot start or its results cannot be stored: wrong value, unusable folder. */
public final class RunException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Make the exception.
   *
   * @param message one line in the house's error style
   */
  public RunException(String message) {
    super(message);
  }

  /**
   * Make the exception with what caused it.
   *
   * @param message one line in the house's error style
   * @param cause reason given by the platform
   */
  public RunException(String message, Throwable cause) {
    super(message, cause);
  }

  static RunException outOfRange(String name, Object value, String expected) {
    return new RunException(
        name + " out of range: " + name + "=" + value + " (expected: " + expected + ")");
  }
}
