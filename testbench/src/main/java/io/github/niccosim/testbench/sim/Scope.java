// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import org.jspecify.annotations.Nullable;

/**
 * A set of tasks that end together: it is left only when all have ended, and when one fails the
 * others and the owner's body are cancelled.
 */
final class Scope {
  /** Fires when the last child has ended. */
  final Trigger idle;

  private final Kernel kernel;
  private final WaitList idleWaiters;
  private @Nullable Task owner;
  private @Nullable Throwable failure;
  private boolean interruptedOwner;
  private int live;

  Scope(Kernel kernel, @Nullable Task owner) {
    this.kernel = kernel;
    this.owner = owner;
    this.idleWaiters = new WaitList(kernel, false);
    this.idle =
        new Trigger(kernel) {
          @Override
          boolean arm(Waiter waiter) {
            if (live == 0) {
              return true;
            }
            idleWaiters.add(waiter);
            return false;
          }

          @Override
          String describe() {
            return "its " + live + " child tasks";
          }
        };
  }

  @Nullable Throwable failure() {
    return failure;
  }

  void owner(@Nullable Task task) {
    owner = task;
    interruptedOwner = false;
  }

  void childStarted() {
    live++;
  }

  void childEnded(Task child, @Nullable Throwable error) {
    live--;
    if (error != null) {
      fail(error);
    }
    if (live == 0) {
      idleWaiters.wakeAll();
    }
  }

  /** Record a failure; the first one cancels every child and interrupts the owner's body. */
  void fail(Throwable error) {
    if (failure != null) {
      suppress(failure, error);
      return;
    }
    failure = error;
    cancelChildren();
    Task task = owner;
    if (task != null && !interruptedOwner) {
      interruptedOwner = true;
      task.interrupt();
    }
  }

  /** Run {@code body} in a scope of its own inside {@code self}, the current task. */
  static void run(Kernel kernel, Task self, TaskBody body) {
    Scope outer = self.scope;
    Scope scope = new Scope(kernel, self);
    self.scope = scope;
    Throwable error = null;
    try {
      body.run();
    } catch (TaskCancelled e) {
      // the scope's failure or the task's own cancellation, told apart below
    } catch (Throwable e) {
      error = e;
    }
    error = scope.finish(self, error);
    self.scope = outer;
    if (error != null) {
      throw Kernel.<RuntimeException>sneaky(error);
    }
    if (self.isInterrupted()) {
      throw self.cancellation();
    }
  }

  void cancelChildren() {
    kernel.tasks.cancelChildrenOf(this);
  }

  /**
   * Wait for the children after the owner's body ended with {@code error}; cancel them first if it
   * failed or was cancelled.
   *
   * @return what the scope ends with, {@code null} for success
   */
  @Nullable Throwable finish(Task self, @Nullable Throwable error) {
    if (error != null && failure == null) {
      failure = error;
    }
    if (failure == null && live > 0 && !self.isInterrupted()) {
      kernel.awaitInterruptibly(self, idle);
    }
    if (live > 0) {
      cancelChildren();
      kernel.awaitUninterruptibly(self, idle);
    }
    if (error != null) {
      suppress(failure, error);
    }
    if (interruptedOwner) {
      interruptedOwner = false;
      self.clearInterrupt();
    }
    return failure;
  }

  static void suppress(@Nullable Throwable first, Throwable later) {
    if (first != null && first != later) {
      first.addSuppressed(later);
    }
  }
}
