// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

/** The code of a task; it may wait at any call depth and throw anything. */
@FunctionalInterface
public interface TaskBody {

  /**
   * Run to the end of the task.
   *
   * @throws Exception any failure; it fails the scope the task belongs to
   */
  void run() throws Exception;
}
