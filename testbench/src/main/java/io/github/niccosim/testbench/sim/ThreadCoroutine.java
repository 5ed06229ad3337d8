// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Runs a task on a virtual thread of its own, handing control over so that only one side ever runs.
 *
 * <p>The fallback for a JVM that keeps its continuations closed: same order, same results, slower.
 */
final class ThreadCoroutine implements Coroutine {
  private final Thread thread;
  private volatile boolean inside;
  private volatile @Nullable Thread resumer;

  ThreadCoroutine(Runnable body) {
    thread =
        Thread.ofVirtual()
            .unstarted(() -> {
              try {
                body.run();
              } finally {
                handBack();
              }
            });
  }

  @Override
  public void resume() {
    resumer = Thread.currentThread();
    inside = true;
    if (thread.getState() == Thread.State.NEW) {
      thread.start();
    } else {
      LockSupport.unpark(thread);
    }
    while (inside) {
      LockSupport.park(this);
    }
  }

  @Override
  public void leave() {
    handBack();
    while (!inside) {
      LockSupport.park(this);
    }
  }

  @Override
  public StackTraceElement[] stackTrace() {
    return thread.getStackTrace();
  }

  /** Return whether the calling thread is this task's. */
  boolean isCurrent() {
    return Thread.currentThread() == thread;
  }

  private void handBack() {
    inside = false;
    LockSupport.unpark(resumer);
  }
}
