// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The part of {@link Simulation} that starts, joins and ends tasks. */
abstract class SimulationTasks extends SimulationTriggers {
  SimulationTasks(Kernel kernel) {
    super(kernel);
  }

  /**
   * Start a task in the current scope; it first runs when the caller waits.
   *
   * <p>The scope (the task that forks, or the innermost {@link #scope}) does not end before it.
   * When it fails, its scope fails.
   *
   * @param name task name in logs and reports
   * @param body what it does
   */
  public Task fork(String name, TaskBody body) {
    return kernel.fork(name, body, false);
  }

  /**
   * Start a task that may outlive the current scope; the end of {@link Simulation#run} cancels it.
   *
   * <p>When it fails, the simulation fails.
   *
   * @param name task name in logs and reports
   * @param body what it does, usually for ever
   */
  public Task daemon(String name, TaskBody body) {
    return kernel.fork(name, body, true);
  }

  /**
   * Run {@code body} in the current task and wait for every task it forks.
   *
   * <p>The first failure, in the body or in a child, cancels the rest and is thrown here.
   *
   * @param body forks the children
   */
  public void scope(TaskBody body) {
    Scope.run(kernel, kernel.checkInTask(), body);
  }

  /** Return the running task, or {@code null} in a callback and outside {@link Simulation#run}. */
  public @Nullable Task currentTask() {
    return kernel.current();
  }

  /**
   * Start a task that computes something; as {@link #fork}.
   *
   * @param name task name in logs and reports
   * @param body returns the result
   */
  public <T> Computation<T> compute(String name, Callable<T> body) {
    return new Computation<>(this, name, body);
  }

  /**
   * Run several computations side by side and wait for all of them.
   *
   * <p>The first failure cancels the others and is thrown here when they have ended.
   *
   * @param bodies each runs in a task of its own
   * @return their results in the order given
   */
  @SafeVarargs
  public final <T> List<T> gather(Callable<T>... bodies) {
    List<Computation<T>> running = new ArrayList<>();
    scope(() -> {
      for (int i = 0; i < bodies.length; i++) {
        running.add(compute("gather " + i, bodies[i]));
      }
    });
    return running.stream().map(Computation::result).toList();
  }

  /**
   * Run several bodies side by side until the first of them returns, then cancel the others.
   *
   * @param bodies each runs in a task of its own; when one fails, this throws its exception
   * @return index of the one that returned, after the others have ended
   */
  public int select(TaskBody... bodies) {
    int[] winner = {-1};
    scope(() -> {
      Trigger[] ends = new Trigger[bodies.length];
      Task[] children = new Task[bodies.length];
      for (int i = 0; i < bodies.length; i++) {
        children[i] = fork("select " + i, bodies[i]);
        ends[i] = children[i].completion();
      }
      winner[0] = first(ends);
      for (Task child : children) {
        child.cancel();
      }
    });
    return winner[0];
  }

  /** Let every other task that is ready now run before the current one goes on; no time passes. */
  public void yieldTask() {
    kernel.yieldTask();
  }

  /**
   * End the run now as if the main task had returned; callable from any task and callback.
   *
   * <p>All tasks are cancelled and their {@code finally} blocks run; the calling task does not
   * return from here.
   *
   * @param reason one line for the log
   */
  public void endTest(String reason) {
    logEnd("run ended: " + reason);
    kernel.endRun(reason);
  }

  /** Log why the run ends. */
  abstract void logEnd(String line);

  /**
   * Run code that blocks, such as a socket or another program, in a thread of its own.
   *
   * <p>The current task waits for it and simulated time stands still, unless the code asks for a
   * piece of simulation with {@link BlockingCalls#run}. Deterministic as far as that code is.
   *
   * @param body runs in the other thread; must not touch the simulation but through its argument
   * @return what it returns
   */
  public <T> T blocking(BlockingBody<T> body) {
    return BlockingCalls.run(kernel, body);
  }

  /**
   * Run {@code body} as a child task and cancel it when it takes longer than {@code timeoutPs}.
   *
   * @param timeoutPs at least 1
   * @param body may wait and fork
   * @throws SimTimeoutException when the time is over, after the body's {@code finally} blocks
   */
  public void withTimeout(long timeoutPs, TaskBody body) {
    scope(() -> {
      Task child = fork("withTimeout", body);
      if (!firesWithin(child.completion(), timeoutPs)) {
        throw timeout("the end of a block", timeoutPs);
      }
    });
  }
}
