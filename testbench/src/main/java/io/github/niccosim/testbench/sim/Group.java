// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import java.util.Arrays;

/** A wait for several triggers at once: for the first of them, or for all. */
final class Group extends Trigger {
  private final Trigger[] members;
  private final boolean all;

  private Group(Kernel kernel, Trigger[] members, boolean all) {
    super(kernel);
    this.members = members;
    this.all = all;
  }

  static int first(Kernel kernel, Trigger... triggers) {
    return new Group(kernel, triggers, false).await(kernel.checkInTask());
  }

  static void all(Kernel kernel, Trigger... triggers) {
    new Group(kernel, triggers, true).await(kernel.checkInTask());
  }

  private int await(Task self) {
    if (members.length == 0) {
      throw new SimulationException("nothing to wait for: triggers=0 (expected: ≥ 1)");
    }
    if (self.isInterrupted()) {
      throw self.cancellation();
    }
    Waiter[] waiters = new Waiter[members.length];
    int pending = 0;
    try {
      for (int i = 0; i < members.length; i++) {
        kernel.checkOwn(members[i]);
        waiters[i] = new Waiter(self, i);
        if (!members[i].arm(waiters[i])) {
          pending++;
        } else if (!all) {
          return i;
        }
      }
      return pending == 0 ? 0 : kernel.awaitArmed(self, this, all ? pending : 1);
    } finally {
      for (Waiter waiter : waiters) {
        if (waiter != null) {
          waiter.disarm();
        }
      }
    }
  }

  @Override
  boolean arm(Waiter waiter) {
    throw new IllegalStateException("a group is awaited as a whole");
  }

  @Override
  String describe() {
    return (all ? "all of " : "the first of ") + Arrays.toString(members);
  }
}
