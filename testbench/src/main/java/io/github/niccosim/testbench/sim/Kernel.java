// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import io.github.niccosim.bridge.Model;
import io.github.niccosim.bridge.Signal;
import io.github.niccosim.bridge.Stepper;
import io.github.niccosim.bridge.WriteMode;
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

  enum Phase {
    TIMERS,
    EDGES,
    OBSERVED,
    SETTLE,
    READ_ONLY
  }

  final ReadyQueue ready = new ReadyQueue();
  final WaitHeap timers = new WaitHeap(null);
  final ListTrigger readOnly = new ListTrigger(this, "the read-only phase");
  final ListTrigger nextTimeStep = new ListTrigger(this, "the next time step");
  final Scope root = new Scope(this, null);
  final Clocks clocks = new Clocks();
  final LiveTasks tasks = new LiveTasks();
  final Signals signals;

  /** Waits and callbacks that passing time can serve, timers apart. */
  int armed;

  long timePs;

  private final Thread owner = Thread.currentThread();
  private volatile Thread running = owner;
  private final @Nullable Model model;
  private final @Nullable Stepper stepper;
  private final boolean inline = Coroutines.sameThread();
  private Phase phase = Phase.TIMERS;
  private long limitPs;
  private boolean stopsAtReadOnly;
  private boolean stopsAtNextStep;
  private boolean stopsWhenIdle;
  private int resumptions;
  private @Nullable Task current;
  private @Nullable Task driver;
  private boolean halted;
  private volatile @Nullable RuntimeException stopRequest;

  Kernel(@Nullable Model model, long limitPs) {
    this.model = model;
    this.stepper = model == null ? null : model.stepper();
    this.limitPs = limitPs;
    this.signals = new Signals(this, stepper);
    if (model != null && stepper != null) {
      model.setWriteMode(WriteMode.DEFERRED);
      stepper.advance(stepper.timePs());
      timePs = stepper.timePs();
    }
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
    Task main = new Task(this, root, name, body, true, false);
    root.owner(main);
    started(main);
    while (!main.done()) {
      runOnce();
    }
    root.owner(null);
    if (phase == Phase.READ_ONLY) {
      leaveReadOnly(); // clean-up and a later run may write
    }
    Throwable failure = root.failure();
    Throwable own = main.failure();
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
    current = next;
    next.running();
    next.resume();
    takeOver();
    current = null;
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
      current = self;
      self.running();
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
      advance();
      return true;
    } catch (Throwable e) {
      halt(e);
      return false;
    }
  }

  private void advance() {
    boolean noTimer = timers.isEmpty();
    if (noTimer && armed == 0) {
      throw deadlock();
    }
    if (phase == Phase.READ_ONLY) {
      leaveReadOnly();
    }
    if (stepper == null) {
      advanceWithoutModel(noTimer);
      return;
    }
    chooseStops(stepper, noTimer);
    int reason = stepper.advance(Math.min(timers.nextKey(), limitPs));
    timePs = stepper.timePs();
    if ((reason & Stepper.BEFORE_EDGE) != 0) {
      phase = Phase.EDGES;
      clocks.fire(stepper.firedClocks());
    } else if ((reason & Stepper.TIME) != 0) {
      atTimers();
    } else if ((reason & Stepper.OBSERVED) != 0) {
      phase = Phase.OBSERVED;
      long fired = stepper.observed().fired();
      signals.countRound(timePs, () -> clocks.names(fired));
      clocks.fireObserved(fired);
    } else if ((reason & Stepper.WATCH) != 0) {
      phase = Phase.SETTLE;
      signals.fire(timePs);
    } else if ((reason & Stepper.READ_ONLY) != 0) {
      enterReadOnly();
    } else if ((reason & Stepper.IDLE) != 0) {
      throw deadlock();
    } else {
      throw new SimulationException("model finished: the RTL called $finish");
    }
  }

  private void chooseStops(Stepper loop, boolean noTimer) {
    if (stopsAtReadOnly == readOnly.waiters.isEmpty()) {
      stopsAtReadOnly = !stopsAtReadOnly;
      loop.stopAtReadOnly(stopsAtReadOnly);
    }
    if (stopsAtNextStep == nextTimeStep.waiters.isEmpty()) {
      stopsAtNextStep = !stopsAtNextStep;
      loop.stopAtNextStep(stopsAtNextStep);
    }
    if (stopsWhenIdle != noTimer) {
      stopsWhenIdle = noTimer;
      loop.stopWhenIdle(noTimer);
    }
  }

  private void advanceWithoutModel(boolean noTimer) {
    if (!readOnly.waiters.isEmpty() && phase != Phase.SETTLE) {
      enterReadOnly();
    } else if (noTimer) {
      throw deadlock();
    } else {
      timePs = Math.min(timers.nextKey(), limitPs);
      atTimers();
    }
  }

  private void atTimers() {
    phase = Phase.TIMERS;
    if (timePs >= limitPs && timers.nextKey() > timePs) {
      throw new SimLimitException(Report.of("simulated time limit reached", this));
    }
    while (timers.nextKey() <= timePs) {
      Waiter waiter = timers.removeFirst();
      waiter.task.fired(waiter);
    }
    nextTimeStep.waiters.wakeAll();
  }

  private void enterReadOnly() {
    phase = Phase.READ_ONLY;
    if (model != null) {
      model.setWriteMode(WriteMode.READ_ONLY);
    }
    readOnly.waiters.wakeAll();
  }

  private void leaveReadOnly() {
    phase = Phase.SETTLE;
    if (model != null) {
      model.setWriteMode(WriteMode.DEFERRED);
    }
  }

  private SimDeadlockException deadlock() {
    return new SimDeadlockException(
        Report.of("deadlock: no task can go on", this)
            + "\n  (hint: every task waits for something that nobody is left to do)");
  }

  // ---- clocks and times ----------------------------------------------------------------------

  DrivenClock drive(Signal signal, ClockOptions options, long jitterSeed, long maxCycles) {
    checkThread();
    Stepper loop = loop(signal);
    boolean first = clocks.isEmpty();
    DrivenClock clock = clocks.add(new DrivenClock(this, loop, signal, options, jitterSeed));
    if (first) {
      clock.limit(maxCycles);
    }
    return clock;
  }

  Clock observe(Signal signal, long maxCycles) {
    checkThread();
    Clock known = clocks.on(signal);
    if (known != null) {
      return known;
    }
    boolean first = clocks.isEmpty();
    ObservedClock clock = clocks.add(new ObservedClock(this, loop(signal).observed(), signal));
    if (first) {
      clock.limit(maxCycles);
    }
    return clock;
  }

  private Stepper loop(Signal clock) {
    if (stepper == null) {
      throw new SimulationException("clock without a model: clock=" + clock.path());
    }
    return stepper;
  }

  /** Return whether tasks run before an edge of a driven clock that is still to come. */
  boolean atDrivenEdge() {
    return phase == Phase.EDGES;
  }

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
