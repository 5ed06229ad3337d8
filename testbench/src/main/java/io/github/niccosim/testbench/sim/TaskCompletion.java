// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

/** Fires when a task has ended. */
final class TaskCompletion extends Trigger {
  private final Task task;
  private final WaitList waiters;

  TaskCompletion(Kernel kernel, Task task) {
    super(kernel);
    this.task = task;
    this.waiters = new WaitList(kernel, false);
  }

  @Override
  boolean arm(Waiter waiter) {
    if (task.done()) {
      return true;
    }
    waiters.add(waiter);
    return false;
  }

  void fire() {
    waiters.wakeAll();
  }

  @Override
  String describe() {
    return "the end of task " + task.name();
  }
}
