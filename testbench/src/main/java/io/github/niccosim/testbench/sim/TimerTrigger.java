// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

/** Fires a fixed time after the wait began, before anything else happens at that time. */
final class TimerTrigger extends Trigger {
  final long delayPs;

  TimerTrigger(Kernel kernel, long delayPs) {
    super(kernel);
    this.delayPs = delayPs;
  }

  @Override
  boolean arm(Waiter waiter) {
    kernel.timers.add(waiter, kernel.deadlinePs(delayPs));
    return false;
  }

  @Override
  String describe() {
    return "timer of " + TimeFormat.format(delayPs);
  }
}
