// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import java.util.Locale;

/** Simulated time as text. */
final class TimeFormat {
  private TimeFormat() {}

  /**
   * Format a time in nanoseconds with three decimals.
   *
   * @param timePs time in picoseconds, not negative
   */
  static String format(long timePs) {
    return String.format(Locale.ROOT, "%d.%03d ns", timePs / 1000, timePs % 1000);
  }
}
