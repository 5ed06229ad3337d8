// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

/**
 * The shape of a clock driven by the simulation.
 *
 * @param periodPs time from one rising edge to the next, at least 2
 * @param highPs time the clock stays high, 1..periodPs - 1
 * @param firstRisePs time from now to the first rising edge, at least 1
 */
public record ClockOptions(long periodPs, long highPs, long firstRisePs) {

  /** Check the values. */
  public ClockOptions {
    if (periodPs < 2 || highPs < 1 || highPs >= periodPs || firstRisePs < 1) {
      throw new SimulationException(
          "clock shape out of range: periodPs="
              + periodPs
              + " highPs="
              + highPs
              + " firstRisePs="
              + firstRisePs
              + " (expected: periodPs ≥ 2, highPs 1..periodPs-1, firstRisePs ≥ 1)");
    }
  }

  /**
   * Return a clock that is low for the first half of its period and high for the second.
   *
   * @param periodPs at least 2
   */
  public static ClockOptions ofPeriod(long periodPs) {
    long highPs = Math.max(1, periodPs / 2);
    return new ClockOptions(periodPs, highPs, periodPs - highPs);
  }

  /**
   * Return a copy with another duty cycle.
   *
   * @param value time the clock stays high, 1..periodPs - 1
   */
  public ClockOptions withHighPs(long value) {
    return new ClockOptions(periodPs, value, firstRisePs);
  }

  /**
   * Return a copy with another phase.
   *
   * @param value time from now to the first rising edge, at least 1
   */
  public ClockOptions withFirstRisePs(long value) {
    return new ClockOptions(periodPs, highPs, value);
  }
}
