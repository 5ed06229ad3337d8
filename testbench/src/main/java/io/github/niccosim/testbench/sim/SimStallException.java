// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

/** Clock cycles passed, but nothing made progress. */
public final class SimStallException extends SimulationException {
  private static final long serialVersionUID = 1L;

  SimStallException(String message) {
    super(message);
  }
}
