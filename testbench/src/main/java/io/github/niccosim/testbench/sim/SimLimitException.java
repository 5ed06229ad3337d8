// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

/** The simulation as a whole reached its simulated or wall-clock limit. */
public final class SimLimitException extends SimulationException {
  private static final long serialVersionUID = 1L;

  /**
   * Create an exception.
   *
   * @param message which limit, with values and a hint
   */
  public SimLimitException(String message) {
    super(message);
  }
}
