// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import org.jspecify.annotations.Nullable;

/** A lock between tasks, handed over in the order in which they came; not reentrant. */
public final class SimLock {
  private final Kernel kernel;
  private final String name;
  private final LockTrigger trigger;
  private @Nullable Task holder;

  SimLock(Kernel kernel, String name) {
    this.kernel = kernel;
    this.name = name;
    this.trigger = new LockTrigger();
  }

  /**
   * Wait until the lock is free and take it.
   *
   * @return releases the lock when closed, for {@code try (var _ = lock.acquire())}
   */
  public Registration acquire() {
    Task self = kernel.checkInTask();
    if (holder == self) {
      throw new SimulationException(
          "lock is held by its own task: lock=" + name + " task=" + self.name());
    }
    if (holder == null) {
      holder = self;
    } else {
      try {
        kernel.await(trigger);
      } catch (TaskCancelled e) {
        if (holder == self) {
          release();
        }
        throw e;
      }
    }
    return this::release;
  }

  /** Take the lock if it is free; returns whether it was. */
  public boolean tryAcquire() {
    Task self = kernel.checkInTask();
    if (holder != null) {
      return false;
    }
    holder = self;
    return true;
  }

  /**
   * Hand the lock to the task that has waited longest.
   *
   * @throws SimulationException if the lock is free
   */
  public void release() {
    kernel.checkThread();
    if (holder == null) {
      throw new SimulationException("lock is not held: lock=" + name);
    }
    holder = trigger.waiters.wakeFirst();
  }

  /** Return whether a task holds the lock. */
  public boolean isLocked() {
    return holder != null;
  }

  @Override
  public String toString() {
    return "lock " + name + (holder == null ? "" : " (held by " + holder.name() + ")");
  }

  private final class LockTrigger extends Trigger {
    private final WaitList waiters;

    LockTrigger() {
      super(SimLock.this.kernel);
      this.waiters = new WaitList(kernel, false);
    }

    @Override
    boolean arm(Waiter waiter) {
      waiters.add(waiter);
      return false;
    }

    @Override
    String describe() {
      return SimLock.this.toString();
    }
  }
}
