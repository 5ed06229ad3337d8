// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

/**
 * The shape of a clock driven by the simulation.
 *
 * @param periodPs time from one rising edge to the next, at least 2
 * @param highPs time the clock stays high, 1..periodPs - 1
 * @param firstRisePs time from now to the first rising edge, at least 1
 * @param riseOnly promise that nothing in the design depends on the falling edge
 * @param jitterPs largest distance of a rising edge from its ideal time; twice of it is less than
 *     the low phase
 */
public record ClockOptions(
    long periodPs, long highPs, long firstRisePs, boolean riseOnly, long jitterPs) {

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
    if (jitterPs < 0 || 2 * jitterPs >= periodPs - highPs) {
      throw new SimulationException(
          "clock jitter out of range: jitterPs="
              + jitterPs
              + " lowPs="
              + (periodPs - highPs)
              + " (expected: 0 or more, twice of it less than lowPs)");
    }
  }

  /**
   * Create a clock without jitter.
   *
   * @param periodPs time from one rising edge to the next, at least 2
   * @param highPs time the clock stays high, 1..periodPs - 1
   * @param firstRisePs time from now to the first rising edge, at least 1
   * @param riseOnly promise that nothing in the design depends on the falling edge
   */
  public ClockOptions(long periodPs, long highPs, long firstRisePs, boolean riseOnly) {
    this(periodPs, highPs, firstRisePs, riseOnly, 0);
  }

  /** Return the time the clock stays low in each period. */
  public long lowPs() {
    return periodPs - highPs;
  }

  /**
   * Return a copy whose rising edges come early or late, each by a random time of its own.
   *
   * <p>The ideal edges stay on their grid, so the frequency holds. The shifts come from the
   * simulation's seed and the clock's name and change with nothing else.
   *
   * @param value largest shift either way in ps; twice of it is less than the low phase
   */
  public ClockOptions withJitterPs(long value) {
    return new ClockOptions(periodPs, highPs, firstRisePs, riseOnly, value);
  }

  /**
   * Return a copy with another duty cycle.
   *
   * @param percent part of the period the clock is high, 1..99
   */
  public ClockOptions withDutyPercent(int percent) {
    return withHighPs(Math.max(1, periodPs * percent / 100));
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
    return new ClockOptions(periodPs, value, firstRisePs, riseOnly, jitterPs);
  }

  /**
   * Return a copy with another phase.
   *
   * @param value time from now to the first rising edge, at least 1
   */
  public ClockOptions withFirstRisePs(long value) {
    return new ClockOptions(periodPs, highPs, value, riseOnly, jitterPs);
  }

  /**
   * Return a copy that promises that nothing in the design depends on the falling edge.
   *
   * <p>Saves one of three evaluations for each cycle: untraced, the clock falls together with the
   * writes that follow its rising edge. Waiting for the falling edge is then an error.
   */
  public ClockOptions risingEdgeOnly() {
    return new ClockOptions(periodPs, highPs, firstRisePs, true, jitterPs);
  }
}
