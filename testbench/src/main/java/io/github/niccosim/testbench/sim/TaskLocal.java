// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import java.util.function.Supplier;

/**
 * A variable of which every task has its own.
 *
 * @param <T> type of the values
 */
public final class TaskLocal<T> {
  private final Supplier<T> initial;

  private TaskLocal(Supplier<T> initial) {
    this.initial = initial;
  }

  /**
   * Create a variable.
   *
   * @param initial makes the value of a task that reads before it writes
   */
  public static <T> TaskLocal<T> withInitial(Supplier<T> initial) {
    return new TaskLocal<>(initial);
  }

  /**
   * Return the value of a task.
   *
   * @param task whose, usually {@link Simulation#currentTask}
   */
  @SuppressWarnings("unchecked") // only values of this variable are stored under it
  public T get(Task task) {
    return (T) task.locals().computeIfAbsent(this, key -> initial.get());
  }

  /**
   * Change the value of a task.
   *
   * @param task whose
   * @param value not {@code null}
   */
  public void set(Task task, T value) {
    task.locals().put(this, value);
  }
}
