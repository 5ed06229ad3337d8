// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import java.util.function.Supplier;

/**
 * Logs for one part of the test bench, with simulated time and task name.
 *
 * <p>A line below the level of the logger costs one comparison when it is given as a supplier.
 */
public final class SimLogger {
  private final SimLog log;
  private final String name;
  private LogLevel least;

  SimLogger(SimLog log, String name) {
    this.log = log;
    this.name = name;
    this.least = log.levels().of(name);
  }

  /** Return the name. */
  public String name() {
    return name;
  }

  /**
   * Return the logger of a part of this part.
   *
   * @param part appended to the name with a dot
   */
  public SimLogger child(String part) {
    return new SimLogger(log, name + "." + part);
  }

  /**
   * Log from another level on.
   *
   * @param level least level that is logged
   */
  public void setLevel(LogLevel level) {
    least = level;
  }

  /** Return whether lines of {@code level} are logged. */
  public boolean isLogged(LogLevel level) {
    return level.compareTo(least) >= 0;
  }

  /**
   * Log a line.
   *
   * @param level its severity
   * @param text one line
   */
  public void log(LogLevel level, String text) {
    if (isLogged(level)) {
      log.add(level, name, null, text);
    }
  }

  /**
   * Log a line, building it only if it is wanted.
   *
   * @param level its severity
   * @param text gives one line
   */
  public void log(LogLevel level, Supplier<String> text) {
    if (isLogged(level)) {
      log.add(level, name, null, text.get());
    }
  }

  /** Log {@code text} at {@link LogLevel#TRACE}. */
  public void trace(Supplier<String> text) {
    log(LogLevel.TRACE, text);
  }

  /** Log {@code text} at {@link LogLevel#DEBUG}. */
  public void debug(Supplier<String> text) {
    log(LogLevel.DEBUG, text);
  }

  /** Log {@code text} at {@link LogLevel#INFO}. */
  public void info(String text) {
    log(LogLevel.INFO, text);
  }

  /** Log {@code text} at {@link LogLevel#WARNING}. */
  public void warning(String text) {
    log(LogLevel.WARNING, text);
  }

  /** Log {@code text} at {@link LogLevel#ERROR}; the test goes on. */
  public void error(String text) {
    log(LogLevel.ERROR, text);
  }
}
