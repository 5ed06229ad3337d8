// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import io.github.niccosim.bridge.Signal;

/**
 * The value a signal had just before the latest rising edge of a clock, as a clocking block samples
 * it.
 *
 * <p>At the edge it is what a plain read gives; it stays until the next edge.
 */
public final class Sampled {
  private final Signal signal;
  private long atEdge;

  Sampled(Signal signal) {
    if (signal.widthBits() > 64) {
      throw new SimulationException(
          "cannot sample signal: signal="
              + signal.path()
              + " widthBits="
              + signal.widthBits()
              + " (expected: 1..64)");
    }
    this.signal = signal;
    this.atEdge = signal.get();
  }

  /** Return the sampled signal. */
  public Signal signal() {
    return signal;
  }

  /**
   * Return the value before the latest rising edge, zero-extended; before the first, at creation.
   */
  public long get() {
    return atEdge;
  }

  /** Return whether the value is not 0. */
  public boolean isHigh() {
    return atEdge != 0;
  }

  /** The clock has risen, or is about to; signals show the values before. */
  void rise() {
    atEdge = signal.get();
  }
}
