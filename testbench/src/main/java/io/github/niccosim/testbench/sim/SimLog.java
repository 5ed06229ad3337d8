// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Log lines with simulated time and task name; the latest are kept for failure reports. */
final class SimLog {
  /** Who says what the RTL prints. */
  static final String RTL = "rtl";

  private static final int KEPT_LINES = 50;

  private final Kernel kernel;
  private final Consumer<String> sink;
  private final LogLevels levels;
  private final ArrayDeque<String> recent = new ArrayDeque<>();
  private @Nullable Recording recording;

  SimLog(Kernel kernel, Consumer<String> sink, LogLevels levels) {
    this.kernel = kernel;
    this.sink = sink;
    this.levels = levels;
  }

  LogLevels levels() {
    return levels;
  }

  /** Add a line: {@code time [task] LEVEL logger: text}; INFO and the root have no mark. */
  void add(LogLevel level, String logger, @Nullable String source, String text) {
    Task task = kernel.current();
    String from = source != null ? source : task != null ? task.name() : "-";
    String line =
        String.format(
            Locale.ROOT,
            "%16s [%s] %s%s%s",
            TimeFormat.format(kernel.timePs),
            from,
            level == LogLevel.INFO ? "" : mark(level) + " ",
            logger.isEmpty() ? "" : logger + ": ",
            text);
    if (recent.size() == KEPT_LINES) {
      recent.removeFirst();
    }
    recent.addLast(line);
    Recording kept = recording;
    if (kept != null) {
      kept.line(kernel.timePs, level, from, logger.isEmpty() ? text : logger + ": " + text);
    }
    sink.accept(line);
  }

  void keepIn(Recording kept) {
    recording = kept;
  }

  private static String mark(LogLevel level) {
    return switch (level) {
      case ERROR -> "%Error:";
      case WARNING -> "%Warning:";
      default -> level.name();
    };
  }

  List<String> recent() {
    return List.copyOf(recent);
  }
}
