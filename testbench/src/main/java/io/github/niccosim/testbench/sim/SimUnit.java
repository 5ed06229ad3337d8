// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Units of simulated time; the resolution of every simulation is one picosecond. */
public enum SimUnit {
  /** Femtoseconds: below the resolution. */
  FS(-3),
  /** Picoseconds. */
  PS(0),
  /** Nanoseconds. */
  NS(3),
  /** Microseconds. */
  US(6),
  /** Milliseconds. */
  MS(9),
  /** Seconds. */
  S(12);

  private final int exponent;

  SimUnit(int exponent) {
    this.exponent = exponent;
  }

  /**
   * Return a whole number of this unit in picoseconds.
   *
   * @param value any; below {@link #PS} it must come out whole
   * @throws SimulationException when it is not a whole number of ps or does not fit
   */
  public long toPs(long value) {
    return toPs(BigDecimal.valueOf(value), RoundingMode.UNNECESSARY);
  }

  /**
   * Return a time of this unit in picoseconds.
   *
   * @param value any
   * @param rounding what to do with a fraction of a picosecond
   * @throws SimulationException when a fraction is left and not allowed, or when it does not fit
   */
  public long toPs(BigDecimal value, RoundingMode rounding) {
    try {
      return value.scaleByPowerOfTen(exponent).setScale(0, rounding).longValueExact();
    } catch (ArithmeticException e) {
      throw new SimulationException(
          "time is not a whole number of picoseconds: value="
              + value.toPlainString()
              + " unit="
              + name().toLowerCase(java.util.Locale.ROOT)
              + " (expected: a multiple of 1 ps below 2^63 | hint: give a RoundingMode)");
    }
  }

  /**
   * Return a time in this unit, exactly.
   *
   * @param timePs picoseconds
   */
  public BigDecimal fromPs(long timePs) {
    return BigDecimal.valueOf(timePs).scaleByPowerOfTen(-exponent).stripTrailingZeros();
  }
}
