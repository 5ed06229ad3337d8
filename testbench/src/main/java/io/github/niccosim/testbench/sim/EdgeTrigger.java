// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import java.util.Arrays;

/** An edge of a clock or signal: permanent callbacks first, then the tasks waiting for it. */
abstract class EdgeTrigger extends Trigger {
  private static final Runnable[] NONE = {};

  private final WaitList waiters;
  private Runnable[] callbacks = NONE;
  private boolean stopping;

  EdgeTrigger(Kernel kernel) {
    super(kernel);
    this.waiters = new WaitList(kernel, true);
  }

  /** Tell the native side whether to come back to Java at this edge. */
  abstract void stopHere(boolean on);

  @Override
  final boolean arm(Waiter waiter) {
    waiters.add(waiter);
    if (!stopping) {
      startStopping();
    }
    return false;
  }

  /**
   * Call {@code callback} at every occurrence, in registration order, before waiting tasks.
   *
   * @param callback may read and write signals and wake tasks; cannot wait
   */
  final Registration register(Runnable callback) {
    kernel.checkThread();
    callbacks = Arrays.copyOf(callbacks, callbacks.length + 1);
    callbacks[callbacks.length - 1] = callback;
    kernel.armed++;
    if (!stopping) {
      startStopping();
    }
    return new Registration() {
      private boolean open = true;

      @Override
      public void close() {
        if (open) {
          open = false;
          unregister(callback);
        }
      }
    };
  }

  /** Let a wait that began elsewhere end with the edge that is here now. */
  final void join(Waiter waiter) {
    waiters.add(waiter);
  }

  /** The edge is here. */
  final void fire() {
    Runnable[] present = callbacks;
    for (Runnable callback : present) {
      callback.run();
      if (kernel.driverCheck != null) {
        kernel.driverCheck.attribute("callback at " + describe());
      }
    }
    if (!waiters.isEmpty()) {
      waiters.wakeAll();
    } else if (callbacks.length == 0 && stopping) {
      stopping = false;
      stopHere(false);
    }
  }

  /** Return whether anybody wants this edge now. */
  final boolean wanted() {
    return callbacks.length > 0 || !waiters.isEmpty();
  }

  private void startStopping() {
    stopping = true;
    stopHere(true);
  }

  private void unregister(Runnable callback) {
    int at = 0;
    while (callbacks[at] != callback) {
      at++;
    }
    Runnable[] fewer = Arrays.copyOf(callbacks, callbacks.length - 1);
    System.arraycopy(callbacks, at + 1, fewer, at, fewer.length - at);
    callbacks = fewer;
    kernel.armed--;
  }
}
