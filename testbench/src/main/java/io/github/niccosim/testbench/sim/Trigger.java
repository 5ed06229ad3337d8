// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

/**
 * Something a task can wait for.
 *
 * <p>Triggers hold no state of a particular wait: one object may be kept, shared by tasks and
 * waited for any number of times, and the triggers of clocks, signals, events and queues are
 * created once.
 */
public abstract class Trigger {
  final Kernel kernel;

  Trigger(Kernel kernel) {
    this.kernel = kernel;
  }

  /**
   * Block the current task until this trigger fires.
   *
   * <p>Callable at any depth below a task's body. Costs nothing while nothing happens.
   *
   * @throws SimulationException outside a task, or from a thread that does not run the simulation
   */
  public final void await() {
    kernel.await(this);
  }

  /**
   * Arrange for {@code waiter} to be woken.
   *
   * @return {@code true} if there is nothing to wait for; the waiter is then not armed
   */
  abstract boolean arm(Waiter waiter);

  /** Words that complete "waiting for …" in reports. */
  abstract String describe();

  @Override
  public final String toString() {
    return describe();
  }
}
