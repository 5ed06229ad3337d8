// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** Knows whether a debugger may stop this JVM: limits on the wall's clock then mean nothing. */
public final class Debugger {
  private static final boolean PRESENT =
      ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
          .anyMatch(argument -> argument.contains("jdwp"));

  private Debugger() {}

  /**
   * Return a wall-clock limit as it is, or a year in a JVM that was started for a debugger.
   *
   * @param limit longer than zero
   */
  public static Duration extend(Duration limit) {
    return PRESENT ? Duration.ofDays(365) : limit;
  }
}
