// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import io.github.niccosim.bridge.Edge;
import io.github.niccosim.bridge.Model;
import io.github.niccosim.bridge.Signal;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One run of one model under test code, in simulated time.
 *
 * <p>Belongs to the thread that created it; everything, tasks included, happens on that thread. Any
 * number of simulations may run at the same time in threads of their own. Times are picoseconds.
 *
 * <pre>{@code
 * try (Model model = library.newModel();
 *     Simulation sim = Simulation.create(model)) {
 *   Clock clk = sim.clock("clk_i", 10_000);
 *   sim.run(() -> {
 *     clk.cycles(5).await();
 *     assertEquals(5, sim.signal("count_o").get());
 *   });
 * }
 * }</pre>
 */
public final class Simulation implements AutoCloseable {
  private final Kernel kernel;
  private final @Nullable Model model;
  private final SimulationOptions options;
  private final SeedTree seeds;
  private final SimLog log;
  private TimerTrigger lastTimer;

  private Simulation(@Nullable Model model, SimulationOptions options) {
    this.model = model;
    this.options = options;
    this.kernel = new Kernel(model, options.maxTimePs());
    this.seeds = new SeedTree(options.seed());
    this.log = new SimLog(kernel, options.log());
    this.lastTimer = new TimerTrigger(kernel, 1);
    if (model != null) {
      model.onMessage(message -> log.add("rtl", message.toString()));
    }
  }

  /**
   * Start a simulation of {@code model} at time 0 with default options.
   *
   * @param model freshly created on this thread; stays the caller's to close, after the simulation
   */
  public static Simulation create(Model model) {
    return create(model, SimulationOptions.defaults());
  }

  /**
   * Start a simulation of {@code model} at time 0.
   *
   * @param model freshly created on this thread; stays the caller's to close, after the simulation
   * @param options seed, limits and log
   */
  public static Simulation create(Model model, SimulationOptions options) {
    return new Simulation(model, options);
  }

  /**
   * Start a simulation without a model: tasks, timers, events and queues only.
   *
   * @param options seed, limits and log
   */
  public static Simulation withoutModel(SimulationOptions options) {
    return new Simulation(null, options);
  }

  // ---- running ------------------------------------------------------------------------------

  /**
   * Run {@code main} as a task until it returns, then cancel every other task.
   *
   * <p>Returns when all {@code finally} blocks have run. May be called again: time goes on.
   *
   * @param main the scenario
   * @throws SimDeadlockException when no task can go on
   * @throws SimLimitException at the simulated or the wall-clock limit
   * @throws SimulationException for a loop through the test bench that never settles
   */
  public void run(TaskBody main) {
    runStage("main", main);
    kernel.shutdown();
  }

  /**
   * Run {@code body} as a task until it returns and leave every other task where it is.
   *
   * <p>For set-up steps before the scenario. {@link #close} or {@link #run} cancels what is left.
   *
   * @param name task name in logs and reports
   * @param body the step
   */
  public void runStage(String name, TaskBody body) {
    try (Watchdog _ = Watchdog.start(kernel, options.wallLimit())) {
      kernel.run(name, body);
    } catch (Throwable e) {
      shutdownAfter(e);
      throw e;
    }
  }

  /** Cancel what still runs and leave the model to its owner; a second call does nothing. */
  @Override
  public void close() {
    kernel.shutdown();
  }

  private void shutdownAfter(Throwable failure) {
    try {
      kernel.shutdown();
    } catch (Throwable later) {
      Scope.suppress(failure, later);
    }
  }

  // ---- model and time -----------------------------------------------------------------------

  /**
   * Return the model.
   *
   * @throws SimulationException in a simulation without one
   */
  public Model model() {
    if (model == null) {
      throw new SimulationException("simulation has no model");
    }
    return model;
  }

  /**
   * Return a signal of the model by path.
   *
   * @param path as in {@link Model#signal}
   */
  public Signal signal(String path) {
    return model().signal(path);
  }

  /** Return the simulated time in picoseconds. */
  public long timePs() {
    return kernel.timePs;
  }

  /** Return the simulated time in whole nanoseconds, rounded down. */
  public long timeNs() {
    return kernel.timePs / 1000;
  }

  /**
   * Drive a clock from now on: low for half a period, then high.
   *
   * @param path a one-bit input of the model
   * @param periodPs at least 2
   */
  public Clock clock(String path, long periodPs) {
    return clock(path, ClockOptions.ofPeriod(periodPs));
  }

  /**
   * Drive a clock from now on.
   *
   * @param path a one-bit input of the model
   * @param shape period, duty and phase
   */
  public Clock clock(String path, ClockOptions shape) {
    return kernel.drive(signal(path), shape, seeds.seedOf("clock/" + path), options.maxCycles());
  }

  /**
   * Observe a clock that the RTL makes: divided, gated or generated.
   *
   * <p>Who waits for its edges sees the values before them, as with a driven clock. While somebody
   * does, ports and published signals are copied before each evaluation; unpacked arrays above 256
   * bytes are not, and show what they hold after the edge.
   *
   * @param path a one-bit signal of the model
   */
  public Clock observedClock(String path) {
    return kernel.observe(signal(path), options.maxCycles());
  }

