// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A piece of test or model code that runs beside others in simulated time.
 *
 * <p>Tasks run one at a time on the simulation's thread and change over only where they wait, so
 * data they share needs no locks. Do not wait while holding a lock that another task takes.
 */
public final class Task {
  private enum State {
    READY,
    RUNNING,
    WAITING,
    DONE
  }

  private static final Set<String> KERNEL_CLASSES =
      Set.of(
          "BlockingCalls",
          "Clocks",
          "DrivenClock",
          "EdgeTrigger",
          "ObservedClock",
          "TimeSteps",
          "Clock",
          "Computation",
          "ContinuationCoroutine",
          "Event",
          "Group",
          "Kernel",
          "Report",
          "Scope",
          "SimLock",
          "SimQueue",
          "Simulation",
          "SimulationTasks",
          "SimulationTriggers",
          "Task",
          "ThreadCoroutine",
          "Trigger");

  final Kernel kernel;
  final Scope parent;

  /** The wait itself. */
  final Waiter waiter = new Waiter(this, 0);

  /** The time limit of the wait. */
  final Waiter limit = new Waiter(this, 1);

  /** Innermost open scope; children forked now belong to it. */
  Scope scope;

  /** An object handed over by whoever ended the wait. */
  @Nullable Object handedOver;

  /** Position in the order of forking. */
  final long serial;

  @Nullable Task previousLive;
  @Nullable Task nextLive;

  private String name;
  private final TaskBody body;
  private final boolean daemon;
  private final Coroutine coroutine;
  private final TaskCompletion completion;
  private State state = State.READY;
  private int interrupts;
  private boolean cancelRequested;
  private @Nullable Throwable failure;
  private @Nullable Trigger waitingFor;
  private long waitingSincePs;
  private int pending;
  private int firedIndex;
  private @Nullable Map<TaskLocal<?>, Object> locals;

  Task(Kernel kernel, Scope parent, String name, TaskBody body, boolean main, boolean daemon) {
    this.kernel = kernel;
    this.serial = kernel.nextSerial();
    this.parent = parent;
    this.name = name;
    this.body = body;
    this.daemon = daemon;
    this.scope = main ? parent : new Scope(kernel, null);
    this.completion = new TaskCompletion(kernel, this);
    this.coroutine = Coroutines.FACTORY.apply(main ? this::runMain : this::runChild);
    if (!main) {
      scope.owner(this);
    }
  }

  /** Return the name given to the task. */
  public String name() {
    return name;
  }

  /**
   * Change the name.
   *
   * @param newName for logs and reports
   */
  public void rename(String newName) {
    name = newName;
  }

  /** Return whether the task has ended, in whatever way. */
  public boolean done() {
    return state == State.DONE;
  }

  /** Return whether the task was cancelled before it ended by itself. */
  public boolean cancelled() {
    return done() && cancelRequested && failure == null;
  }

  /** Return whether the task may be left running at the end of the scope that started it. */
  public boolean daemon() {
    return daemon;
  }

  /** Return the trigger that fires when the task has ended; it never throws. */
  public Trigger completion() {
    return completion;
  }

  /**
   * Wait until the task has ended.
   *
   * <p>A failed task throws its own exception here too, besides failing its scope; a cancelled one
   * returns normally.
   */
  public void join() {
    kernel.join(this);
  }

  /**
   * Cancel the task: it leaves its wait with {@link TaskCancelled} and its {@code finally} blocks
   * run.
   *
   * <p>Takes effect when the caller next waits; simulated time does not pass before that. Its
   * children are cancelled after its own body. A task that has ended is left alone; a task that
   * cancels itself is thrown out at once.
   */
  public void cancel() {
    kernel.checkThread();
    requestCancel();
    if (kernel.current() == this) {
      throw cancellation();
    }
  }

  void requestCancel() {
    if (!cancelRequested && state != State.DONE) {
      cancelRequested = true;
      interrupt();
    }
  }

  @Override
  public String toString() {
    return name;
  }

  /** Return what the task has ended with, or {@code null}: still running, good or cancelled. */
  public @Nullable Throwable exception() {
    return failure;
  }

  String describeState() {
    return failure != null
        ? "failed"
        : cancelled() ? "cancelled" : state.name().toLowerCase(Locale.ROOT);
  }

