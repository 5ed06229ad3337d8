// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Log lines with simulated time and task name; the latest are kept for failure reports. */
final class SimLog {
  private static final int KEPT_LINES = 50;

  private final Kernel kernel;
  private final Consumer<String> sink;
  private final ArrayDeque<String> recent = new ArrayDeque<>();

  SimLog(Kernel kernel, Consumer<String> sink) {
    this.kernel = kernel;
    this.sink = sink;
  }

  void add(@Nullable String source, String text) {
    Task task = kernel.current();
    String from = source != null ? source : task != null ? task.name() : "-";
    String line =
        String.format(Locale.ROOT, "%16s [%s] %s", TimeFormat.format(kernel.timePs), from, text);
    if (recent.size() == KEPT_LINES) {
      recent.removeFirst();
    }
    recent.addLast(line);
    sink.accept(line);
  }

  List<String> recent() {
    return List.copyOf(recent);
  }
}
