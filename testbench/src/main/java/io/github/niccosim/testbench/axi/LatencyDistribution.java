// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import java.util.random.RandomGenerator;

/**
 * Draw how many clock cycles a memory takes to answer one burst.
 *
 * <p>Immutable and free of state: may be shared between slaves and runs. What the cycles are
 * counted between is said by {@link AxiTiming}.
 */
@FunctionalInterface
public interface LatencyDistribution {

  /** Longest latency the factories accept, in cycles. */
  int MAX_CYCLES = 1_000_000;

  /**
   * Draw the latency of one burst.
   *
   * @param random source of the draw
   * @return cycles, 0 or more
   */
  int nextCycles(RandomGenerator random);

  /**
   * Answer always after the same time.
   *
   * @param cycles latency, 0..{@link #MAX_CYCLES}
   * @return the distribution
   * @throws IllegalArgumentException if out of range
   */
  static LatencyDistribution fixed(int cycles) {
    check(cycles, cycles);
    return random -> cycles;
  }

  /**
   * Answer after any time of a range with equal chance.
   *
   * @param minCycles shortest latency, 0 or more
   * @param maxCycles longest latency, {@code minCycles}..{@link #MAX_CYCLES}
   * @return the distribution
   * @throws IllegalArgumentException if the range is empty or out of range
   */
  static LatencyDistribution uniform(int minCycles, int maxCycles) {
    check(minCycles, maxCycles);
    return random -> minCycles + random.nextInt(maxCycles - minCycles + 1);
  }

  /**
   * Answer mostly fast and now and then slowly, as a memory with a refresh or a page-table walk.
   *
   * @param fastCycles usual latency, 0..{@link #MAX_CYCLES}
   * @param slowCycles rare latency, {@code fastCycles}..{@link #MAX_CYCLES}
   * @param slowProbability chance of the rare latency, 0..1
   * @return the distribution
   * @throws IllegalArgumentException if a value is out of range
   */
  static LatencyDistribution bimodal(int fastCycles, int slowCycles, double slowProbability) {
    check(fastCycles, slowCycles);
    return mixed(fixed(fastCycles), fixed(slowCycles), slowProbability);
  }

  /**
   * Draw from one of two distributions.
   *
   * @param usual drawn from unless the other is chosen
   * @param rare drawn from with the given chance
   * @param rareProbability chance of {@code rare}, 0..1
   * @return the distribution
   * @throws IllegalArgumentException if the probability is out of range
   */
  static LatencyDistribution mixed(
      LatencyDistribution usual, LatencyDistribution rare, double rareProbability) {
    if (!(rareProbability >= 0 && rareProbability <= 1)) {
      throw new IllegalArgumentException(
          "latency probability out of range: probability=%s (expected: 0..1)"
              .formatted(rareProbability));
    }
    return random -> (random.nextDouble() < rareProbability ? rare : usual).nextCycles(random);
  }

  private static void check(int minCycles, int maxCycles) {
    if (minCycles < 0 || maxCycles < minCycles || maxCycles > MAX_CYCLES) {
      throw new IllegalArgumentException(
          "latency out of range: minCycles=%d maxCycles=%d (expected: 0 <= min <= max <= %d)"
              .formatted(minCycles, maxCycles, MAX_CYCLES));
    }
  }
}
