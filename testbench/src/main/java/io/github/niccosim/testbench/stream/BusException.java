// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.stream;

/** Report a bus that cannot be attached: a missing port, a wrong width, a wrong use of a model. */
public class BusException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Make the exception.
   *
   * @param message what is broken, with names and values
   */
  public BusException(String message) {
    super(message);
  }
}
