// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.stream;

import io.github.niccosim.bridge.Signal;

/** A one-bit output of a bus model that is written only when it changes; starts low. */
public final class DrivenBit {
  private final Signal signal;
  private boolean high;

  /**
   * Drive the signal low.
   *
   * @param signal one-bit input of the design
   */
  public DrivenBit(Signal signal) {
    this.signal = signal;
    signal.set(0);
  }

  /** Return the value driven last. */
  public boolean isHigh() {
    return high;
  }

  /**
   * Drive a value from now on.
   *
   * @param now the value
   */
  public void set(boolean now) {
    if (now != high) {
      high = now;
      signal.set(now ? 1 : 0);
    }
  }
}
