// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

/** Misuse of the simulation, or a limit it ran into; the message says what to do. */
public class SimulationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Create an exception.
   *
   * @param message what is broken, with values and a hint
   */
  public SimulationException(String message) {
    super(message);
  }
}
