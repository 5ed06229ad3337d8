// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends a simulation that takes too long by the clock on the wall.
 *
 * <p>It asks the kernel to stop, handing over the stack trace of the moment; code that does not
 * come back to the kernel is interrupted a second later, which ends sleeps and blocking reads.
 */
final class Watchdog implements AutoCloseable {
  private static final ScheduledThreadPoolExecutor TIMER = timer();

  private final Kernel kernel;
  private final Duration limit;
  private Future<?> next;
  private boolean closed;
  private boolean interrupted;

  private Watchdog(Kernel kernel, Duration limit) {
    this.kernel = kernel;
    this.limit = limit;
    this.next = TIMER.schedule(this::expired, limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  static Watchdog start(Kernel kernel, Duration limit) {
    return new Watchdog(kernel, Debugger.extend(limit));
  }

  /** Describe what {@code thread} does now as an exception that carries its stack trace. */
  static SimLimitException expiry(Thread thread, Duration limit, @Nullable String doing) {
    SimLimitException expiry =
        new SimLimitException(
            "wall-clock limit reached: limitSeconds="
                + limit.toMillis() / 1000.0
                + (doing == null ? "" : " " + doing)
                + " (hint: the stack trace shows the code that was running)");
    expiry.setStackTrace(thread.getStackTrace());
    return expiry;
  }

  @Override
  public synchronized void close() {
    closed = true;
    next.cancel(false);
    if (interrupted) {
      Thread.interrupted();
    }
  }

  private synchronized void expired() {
    if (!closed) {
      kernel.requestStop(expiry(kernel.running(), limit, null));
      next = TIMER.schedule(this::interrupt, 1, TimeUnit.SECONDS);
    }
  }

  private synchronized void interrupt() {
    if (!closed) {
      interrupted = true;
      kernel.running().interrupt();
    }
  }

  private static ScheduledThreadPoolExecutor timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("nic-cosim-watchdog").factory());
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }
}
