// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

/** Every task waits for something that can no longer happen; the message lists them all. */
public final class SimDeadlockException extends SimulationException {
  private static final long serialVersionUID = 1L;

  SimDeadlockException(String message) {
    super(message);
  }
}
