// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import io.github.niccosim.bridge.Model;
import io.github.niccosim.bridge.Signal;
import io.github.niccosim.bridge.Trace;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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
public final class Simulation extends SimulationTasks implements AutoCloseable {
  private final @Nullable Model model;
  private final SimulationOptions options;
  private final SeedTree seeds;
  private final SimLog log;
  private final List<Consumer<FailureDetails>> witnesses = new ArrayList<>();
  private @Nullable Recording recording;

  private Simulation(@Nullable Model model, SimulationOptions options) {
    super(new Kernel(model, options));
    this.model = model;
    this.options = options;
    this.seeds = new SeedTree(options.seed());
    this.log = new SimLog(kernel, options.log(), options.logLevels());
    if (model != null) {
      model.onMessage(message -> log.add(LogLevel.INFO, "", SimLog.RTL, message.toString()));
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
   * Start a simulation of a model that was restored from a snapshot.
   *
   * <p>{@link #clock} goes on with the clocks there are; their shapes must be the same.
   *
   * @param model just restored from the snapshot's checkpoint
   * @param options seed, limits and log
   * @param snapshot from {@link #snapshot}
   */
  public static Simulation resume(Model model, SimulationOptions options, SimSnapshot snapshot) {
    Simulation simulation = new Simulation(model, options);
    simulation.kernel.clocks.adopt(snapshot.clocks());
    return simulation;
  }

  /**
   * Return the state of the model and its driven clocks.
   *
   * <p>The model must be savable. Running clocks only: a stopped one is refused.
   */
  public SimSnapshot snapshot() {
    kernel.checkThread();
    return new SimSnapshot(model().checkpoint(), kernel.clocks.shapes());
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

  @Override
  void logEnd(String line) {
    log(line);
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
   * Return the simulated time in any unit, exactly.
   *
   * @param unit of the result
   */
  public BigDecimal time(SimUnit unit) {
    return unit.fromPs(kernel.timePs);
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
    return kernel.steps.drive(signal(path), shape, seeds.seedOf("clock/" + path));
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
    return kernel.steps.observe(signal(path));
  }

  // ---- things tasks share ------------------------------------------------------------------

  /**
   * Create an event that is not set.
   *
   * @param name for reports
   */
  public Event event(String name) {
    return new Event(kernel, name);
  }

  /**
   * Create a free lock.
   *
   * @param name for reports
   */
  public SimLock lock(String name) {
    return new SimLock(kernel, name);
  }

  /**
   * Create an empty queue, first in first out.
   *
   * @param name for reports
   * @param capacity at least 1; {@link Integer#MAX_VALUE} never blocks a put
   */
  public <T> SimQueue<T> queue(String name, int capacity) {
    return kernel.queue(name, capacity, QueueItems.fifo());
  }

  /**
   * Create an empty queue, last in first out.
   *
   * @param name for reports
   * @param capacity at least 1
   */
  public <T> SimQueue<T> lifoQueue(String name, int capacity) {
    return kernel.queue(name, capacity, QueueItems.lifo());
  }

  /**
   * Create an empty queue whose smallest item leaves first, equal ones in the order of arrival.
   *
   * @param name for reports
   * @param capacity at least 1
   * @param order what is smaller
   */
  public <T> SimQueue<T> priorityQueue(String name, int capacity, Comparator<? super T> order) {
    return kernel.queue(name, capacity, QueueItems.byPriority(order));
  }

  /**
   * Write a signal at once: the next read sees the value, the model at its next evaluation.
   *
   * <p>{@link Signal#set} stores with the other writes of the time step and is race-free; this is
   * for the rare case that wants otherwise. The value is also stored once more with the others.
   *
   * @param signal writable
   * @param value must fit
   */
  public void setNow(Signal signal, long value) {
    kernel.checkThread();
    kernel.setNow(signal, value);
  }

  /**
   * Say that the test makes progress; queues, events and ending tasks say so by themselves.
   *
   * <p>See {@link SimulationOptions#stallCycles}.
   */
  public void progress() {
    kernel.progress++;
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
   * Log a line of level INFO with simulated time and task name.
   *
   * @param text one line
   */
  public void log(String text) {
    log.add(LogLevel.INFO, "", null, text);
  }

  /**
   * Log a line of level INFO, building it only when somebody wants it.
   *
   * @param text gives one line
   */
  public void log(Supplier<String> text) {
    log.add(LogLevel.INFO, "", null, text.get());
  }

  /**
   * Return the logger of a part of the test bench; its level is set by name.
   *
   * @param name by convention parts joined by {@code .}
   */
  public SimLogger logger(String name) {
    return new SimLogger(log, name);
  }

  /** Return the latest log lines, oldest first. */
  public List<String> recentLog() {
    return log.recent();
  }

  // ---- what is kept of a run ------------------------------------------------------------------

  /**
   * Keep log lines, transactions and descriptors of this run from now on; call it before the test
   * bench is wired, which asks for {@link #recording()} once.
   *
   * @return the same object for every call
   */
  public Recording record() {
    kernel.checkThread();
    Recording kept = recording;
    if (kept == null) {
      kept = new Recording(model);
      recording = kept;
      log.keepIn(kept);
    }
    return kept;
  }

  /** Return what is kept of this run, empty unless it is recorded. */
  public Optional<Recording> recording() {
    return Optional.ofNullable(recording);
  }

  /**
   * Mark this moment: in the log, and in the waveform of a recorded run.
   *
   * @param text what happens, a few words
   */
  public void mark(String text) {
    Recording kept = recording;
    if (kept != null) {
      kept.annotate(Trace.MARKER, text);
    }
    log.add(LogLevel.INFO, "", null, text);
  }

  /** Return the clock declared first, in whose cycles limits and windows count. */
  public Optional<Clock> mainClock() {
    return Optional.ofNullable(kernel.clocks.first());
  }

  /**
   * Be told of the first clock, now or when it is declared.
   *
   * @param listener called once, on the simulation's thread
   */
  public void onMainClock(Consumer<Clock> listener) {
    Clock known = kernel.clocks.first();
    if (known != null) {
      listener.accept(known);
    } else {
      kernel.steps.onFirstClock(listener);
    }
  }

  /**
   * Let the clocks go on after a failed run, so that its trace shows what the last edges did;
   * nobody drives anything any more.
   *
   * @param durationPs picoseconds of simulated time, 0 or more
   */
  public void coast(long durationPs) {
    kernel.checkThread();
    kernel.steps.coast(durationPs);
  }

  /**
   * Be asked, if the run fails, what is known about it.
   *
   * @param witness called on the simulation's thread when the run has failed; must not wait
   */
  public void onFailure(Consumer<FailureDetails> witness) {
    witnesses.add(witness);
  }

  /** Ask everybody what is known about a failure of this run. */
  public FailureDetails failureDetails() {
    FailureDetails details = new FailureDetails();
    for (Consumer<FailureDetails> witness : witnesses) {
      try {
        witness.accept(details);
      } catch (RuntimeException e) {
        details.line("no details: " + e); // the failure itself must be seen
      }
    }
    return details;
  }

  /**
   * Return a number that depends on everything the simulation did: when it stopped and why, which
   * edges fired, which task ran. Two runs with the same number took the same course.
   */
  public long fingerprint() {
    return kernel.fingerprint;
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
}
