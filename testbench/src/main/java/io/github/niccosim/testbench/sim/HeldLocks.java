// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;

/**
 * Refuses to run a simulation below a {@code synchronized} block.
 *
 * <p>A continuation that leaves takes along every monitor its thread holds, those of the frames
 * below it included; their owner could then never release them.
 */
final class HeldLocks {
  private HeldLocks() {}

  static void check() {
    long id = Thread.currentThread().threadId();
    ThreadInfo info =
        ManagementFactory.getThreadMXBean().getThreadInfo(new long[] {id}, true, false)[0];
    MonitorInfo[] held = info == null ? new MonitorInfo[0] : info.getLockedMonitors();
    if (held.length > 0) {
      throw new SimulationException(
          "simulation run inside a synchronized block: lock="
              + held[0].getClassName()
              + " at="
              + held[0].getLockedStackFrame()
              + " (hint: call run outside it)");
    }
  }
}