  Map<TaskLocal<?>, Object> locals() {
    Map<TaskLocal<?>, Object> map = locals;
    if (map == null) {
      map = new IdentityHashMap<>();
      locals = map;
    }
    return map;
  }

  @Nullable Throwable failure() {
    return failure;
  }

  boolean isInterrupted() {
    return interrupts > 0;
  }

  void interrupt() {
    interrupts++;
    if (state == State.WAITING) {
      state = State.READY;
      kernel.ready.add(this);
    }
  }

  void clearInterrupt() {
    interrupts--;
  }

  TaskCancelled cancellation() {
    return new TaskCancelled("task cancelled: task=" + name);
  }

  /** Note what the task is about to wait for: {@code count} firings of the armed waiters. */
  void beginWait(Trigger trigger, int count) {
    waitingFor = trigger;
    waitingSincePs = kernel.timePs;
    pending = count;
    state = State.WAITING;
  }

  /** Called when an armed waiter fires. */
  void fired(Waiter which) {
    if (state == State.WAITING && --pending <= 0) {
      firedIndex = which.index;
      state = State.READY;
      kernel.ready.add(this);
    }
  }

  void running() {
    state = State.RUNNING;
  }

  int firedIndex() {
    return firedIndex;
  }

  void resume() {
    coroutine.resume();
  }

  void leave() {
    coroutine.leave();
    kernel.takeOver();
  }

  /**
   * Return one line for reports: what the task waits for, since when, and where in the user's code.
   */
  String describeWait() {
    Trigger trigger = waitingFor;
    if (trigger == null || state == State.RUNNING) {
      return name + ": runnable";
    }
    StringBuilder line =
        new StringBuilder(name).append(": waiting for ").append(trigger.describe());
    line.append(" since ").append(TimeFormat.format(waitingSincePs));
    StackTraceElement[] stack =
        kernel.isDriver(this) ? Thread.currentThread().getStackTrace() : coroutine.stackTrace();
    for (StackTraceElement frame : stack) {
      if (isUserCode(frame)) {
        return line.append(" at ").append(frame).toString();
      }
    }
    return line.toString();
  }

  boolean runsOnCurrentThread() {
    return coroutine instanceof ThreadCoroutine threads && threads.isCurrent();
  }

  private static boolean isUserCode(StackTraceElement frame) {
    String type = frame.getClassName();
    if (type.startsWith("jdk.internal.") || type.startsWith("java.lang.")) {
      return false;
    }
    String own = Task.class.getPackageName() + ".";
    String name = type.startsWith(own) ? type.substring(own.length()) : "";
    int nested = name.indexOf('$');
    return !KERNEL_CLASSES.contains(nested < 0 ? name : name.substring(0, nested));
  }

  private void runMain() {
    complete(runBody());
  }

  private void runChild() {
    Throwable error = scope.finish(this, runBody());
    if (error != null) {
      trimStackTrace(error);
      error.addSuppressed(
          new TaskFailure(
              "task failed: task=" + name + " time=" + TimeFormat.format(kernel.timePs)));
    }
    complete(error);
    parent.childEnded(this, error);
  }

  /** Cut what is below the task: whoever happened to run it has nothing to do with the failure. */
  private static void trimStackTrace(Throwable error) {
    StackTraceElement[] stack = error.getStackTrace();
    for (int i = 0; i < stack.length; i++) {
      if (stack[i].getMethodName().equals("runBody")
          && stack[i].getClassName().equals(Task.class.getName())) {
        error.setStackTrace(Arrays.copyOf(stack, i + 1));
        return;
      }
    }
  }

  private @Nullable Throwable runBody() {
    kernel.takeOver();
    try {
      if (interrupts == 0) {
        body.run();
      }
      return null;
    } catch (TaskCancelled e) {
      return null;
    } catch (Throwable e) {
      return e;
    }
  }

  private void complete(@Nullable Throwable error) {
    if (kernel.driverCheck != null) {
      kernel.driverCheck.attribute(name);
    }
    failure = error;
    state = State.DONE;
    kernel.tasks.remove(this);
    kernel.progress++;
    completion.fire();
  }
}
