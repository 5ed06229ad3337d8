// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import java.util.Arrays;

/**
 * Figures of a set of measurements; all zero for an empty set.
 *
 * @param count number of measurements
 * @param min smallest
 * @param p50 median: the smallest value that half of the measurements do not exceed
 * @param p99 the smallest value that 99 of 100 measurements do not exceed
 * @param max largest
 * @param mean arithmetic mean
 */
public record Distribution(int count, long min, long p50, long p99, long max, double mean) {
  /**
   * Summarise measurements.
   *
   * @param values in any order; not changed
   * @return their figures
   */
  public static Distribution of(long[] values) {
    if (values.length == 0) {
      return new Distribution(0, 0, 0, 0, 0, 0);
    }
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Distribution(
        sorted.length,
        sorted[0],
        sorted[rank(sorted.length, 50)],
        sorted[rank(sorted.length, 99)],
        sorted[sorted.length - 1],
        Arrays.stream(sorted).average().orElse(0));
  }

  private static int rank(int count, int percent) {
    return (int) Math.ceilDiv((long) count * percent, 100) - 1;
  }
}
