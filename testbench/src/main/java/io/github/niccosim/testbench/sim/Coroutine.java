// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

/** A task's stack: can be left and re-entered at any call depth, one at a time. */
interface Coroutine {

  /** Run the task until it leaves or ends; called on the simulation's thread, outside any task. */
  void resume();

  /** Leave the task; returns when it is resumed. Called inside the task. */
  void leave();

  /** Return where the suspended task stands; empty when that is not known. */
  StackTraceElement[] stackTrace();
}
