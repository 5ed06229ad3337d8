// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

/**
 * The shape of a clock driven by the simulation.
 *
 * @param periodPs time from one rising edge to the next, at least 2
 * @param highPs time the clock stays high, 1..periodPs - 1
 * @param firstRisePs time from now to the first rising edge, at least 1
 * @param riseOnly promise that nothing in the design depends on the falling edge
 */
public record ClockOptions(long periodPs, long highPs, long firstRisePs, boolean riseOnly) {

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
    return new ClockOptions(periodPs, highPs, periodPs - highPs, false);
  }

  /**
   * Return a copy with another duty cycle.
   *
   * @param value time the clock stays high, 1..periodPs - 1
   */
  public ClockOptions withHighPs(long value) {
    return new ClockOptions(periodPs, value, firstRisePs, riseOnly);
  }

  /**
   * Return a copy with another phase.
   *
   * @param value time from now to the first rising edge, at least 1
   */
  public ClockOptions withFirstRisePs(long value) {
    return new ClockOptions(periodPs, highPs, value, riseOnly);
  }

  /**
   * Return a copy that promises that nothing in the design depends on the falling edge.
   *
   * <p>Saves one of three evaluations for each cycle: untraced, the clock falls together with the
   * writes that follow its rising edge. Waiting for the falling edge is then an error.
   */
  public ClockOptions risingEdgeOnly() {
    return new ClockOptions(periodPs, highPs, firstRisePs, true);
  }
}
