// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import io.github.niccosim.bridge.Signal;

/** Entry to assertions about signals; the failure shows path, time, value and fields. */
public final class CosimAssertions {
  private CosimAssertions() {}

  /**
   * Begin an assertion about the value a signal has now.
   *
   * @param signal of any width
   */
  public static SignalAssert assertThat(Signal signal) {
    return new SignalAssert(signal);
  }
}
