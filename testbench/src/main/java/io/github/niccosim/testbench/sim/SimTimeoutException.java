// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

/** A wait took longer, in simulated time, than the caller allowed. */
public final class SimTimeoutException extends SimulationException {
  private static final long serialVersionUID = 1L;

  SimTimeoutException(String message) {
    super(message);
  }
}
