// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

/** A flag that tasks can wait for; setting it wakes them all in the order in which they came. */
public final class Event {
  private final Kernel kernel;
  private final EventTrigger trigger;
  private boolean set;

  Event(Kernel kernel, String name) {
    this.kernel = kernel;
    this.trigger = new EventTrigger(kernel, name);
  }

  /** Set the flag and wake every waiting task; they run in the same phase of the same time step. */
  public void set() {
    kernel.checkThread();
    set = true;
    kernel.progress++;
    trigger.waiters.wakeAll();
  }

  /** Clear the flag; later waits block again. */
  public void clear() {
    kernel.checkThread();
    set = false;
  }

  /** Return whether the flag is set. */
  public boolean isSet() {
    return set;
  }

  /** Return the trigger that fires while the flag is set. */
  public Trigger trigger() {
    return trigger;
  }

  /** Wait until the flag is set; return at once when it is. */
  public void await() {
    trigger.await();
  }

  private final class EventTrigger extends Trigger {
    private final WaitList waiters;
    private final String name;

    EventTrigger(Kernel kernel, String name) {
      super(kernel);
      this.name = name;
      this.waiters = new WaitList(kernel, false);
    }

    @Override
    boolean arm(Waiter waiter) {
      if (set) {
        return true;
      }
      waiters.add(waiter);
      return false;
    }

    @Override
    String describe() {
      return "event " + name;
    }
  }
}
