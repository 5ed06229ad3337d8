// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import io.github.niccosim.bridge.Signal;

/**
 * The value a signal had just before the latest rising edge of a clock, as a clocking block samples
 * it.
 *
 * <p>For a driven clock that is what a task at the edge reads anyway; for an observed clock, whose
 * edge is seen after the evaluation that made it, this is the only way to the value before it. It
 * costs a stop at every edge of the driven clocks.
 */
public final class Sampled {
  private final Signal signal;
  private long latest;
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
    this.latest = signal.get();
    this.atEdge = latest;
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

  /** Note the value before something that may raise the clock. */
  void observe() {
    latest = signal.get();
  }

  /** The clock has risen, or is about to. */
  void rise() {
    atEdge = latest;
  }
}
