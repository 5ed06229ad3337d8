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
 * @param stallCycles cycles of the first driven clock without progress after which the simulation
 *     fails; 0 never
 * @param wallLimit wall-clock time of one {@link Simulation#run} after which it fails
 * @param driverCheck whether two writers of one signal in one time step are an error
 * @param log receives every formatted log line
 * @param logLevels what is logged
 */
public record SimulationOptions(
    long seed,
    long maxTimePs,
    long maxCycles,
    long stallCycles,
    Duration wallLimit,
    boolean driverCheck,
    Consumer<String> log,
    LogLevels logLevels) {

  private static final SimulationOptions DEFAULTS =
      new SimulationOptions(
          1,
          Long.MAX_VALUE,
          Long.MAX_VALUE,
          0,
          Duration.ofSeconds(60),
          false,
          System.out::println,
          LogLevels.DEFAULT);

  /** Check the values. */
  public SimulationOptions {
    if (maxTimePs < 1 || maxCycles < 1 || stallCycles < 0) {
      throw new SimulationException(
          "limit out of range: maxTimePs="
              + maxTimePs
              + " maxCycles="
              + maxCycles
              + " stallCycles="
              + stallCycles
              + " (expected: ≥ 1, stallCycles ≥ 0)");
    }
  }

  /** Return seed 1, no simulated limit, 60 s of wall clock, log on standard output from INFO on. */
  public static SimulationOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Return a copy with another base seed.
   *
   * @param value any value
   */
  public SimulationOptions withSeed(long value) {
    return new SimulationOptions(
        value, maxTimePs, maxCycles, stallCycles, wallLimit, driverCheck, log, logLevels);
  }

  /**
   * Return a copy with another limit of simulated time.
   *
   * @param value picoseconds, at least 1
   */
  public SimulationOptions withMaxTimePs(long value) {
    return new SimulationOptions(
        seed, value, maxCycles, stallCycles, wallLimit, driverCheck, log, logLevels);
  }

  /**
   * Return a copy with another limit of clock cycles.
   *
   * @param value cycles of the first declared clock, at least 1
   */
  public SimulationOptions withMaxCycles(long value) {
    return new SimulationOptions(
        seed, maxTimePs, value, stallCycles, wallLimit, driverCheck, log, logLevels);
  }

  /**
   * Return a copy with a stall watchdog.
   *
   * @param value cycles of the first driven clock without progress, 0 for none
   */
  public SimulationOptions withStallCycles(long value) {
    return new SimulationOptions(
        seed, maxTimePs, maxCycles, value, wallLimit, driverCheck, log, logLevels);
  }

  /**
   * Return a copy with another wall-clock limit.
   *
   * @param value longer than zero
   */
  public SimulationOptions withWallLimit(Duration value) {
    return new SimulationOptions(
        seed, maxTimePs, maxCycles, stallCycles, value, driverCheck, log, logLevels);
  }

  /**
   * Return a copy with the check for two drivers on or off.
   *
   * @param value whether two writers of one signal in one time step are an error
   */
  public SimulationOptions withDriverCheck(boolean value) {
    return new SimulationOptions(
        seed, maxTimePs, maxCycles, stallCycles, wallLimit, value, log, logLevels);
  }

  /**
   * Return a copy with another receiver of log lines.
   *
   * @param value called on the simulation's thread
   */
  public SimulationOptions withLog(Consumer<String> value) {
    return new SimulationOptions(
        seed, maxTimePs, maxCycles, stallCycles, wallLimit, driverCheck, value, logLevels);
  }

  /**
   * Return a copy with other log levels.
   *
   * @param value what is logged
   */
  public SimulationOptions withLogLevels(LogLevels value) {
    return new SimulationOptions(
        seed, maxTimePs, maxCycles, stallCycles, wallLimit, driverCheck, log, value);
  }
}
