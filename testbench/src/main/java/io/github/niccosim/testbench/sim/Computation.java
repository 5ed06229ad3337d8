// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A task with a result.
 *
 * @param <T> type of the result
 */
public final class Computation<T> {
  private final Task task;
  private @Nullable T value;

  Computation(SimulationTasks sim, String name, Callable<T> body) {
    this.task =
        sim.fork(
            name,
            () -> {
              try {
                value = body.call();
              } catch (Exception e) {
                throw Kernel.<RuntimeException>sneaky(e);
              }
            });
  }

  /** Return the task that computes. */
  public Task task() {
    return task;
  }

  /** Wait for the end and return the result; a failed task throws its own exception here. */
  public T join() {
    task.join();
    return result();
  }

  /**
   * Return the result of a task that has ended.
   *
   * @throws SimulationException if it has not ended, or not by itself
   */
  @SuppressWarnings("NullAway") // what the body returned, which may be null if T allows it
  public T result() {
    if (!task.done() || task.cancelled() || task.failure() != null) {
      throw new SimulationException(
          "computation has no result: task=" + task.name() + " state=" + task.describeState());
    }
    return value;
  }
}
