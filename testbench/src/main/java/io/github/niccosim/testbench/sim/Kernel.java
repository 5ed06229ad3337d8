// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import io.github.niccosim.bridge.Model;
import io.github.niccosim.bridge.Signal;
import io.github.niccosim.bridge.WriteMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The scheduler: one ready queue, one timer heap, and the native time loop for everything else.
 *
 * <p>A task that waits drives the simulation from its own stack as long as nobody else can run, and
 * simply returns when the next one to run is itself. So a lone task never changes stacks, and the
 * order is the same as if a loop outside had resumed it.
 */
final class Kernel {
  /** Resumptions in one time step after which it counts as endless. */
  static final int MAX_RESUMPTIONS_PER_STEP = 10_000_000;

  private static final int KNOWN_QUEUES = 100;

  final ReadyQueue ready = new ReadyQueue();
  final Scope root = new Scope(this, null);
  final LiveTasks tasks = new LiveTasks();

  final TimeSteps steps;
  final WaitHeap timers;
  final Clocks clocks;

  /** Tells who writes what, if that is checked. */
  final @Nullable DriverCheck driverCheck;

  /** Waits and callbacks that passing time can serve, timers apart. */
  int armed;

  long timePs;

  /** Rises whenever something happens that counts as progress. */
  long progress;

  /** Depends on the course of the whole simulation. */
  long fingerprint;

  private final Thread owner = Thread.currentThread();
  private volatile Thread running = owner;
  private final @Nullable Model model;
  private final boolean inline = Coroutines.sameThread();
  private final List<SimQueue<?>> queues = new ArrayList<>();
  private final ListTrigger turn = new ListTrigger(this, "its next turn");
  private int resumptions;
  private @Nullable Task current;
  private @Nullable Task driver;
  private @Nullable Task main;
  private @Nullable String endReason;
  private boolean halted;
  private long serials;
  private volatile @Nullable RuntimeException stopRequest;

  Kernel(@Nullable Model model, SimulationOptions options) {
    this.model = model;
    this.steps = new TimeSteps(this, model, options);
    this.timers = steps.timers;
    this.clocks = steps.clocks;
    this.driverCheck =
        model == null || !options.driverCheck() ? null : new DriverCheck(this, model);
    steps.start();
  }

  // ---- running ------------------------------------------------------------------------------

  /** Run {@code body} as the main task until it ends; other tasks stay where they are. */
  void run(String name, TaskBody body) {
    checkThread();
    if (current != null || halted) {
      throw new SimulationException(
          "simulation cannot run: " + (halted ? "it has failed before" : "it is running already"));
    }
    if (inline) {
      HeldLocks.check();
    }
    Task created = new Task(this, root, name, body, true, false);
    main = created;
    root.owner(created);
    started(created);
    while (!created.done()) {
      runOnce();
    }
    main = null;
    root.owner(null);
    steps.leaveReadOnly(); // clean-up and a later run may write
    Throwable failure = root.failure();
    Throwable own = created.failure();
    if (own != null) {
      Scope.suppress(own, failure == null ? own : failure);
      failure = own;
    }
    if (failure != null) {
      halted = true;
      throw Kernel.<RuntimeException>sneaky(failure);
    }
  }

  /** Cancel every task and run the {@code finally} blocks; simulated time stands still. */
  void shutdown() {
    checkThread();
    boolean wasHalted = halted;
    halted = true;
    tasks.cancelAll();
    while (tasks.first() != null && ready.peek() != null) {
      runOnce();
    }
    halted = wasHalted;
    Throwable failure = root.failure();
    if (failure != null && !wasHalted) {
      halted = true;
      throw Kernel.<RuntimeException>sneaky(failure);
    }
  }

  private void runOnce() {
    Task next = ready.poll();
    if (next == null) {
      step();
      return;
    }
    if (++resumptions > MAX_RESUMPTIONS_PER_STEP || stopRequest != null) {
      stopInsideStep();
    }
    begin(next);
    next.resume();
    takeOver();
    current = null;
  }

  private void begin(Task next) {
    current = next;
    next.running();
    fingerprint = fingerprint * 0x100000001B3L + next.serial;
  }

