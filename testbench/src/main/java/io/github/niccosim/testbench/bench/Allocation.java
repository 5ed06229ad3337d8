// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * Asks the JVM how much the current thread has allocated; tasks count to the thread they run on.
 */
final class Allocation {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocation() {}

  /** Return the bytes allocated on this thread since it started. */
  static long ofThisThread() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }
}
