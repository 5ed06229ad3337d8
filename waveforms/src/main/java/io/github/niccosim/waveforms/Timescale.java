// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import java.math.BigDecimal;

/**
 * Unit of time of a trace: 10 to the power of {@code exponent} seconds.
 *
 * @param exponent -21..2; -12 is a picosecond
 */
public record Timescale(int exponent) {
  private static final String[] UNITS = {"s", "ms", "us", "ns", "ps", "fs", "as", "zs"};
  private static final int PICOSECOND = -12;

  /**
   * Convert a time of the trace.
   *
   * @param ticks time in this unit
   * @return picoseconds, rounded down for finer units
   * @throws ArithmeticException if the result exceeds 64 bits
   */
  public long toPs(long ticks) {
    int shift = exponent - PICOSECOND;
    return shift >= 0
        ? Math.multiplyExact(ticks, power(shift))
        : Math.floorDiv(ticks, power(-shift));
  }

  /**
   * Convert picoseconds.
   *
   * @param timePs time in picoseconds
   * @return time in this unit, rounded down
   * @throws ArithmeticException if the result exceeds 64 bits
   */
  public long fromPs(long timePs) {
    int shift = PICOSECOND - exponent;
    return shift >= 0
        ? Math.multiplyExact(timePs, power(shift))
        : Math.floorDiv(timePs, power(-shift));
  }

  /**
   * Write a time for a reader, in the largest unit that needs no more than three decimals.
   *
   * @param ticks time in this unit
   * @return for example {@code 12.5 ns}
   */
  public String format(long ticks) {
    if (ticks == 0) {
      return "0 " + unit();
    }
    BigDecimal seconds = BigDecimal.valueOf(ticks).scaleByPowerOfTen(exponent);
    for (int i = 0; i < UNITS.length; i++) {
      BigDecimal scaled = seconds.scaleByPowerOfTen(3 * i).stripTrailingZeros();
      boolean large = scaled.abs().compareTo(BigDecimal.ONE) >= 0;
      if (large && scaled.scale() <= 3 || i == UNITS.length - 1) {
        return scaled.toPlainString() + " " + UNITS[i];
      }
    }
    throw new AssertionError("unreachable");
  }

  private String unit() {
    return UNITS[Math.clamp(Math.ceilDiv(-exponent, 3), 0, UNITS.length - 1)];
  }

  private static long power(int decimals) {
    long result = 1;
    for (int i = 0; i < decimals; i++) {
      result = Math.multiplyExact(result, 10L);
    }
    return result;
  }
}