  /** Take over after control came from another thread; only the fallback changes threads. */
  void takeOver() {
    if (!inline) {
      running = Thread.currentThread();
      if (model != null) {
        model.claim();
      }
    }
  }

  private void stopInsideStep() {
    resumptions = 0;
    RuntimeException request = stopRequest;
    if (halted) {
      return;
    }
    if (request != null) {
      halt(request);
    } else {
      halt(
          new SimulationException(
              Report.of("time stands still: tasks keep waking each other", this)));
    }
  }

  /** Stop simulated time for good: every task is cancelled and unwinds. */
  void halt(Throwable cause) {
    halted = true;
    root.fail(cause);
    tasks.cancelAll();
  }

  /** Ask the simulation, from any thread, to stop with {@code cause} when it next comes by. */
  void requestStop(RuntimeException cause) {
    stopRequest = cause;
  }

  // ---- waiting ------------------------------------------------------------------------------

  void await(Trigger trigger) {
    Task self = checkInTask();
    checkOwn(trigger);
    if (self.isInterrupted()) {
      throw self.cancellation();
    }
    if (!trigger.arm(self.waiter)) {
      awaitArmed(self, trigger, 1);
    } else if (stopRequest != null) {
      stopInsideStep();
    }
  }

  /** Wait at most {@code timeoutPs}; returns whether the trigger came first. */
  boolean awaitWithin(Trigger trigger, long timeoutPs) {
    Task self = checkInTask();
    checkDelay(timeoutPs);
    if (self.isInterrupted()) {
      throw self.cancellation();
    }
    if (trigger.arm(self.waiter)) {
      return true;
    }
    timers.add(self.limit, deadlinePs(timeoutPs));
    try {
      awaitArmed(self, trigger, 1);
    } finally {
      self.limit.disarm();
      self.waiter.disarm();
    }
    return self.firedIndex() == 0;
  }

  /** Wait until {@code count} of the armed waiters have fired; returns the last one's index. */
  int awaitArmed(Task self, Trigger trigger, int count) {
    self.beginWait(trigger, count);
    suspend(self);
    if (self.isInterrupted()) {
      self.waiter.disarm();
      throw self.cancellation();
    }
    return self.firedIndex();
  }

  /** Let every task that is ready now run first. */
  void yieldTask() {
    Task self = checkInTask();
    if (self.isInterrupted()) {
      throw self.cancellation();
    }
    self.beginWait(turn, 1);
    self.fired(self.waiter);
    suspend(self);
    if (self.isInterrupted()) {
      throw self.cancellation();
    }
  }

  /** End the run as if the main task had returned. */
  void endRun(String reason) {
    checkThread();
    Task running = main;
    if (running == null) {
      throw new SimulationException("nothing to end: no run is in progress");
    }
    endReason = reason;
    running.requestCancel();
    Task self = current;
    if (self != null) {
      self.requestCancel();
      throw self.cancellation();
    }
  }

  /** Return why the last run was ended early, {@code null} if it was not. */
  @Nullable String endReason() {
    return endReason;
  }

  /** Return the failure of somebody who was interrupted while the simulation waited for him. */
  RuntimeException interrupted(String who) {
    RuntimeException request = stopRequest;
    return request != null ? request : new SimulationException("interrupted: waiting for " + who);
  }

  void join(Task task) {
    try {
      await(task.completion());
    } finally {
      Throwable failure = task.failure();
      if (failure != null) {
        throw Kernel.<RuntimeException>sneaky(failure);
      }
    }
  }

  /** Wait; an interrupt ends the wait without an exception. */
  void awaitInterruptibly(Task self, Trigger trigger) {
    if (!trigger.arm(self.waiter)) {
      self.beginWait(trigger, 1);
      suspend(self);
      self.waiter.disarm();
    }
  }

  /** Wait, whatever happens. */
  void awaitUninterruptibly(Task self, Trigger trigger) {
    while (!trigger.arm(self.waiter)) {
      self.beginWait(trigger, 1);
      suspend(self);
      self.waiter.disarm();
    }
  }

