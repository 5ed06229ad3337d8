// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

/** A phase of a time step: fires for everybody who waits when the phase comes. */
final class ListTrigger extends Trigger {
  final WaitList waiters;
  private final String description;

  ListTrigger(Kernel kernel, String description) {
    super(kernel);
    this.waiters = new WaitList(kernel, true);
    this.description = description;
  }

  @Override
  boolean arm(Waiter waiter) {
    waiters.add(waiter);
    return false;
  }

  @Override
  String describe() {
    return description;
  }
}
