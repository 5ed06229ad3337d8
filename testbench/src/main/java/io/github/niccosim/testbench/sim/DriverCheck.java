// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import io.github.niccosim.bridge.CollectedWrites;
import io.github.niccosim.bridge.Model;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds two tasks that drive one signal to different values in one time step.
 *
 * <p>Looks at the collected writes whenever a task or callback hands over.
 */
final class DriverCheck {
  private record Write(String writer, long value) {}

  private final Kernel kernel;
  private final CollectedWrites writes;
  private final Map<String, Write> seen = new HashMap<>();
  private long seenPs = -1;
  private int from;

  DriverCheck(Kernel kernel, Model model) {
    this.kernel = kernel;
    this.writes = model.collectedWrites();
  }

  /** The time loop has run: what it has stored is gone. */
  void restart() {
    from = writes.bytes();
  }

  /** Everything written since the last call is the work of {@code writer}. */
  void attribute(String writer) {
    if (writes.bytes() <= from) {
      return;
    }
    if (kernel.timePs != seenPs) {
      seenPs = kernel.timePs;
      seen.clear();
    }
    int start = from;
    from = writes.bytes();
    writes.forEach(start, (path, value) -> check(writer, path, value));
  }

  private void check(String writer, String path, long value) {
    Write before = seen.put(path, new Write(writer, value));
    if (before != null && before.value != value && !before.writer.equals(writer)) {
      throw new SimulationException(
          "signal has two drivers in one time step: signal="
              + path
              + " first="
              + before.writer
              + " value=0x"
              + Long.toHexString(before.value)
              + " second="
              + writer
              + " value=0x"
              + Long.toHexString(value)
              + " time="
              + TimeFormat.format(kernel.timePs));
    }
  }
}