  private void suspend(Task self) {
    if (driverCheck != null) {
      driverCheck.attribute(self.name());
    }
    current = null;
    Task next = ready.peek();
    if (inline && next == null) {
      driver = self;
      while (next == null && step()) {
        next = ready.peek();
      }
      driver = null;
    }
    if (next == self && next != null) {
      ready.poll();
      begin(self);
    } else {
      self.leave();
    }
  }

  // ---- time ---------------------------------------------------------------------------------

  /** Go on to the next thing somebody waits for. Returns whether the simulation is still good. */
  private boolean step() {
    if (halted) {
      return false;
    }
    try {
      RuntimeException request = stopRequest;
      if (request != null) {
        throw request;
      }
      resumptions = 0;
      steps.advance();
      return true;
    } catch (Throwable e) {
      halt(e);
      return false;
    }
  }

  SimDeadlockException deadlock() {
    return new SimDeadlockException(
        Report.of("deadlock: no task can go on", this)
            + "\n  (hint: every task waits for something that nobody is left to do)");
  }

  // ---- checks --------------------------------------------------------------------------------

  long deadlinePs(long delayPs) {
    long whenPs = timePs + delayPs;
    return whenPs < 0 ? Long.MAX_VALUE : whenPs;
  }

  static void checkDelay(long delayPs) {
    if (delayPs < 1) {
      throw new SimulationException("delay out of range: delayPs=" + delayPs + " (expected: ≥ 1)");
    }
  }

  void checkOwn(Trigger trigger) {
    if (trigger.kernel != this) {
      throw new SimulationException("trigger of another simulation: trigger=" + trigger);
    }
  }

  // ---- tasks and threads ---------------------------------------------------------------------

  Task fork(String name, TaskBody body, boolean daemon) {
    checkThread();
    Task forker = current;
    Scope scope = daemon || forker == null ? root : forker.scope;
    Task task = new Task(this, scope, name, body, false, daemon);
    scope.childStarted();
    started(task);
    if (halted || scope.failure() != null) {
      task.requestCancel();
    }
    return task;
  }

  long nextSerial() {
    return ++serials;
  }

  private void started(Task task) {
    tasks.add(task);
    ready.add(task);
  }

  @Nullable Task current() {
    return current;
  }

  Task checkInTask() {
    Task self = current;
    if (self == null || Thread.currentThread() != owner) {
      checkThread();
      if (self == null) {
        throw new SimulationException(
            "waiting outside a task (hint: callbacks cannot wait; fork a task in Simulation.run)");
      }
    }
    return self;
  }

  void checkThread() {
    if (Thread.currentThread() != owner) {
      Task self = current;
      if (self == null || !self.runsOnCurrentThread()) {
        throw new SimulationException(
            "simulation used from a foreign thread: thread="
                + Thread.currentThread().getName()
                + " owner="
                + owner.getName()
                + " (hint: pass data through your own concurrent queue and poll it from a task)");
      }
    }
  }

  <T> SimQueue<T> queue(String name, int capacity, QueueItems<T> items) {
    SimQueue<T> queue = new SimQueue<>(this, name, capacity, items);
    if (queues.size() < KNOWN_QUEUES) {
      queues.add(queue);
    }
    return queue;
  }

  /** Return the queues made first, for reports. */
  List<SimQueue<?>> queues() {
    return queues;
  }

  /** Store a value now, and once more with the writes of this time step. */
  void setNow(Signal signal, long value) {
    Model owner = signal.model();
    signal.set(value); // refused in the read-only phase, and when it does not fit
    owner.setWriteMode(WriteMode.IMMEDIATE);
    try {
      signal.set(value);
    } finally {
      owner.setWriteMode(WriteMode.DEFERRED);
    }
  }

  /** Return whether {@code task} waits and meanwhile drives the simulation from its stack. */
  boolean isDriver(Task task) {
    return task == driver;
  }

  /** Return the thread that runs the simulation now; the owner, but for the fallback. */
  Thread running() {
    return running;
  }

  @SuppressWarnings("unchecked") // the cast is erased: any throwable passes
  static <E extends Throwable> RuntimeException sneaky(Throwable e) throws E {
    throw (E) e;
  }
}
