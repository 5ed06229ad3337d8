// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import org.jspecify.annotations.Nullable;

/** The state of a simulation in words: the list that a deadlock or a limit is reported with. */
final class Report {
  private static final int MAX_TASKS = 50;

  private Report() {}

  /** Return the headline, the time, and one line for each task. */
  static String of(String headline, Kernel kernel) {
    return headline + ": " + position(kernel) + tasks(kernel.tasks.first()) + queues(kernel);
  }

  static String position(Kernel kernel) {
    Clock clock = kernel.clocks.first();
    String time = "time=" + TimeFormat.format(kernel.timePs);
    return clock == null
        ? time
        : time + " cycle=" + clock.cycleCount() + " of " + clock.signal.path();
  }

  private static String tasks(@Nullable Task first) {
    StringBuilder text = new StringBuilder();
    int count = 0;
    for (Task task = first; task != null; task = task.nextLive) {
      if (++count <= MAX_TASKS) {
        text.append("\n  ").append(task.describeWait());
      }
    }
    if (count > MAX_TASKS) {
      text.append("\n  and ").append(count - MAX_TASKS).append(" more tasks");
    }
    return text.toString();
  }

  private static String queues(Kernel kernel) {
    StringBuilder text = new StringBuilder();
    for (SimQueue<?> queue : kernel.queues()) {
      if (!queue.isEmpty()) {
        text.append("\n  ").append(queue);
      }
    }
    return text.toString();
  }
}
