// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.stream;

import java.util.Arrays;

/**
 * Count latencies in clock cycles, exactly up to {@value #EXACT_CYCLES} cycles and as one overflow
 * class above; recording never allocates.
 *
 * <p>Written by one simulation thread; read it there or after the run.
 */
public final class LatencyHistogram {

  /** First latency, in cycles, that falls into the overflow class. */
  public static final int EXACT_CYCLES = 4096;

  private final long[] counts = new long[EXACT_CYCLES + 1];
  private long count;
  private long sum;
  private long min = Long.MAX_VALUE;
  private long max;

  /** Make an empty histogram. */
  public LatencyHistogram() {}

  /**
   * Record one latency.
   *
   * @param cycles latency in clock cycles, 0 or more
   */
  public void record(long cycles) {
    counts[(int) Math.min(cycles, EXACT_CYCLES)]++;
    count++;
    sum += cycles;
    min = Math.min(min, cycles);
    max = Math.max(max, cycles);
  }

  /**
   * Say how many latencies were recorded.
   *
   * @return number of records since the last {@link #clear()}
   */
  public long count() {
    return count;
  }

  /**
   * Say how often exactly this latency was recorded.
   *
   * @param cycles latency in cycles, 0..{@link #EXACT_CYCLES}; the last stands for all above
   * @return number of records
   */
  public long countAt(int cycles) {
    return counts[cycles];
  }

  /**
   * Return the shortest latency.
   *
   * @return cycles, 0 when empty
   */
  public long minCycles() {
    return count == 0 ? 0 : min;
  }

  /**
   * Return the longest latency, exact even in the overflow class.
   *
   * @return cycles, 0 when empty
   */
  public long maxCycles() {
    return max;
  }

  /**
   * Return the arithmetic mean.
   *
   * @return cycles, 0 when empty
   */
  public double meanCycles() {
    return count == 0 ? 0 : (double) sum / count;
  }

  /**
   * Return the smallest latency that at least the given share of all records does not exceed.
   *
   * @param percent share in percent, above 0 and at most 100
   * @return cycles; {@link #maxCycles()} when the share ends in the overflow class, 0 when empty
   * @throws IllegalArgumentException if the share is out of range
   */
  public long percentileCycles(double percent) {
    if (!(percent > 0 && percent <= 100)) {
      throw new IllegalArgumentException(
          "percentile out of range: percent=%s (expected: above 0, at most 100)"
              .formatted(percent));
    }
    long wanted = (long) Math.ceil(count * percent / 100);
    long seen = 0;
    for (int cycles = 0; cycles < EXACT_CYCLES; cycles++) {
      seen += counts[cycles];
      if (seen >= wanted && seen > 0) {
        return cycles;
      }
    }
    return max;
  }

  /** Forget every record. */
  public void clear() {
    Arrays.fill(counts, 0);
    count = 0;
    sum = 0;
    min = Long.MAX_VALUE;
    max = 0;
  }
}
