// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * What a simulation is started with.
 *
 * @param seed base of the seed tree
 * @param maxTimePs simulated time at which the simulation fails, at least 1
 * @param maxCycles cycles of the first declared clock after which the simulation fails, at least 1
 * @param wallLimit wall-clock time of one {@link Simulation#run} after which it fails
 * @param log receives every formatted log line
 */
public record SimulationOptions(
    long seed, long maxTimePs, long maxCycles, Duration wallLimit, Consumer<String> log) {

  private static final SimulationOptions DEFAULTS =
      new SimulationOptions(
          1, Long.MAX_VALUE, Long.MAX_VALUE, Duration.ofSeconds(60), System.out::println);

  /** Check the values. */
  public SimulationOptions {
    if (maxTimePs < 1 || maxCycles < 1) {
      throw new SimulationException(
          "limit out of range: maxTimePs="
              + maxTimePs
              + " maxCycles="
              + maxCycles
              + " (expected: ≥ 1)");
    }
  }

  /** Return seed 1, no simulated limit, 60 s of wall clock, log on standard output. */
  public static SimulationOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Return a copy with another base seed.
   *
   * @param value any value
   */
  public SimulationOptions withSeed(long value) {
    return new SimulationOptions(value, maxTimePs, maxCycles, wallLimit, log);
  }

  /**
   * Return a copy with another limit of simulated time.
   *
   * @param value picoseconds, at least 1
   */
  public SimulationOptions withMaxTimePs(long value) {
    return new SimulationOptions(seed, value, maxCycles, wallLimit, log);
  }

  /**
   * Return a copy with another limit of clock cycles.
   *
   * @param value cycles of the first declared clock, at least 1
   */
  public SimulationOptions withMaxCycles(long value) {
    return new SimulationOptions(seed, maxTimePs, value, wallLimit, log);
  }

  /**
   * Return a copy with another wall-clock limit.
   *
   * @param value longer than zero
   */
  public SimulationOptions withWallLimit(Duration value) {
    return new SimulationOptions(seed, maxTimePs, maxCycles, value, log);
  }

  /**
   * Return a copy with another receiver of log lines.
   *
   * @param value called on the simulation's thread
   */
  public SimulationOptions withLog(Consumer<String> value) {
    return new SimulationOptions(seed, maxTimePs, maxCycles, wallLimit, value);
  }
}
