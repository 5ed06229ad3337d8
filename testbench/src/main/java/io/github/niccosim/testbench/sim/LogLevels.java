// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The least level that is logged, by name of the logger: {@code INFO} or {@code
 * WARNING,driver=DEBUG,driver.rx=TRACE}. The longest name that is the logger's own or a parent's
 * decides.
 */
public final class LogLevels {
  /** INFO and above, for all. */
  public static final LogLevels DEFAULT = new LogLevels(LogLevel.INFO, Map.of());

  private final LogLevel base;
  private final Map<String, LogLevel> byName;

  private LogLevels(LogLevel base, Map<String, LogLevel> byName) {
    this.base = base;
    this.byName = byName;
  }

  /**
   * Read a text such as {@code INFO,driver=DEBUG}.
   *
   * @param text levels separated by commas, in upper or lower case
   * @throws SimulationException for a level that does not exist
   */
  public static LogLevels parse(String text) {
    LogLevel base = LogLevel.INFO;
    Map<String, LogLevel> byName = new TreeMap<>();
    for (String part : text.split(",")) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        base = level(part);
      } else {
        byName.put(part.substring(0, equals).strip(), level(part.substring(equals + 1)));
      }
    }
    return new LogLevels(base, byName);
  }

  private static LogLevel level(String text) {
    String name = text.strip().toUpperCase(Locale.ROOT);
    return switch (name) {
      case "WARN" -> LogLevel.WARNING;
      case "CRITICAL" -> LogLevel.ERROR;
      default -> {
        for (LogLevel level : LogLevel.values()) {
          if (level.name().equals(name)) {
            yield level;
          }
        }
        throw new SimulationException(
            "unknown log level: level="
                + text.strip()
                + " (expected: TRACE, DEBUG, INFO, WARNING or ERROR)");
      }
    };
  }

  /** Return the least level logged for {@code logger}. */
  LogLevel of(String logger) {
    for (String name = logger; !name.isEmpty(); ) {
      LogLevel own = byName.get(name);
      if (own != null) {
        return own;
      }
      int dot = name.lastIndexOf('.');
      name = dot < 0 ? "" : name.substring(0, dot);
    }
    return base;
  }
}
