// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import io.github.niccosim.testbench.sim.SimLimitException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The thread of one test's simulation, and the patience of whoever waits for it.
 *
 * <p>The simulation ends itself at its wall-clock limit; only code that never comes back to it, not
 * even when interrupted, makes this thread be given up.
 */
final class SimulationThread implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(3);

  private final Duration limit;
  private final ExecutorService executor;
  private volatile @Nullable Thread thread;
  private boolean lost;

  SimulationThread(String name, Duration limit) {
    this.limit = limit;
    this.executor =
        Executors.newSingleThreadExecutor(task -> {
          Thread created = Thread.ofPlatform().daemon().name(name).unstarted(task);
          thread = created;
          return created;
        });
  }

  /** Return whether the thread was given up. */
  boolean isLost() {
    return lost;
  }

  /** Run {@code step} on the thread and wait for it. */
  void call(Session.Step step) throws Throwable {
    if (lost) {
      throw new SimLimitException("simulation thread was given up: see the failure before");
    }
    Future<?> result =
        executor.submit(() -> {
          try {
            step.run();
          } catch (Throwable e) {
            throw Failure.<RuntimeException>sneaky(e);
          }
        });
    try {
      result.get(limit.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() == null ? e : e.getCause();
    } catch (TimeoutException e) {
      lost = true;
      throw neverCameBack();
    }
  }

  private SimLimitException neverCameBack() {
    SimLimitException failure =
        new SimLimitException(
            "wall-clock limit reached: limitSeconds="
                + limit.toMillis() / 1000.0
                + " (hint: the stack trace shows code that never waits and never returns)");
    Thread running = thread;
    if (running != null) {
      failure.setStackTrace(running.getStackTrace());
    }
    return failure;
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