  // ---- tasks --------------------------------------------------------------------------------

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
   * Start a task that may outlive the current scope; the end of {@link #run} cancels it.
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

  /** Return the running task, or {@code null} in a callback and outside {@link #run}. */
  public @Nullable Task currentTask() {
    return kernel.current();
  }

  // ---- triggers -----------------------------------------------------------------------------

  /**
   * Return the trigger that fires {@code delayPs} after the wait begins.
   *
   * @param delayPs at least 1
   */
  public Trigger timer(long delayPs) {
    if (lastTimer.delayPs != delayPs) {
      Kernel.checkDelay(delayPs);
      lastTimer = new TimerTrigger(kernel, delayPs);
    }
    return lastTimer;
  }

  /**
   * Return the trigger that fires {@code delayNs} after the wait begins.
   *
   * @param delayNs at least 1
   */
  public Trigger timerNs(long delayNs) {
    return timer(Math.multiplyExact(delayNs, 1000L));
  }

  /**
   * Return the trigger of the next rising edge of {@code signal}.
   *
   * @param signal one bit; a clock gives the trigger of {@link Clock#risingEdge}
   */
  public Trigger risingEdge(Signal signal) {
    Clock clock = kernel.clocks.on(signal);
    return clock != null ? clock.rising() : edge(signal, Edge.RISING);
  }

  /**
   * Return the trigger of the next falling edge of {@code signal}.
   *
   * @param signal one bit; a clock gives the trigger of {@link Clock#fallingEdge}
   */
  public Trigger fallingEdge(Signal signal) {
    Clock clock = kernel.clocks.on(signal);
    return clock != null ? clock.falling() : edge(signal, Edge.FALLING);
  }

  /**
   * Return the trigger of the next change of {@code signal}.
   *
   * @param signal 1 to 64 bits
   */
  public Trigger valueChange(Signal signal) {
    return edge(signal, Edge.ANY);
  }

  /** Return the trigger of the next read-only phase, in this time step if it is still to come. */
  public Trigger readOnly() {
    return kernel.readOnly;
  }

  /** Return the trigger of the start of the next time step, whatever causes it. */
  public Trigger nextTimeStep() {
    return kernel.nextTimeStep;
  }

  /**
   * Wait for the first of several triggers.
   *
   * @param triggers at least one
   * @return index of the one that fired; the lowest of those ready at once
   */
  public int first(Trigger... triggers) {
    return Group.first(kernel, triggers);
  }

  /**
   * Wait until every one of several triggers has fired, each once, in any order.
   *
   * @param triggers at least one
   */
  public void all(Trigger... triggers) {
    Group.all(kernel, triggers);
  }

  /**
   * Wait for {@code trigger}, but not longer than {@code timeoutPs}.
   *
   * @param trigger what to wait for
   * @param timeoutPs at least 1
   * @throws SimTimeoutException when the time is over
   */
  public void withTimeout(Trigger trigger, long timeoutPs) {
    if (!firesWithin(trigger, timeoutPs)) {
      throw timeout(trigger.describe(), timeoutPs);
    }
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

  /**
   * Wait for {@code trigger}, but not longer than {@code timeoutPs}.
   *
   * @param trigger what to wait for
   * @param timeoutPs at least 1
   * @return {@code false} when the time is over
   */
  public boolean firesWithin(Trigger trigger, long timeoutPs) {
    return kernel.awaitWithin(trigger, timeoutPs);
  }

  /**
   * Create an event that is not set.
   *
   * @param name for reports
   */
  public Event event(String name) {
    return new Event(kernel, name);
  }

  /**
   * Create an empty queue.
   *
   * @param name for reports
   * @param capacity at least 1; {@link Integer#MAX_VALUE} never blocks a put
   */
  public <T> SimQueue<T> queue(String name, int capacity) {
    return new SimQueue<>(kernel, name, capacity);
  }

  // ---- randomness and log ---------------------------------------------------------------------

  /**
   * Return the random stream called {@code streamName}: the same object for the same name.
   *
   * <p>Its values depend on the simulation's seed and its name only.
   *
   * @param streamName by convention parts joined by {@code /}
   */
  public RandomGenerator random(String streamName) {
    return seeds.stream(streamName);
  }

  /** Return the seeds of this simulation. */
  public SeedTree seeds() {
    return seeds;
  }

  /**
   * Log a line with simulated time and task name.
   *
   * @param text one line
   */
  public void log(String text) {
    log.add(null, text);
  }

  /**
   * Log a line, building it only now.
   *
   * @param text gives one line
   */
  public void log(Supplier<String> text) {
    log.add(null, text.get());
  }

  /** Return the latest log lines, oldest first. */
  public List<String> recentLog() {
    return log.recent();
  }

  /** Return simulated time and cycle of the first clock as text. */
  public String position() {
    return Report.position(kernel);
  }

  /**
   * Return what every task waits for, since when and where: one line for each, as in a deadlock.
   */
  public String describeTasks() {
    return Report.of("tasks", kernel);
  }

  private EdgeTrigger edge(Signal signal, Edge edge) {
    return kernel.signals.edge(signal, edge);
  }

  private SimTimeoutException timeout(String what, long timeoutPs) {
    return new SimTimeoutException(
        "timeout waiting for "
            + what
            + ": timeout="
            + TimeFormat.format(timeoutPs)
            + " time="
            + TimeFormat.format(kernel.timePs));
  }
}
