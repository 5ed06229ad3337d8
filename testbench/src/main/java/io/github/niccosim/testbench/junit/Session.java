// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import io.github.niccosim.bridge.Model;
import io.github.niccosim.bridge.ModelLibrary;
import io.github.niccosim.bridge.ModelOptions;
import io.github.niccosim.bridge.TraceFormat;
import io.github.niccosim.testbench.junit.CosimExtension.TestCase;
import io.github.niccosim.testbench.sim.Clock;
import io.github.niccosim.testbench.sim.Debugger;
import io.github.niccosim.testbench.sim.FailureDetails;
import io.github.niccosim.testbench.sim.SimSnapshot;
import io.github.niccosim.testbench.sim.SimUnit;
import io.github.niccosim.testbench.sim.Simulation;
import io.github.niccosim.testbench.sim.SimulationOptions;
import io.github.niccosim.testbench.sim.TaskBody;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The simulation of one test, from the first parameter injected to the end of the test. */
final class Session implements AutoCloseable {

  /** A method of the test, as JUnit hands it over. */
  @FunctionalInterface
  interface Step {
    void run() throws Throwable;
  }

  private static final int RERUN_PATIENCE = 5;

  private final TestCase testCase;
  private final ExtensionContext context;
  private final @Nullable String rerunKey;
  private final Map<String, String> facts = new LinkedHashMap<>();
  private final SimulationThread thread;
  private final Map<Class<?>, Object> harnesses = new HashMap<>();
  private @Nullable Model model;
  private @Nullable Simulation simulation;
  private @Nullable SessionTrace trace;
  private Evidence evidence = Evidence.NONE;
  private @Nullable FailureDetails details;
  private boolean failed;
  private String position = "";
  private long fingerprint;
  private long failurePs;
  private long periodPs;

  Session(TestCase testCase, ExtensionContext context) {
    this.testCase = testCase;
    this.context = context;
    this.rerunKey = Rerun.key(context);
    this.thread = new SimulationThread("cosim-" + testCase.path(), wallLimit());
  }

  /** A traced run takes longer. */
  private Duration wallLimit() {
    Duration limit = Debugger.extend(testCase.wallLimit());
    return rerunKey == null ? limit : limit.multipliedBy(RERUN_PATIENCE);
  }

  /** Create model and simulation unless they exist. */
  void open() {
    if (simulation != null) {
      return;
    }
    try {
      ModelSource source = testCase.source();
      boolean tracing = rerunKey != null || testCase.plan().recordsAtOnce();
      ModelLibrary library =
          source == null
              ? null
              : ModelLibrary.build(source.spec(tracing ? TraceFormat.FST : TraceFormat.NONE));
      thread.call(() -> start(library, tracing, snapshot(library)));
    } catch (Throwable e) {
      throw Failure.<RuntimeException>sneaky(e);
    }
  }

  private @Nullable SimSnapshot snapshot(@Nullable ModelLibrary library) {
    Method method = testCase.snapshot();
    return library == null || method == null
        ? null
        : Snapshots.of(context, library, method, testCase.settings());
  }

  private void start(
      @Nullable ModelLibrary library, boolean tracing, @Nullable SimSnapshot snapshot)
      throws Exception {
    SimulationOptions options =
        SimulationOptions.defaults()
            .withSeed(testCase.seed())
            .withMaxCycles(testCase.test().maxCycles())
            .withStallCycles(testCase.test().stallCycles())
            .withDriverCheck(testCase.test().driverCheck())
            .withLogLevels(testCase.settings().logLevels())
            .withWallLimit(wallLimit())
            .withLog(
                testCase.settings().log() && rerunKey == null ? System.out::println : line -> {});
    if (library == null) {
      simulation = Simulation.withoutModel(options);
      return;
    }
    String[] plusargs = testCase.settings().plusargs().toArray(String[]::new);
    Model created =
        library.newModel(ModelOptions.DEFAULT.withPlusargs(plusargs).withSeed(testCase.seed()));
    model = created;
    if (snapshot != null) {
      created.restore(snapshot.checkpoint());
    }
    if (tracing) {
      trace = new SessionTrace(testCase, created, rerunKey != null, Rerun.window(rerunKey));
    }
    Simulation sim =
        snapshot == null
            ? Simulation.create(created, options)
            : Simulation.resume(created, options, snapshot);
    simulation = sim;
    if (trace != null) {
      trace.attach(sim);
    }
  }

  Simulation simulation() {
    return Objects.requireNonNull(simulation, "opened");
  }

  /** Return the harness of {@code type}, made once for each test as a stage of the simulation. */
  Object harness(Class<?> type, Executable factory) {
    Object existing = harnesses.get(type);
    if (existing != null) {
      return existing;
    }
    stage("create " + type.getSimpleName(), () -> harnesses.put(type, make(factory)));
    return Objects.requireNonNull(harnesses.get(type));
  }

  private Object make(Executable factory) throws Throwable {
    try {
      return factory instanceof Constructor<?> constructor
          ? constructor.newInstance(simulation())
          : ((Method) factory).invoke(null, simulation());
    } catch (InvocationTargetException e) {
      throw Objects.requireNonNullElse(e.getCause(), e);
    }
  }

  /** Run a set-up or tear-down method; in a task unless the simulation has failed. */
  void stage(String name, Step step) {
    if (failed) {
      guarded(step::run);
    } else {
      guarded(() -> {
        begin(name);
        simulation().runStage(name, body(step));
      });
    }
  }

  /** Run the test method as main task. */
  void test(Step step) {
    Throwable end =
        run(() -> {
          begin(context.getRequiredTestMethod().getName());
          simulation().run(body(step));
        });
    if (end != null) {
      failed = true;
      if (!testCase.expectation().isMetBy(end)) {
        throw Failure.<RuntimeException>sneaky(report(end));
      }
      return;
    }
    Throwable disappointment = testCase.expectation().disappointment();
    if (disappointment != null) {
      throw Failure.<RuntimeException>sneaky(
          Failure.describe(
              disappointment, testCase, position, new Rerun.Story("", evidence), false));
    }
  }

  private void begin(String step) {
    if (trace != null) {
      trace.begin(step);
    }
  }

  private void guarded(Step step) {
    Throwable end = run(step);
    if (end != null) {
      failed = true;
      throw Failure.<RuntimeException>sneaky(report(end));
    }
  }

  /** Run a step on the simulation's thread and return what it failed with. */
  private @Nullable Throwable run(Step step) {
    try {
      thread.call(() -> {
        try {
          step.run();
        } catch (Throwable e) {
          details = simulation().failureDetails();
          throw e;
        } finally {
          note();
        }
      });
      return null;
    } catch (Throwable e) {
      return e;
    }
  }

  private void note() {
    Simulation sim = simulation();
    position = Failure.position(sim);
    fingerprint = sim.fingerprint();
    failurePs = sim.timePs();
    periodPs = sim.mainClock().map(Clock::periodPs).orElse(0L);
    facts.put("seed", Failure.hex(testCase.baseSeed()));
    facts.put("sim_time_ns", sim.time(SimUnit.NS).toPlainString());
    facts.put("fingerprint", Failure.hex(fingerprint));
    if (!testCase.variant().name().isEmpty()) {
      facts.put("case", testCase.variant().name());
    }
  }

  /** Return what is to be known about this run, for the results file. */
  Map<String, String> facts() {
    Path waves = evidence.waves();
    if (waves == null && trace != null && testCase.plan().policy() == WavePolicy.ALWAYS) {
      waves = trace.file();
    }
    if (waves != null) {
      facts.put("attachment", waves.toAbsolutePath().toString());
    }
    facts.putIfAbsent("seed", Failure.hex(testCase.baseSeed()));
    return facts;
  }

  private Throwable report(Throwable end) {
    finishTrace(end);
    Rerun.Outcome outcome = Rerun.Outcome.of(end, fingerprint, position, evidence);
    if (rerunKey != null) {
      Rerun.leave(rerunKey, outcome);
      return end;
    }
    boolean again =
        trace == null
            && model != null
            && testCase.plan().policy() == WavePolicy.FAILURES
            && Rerun.helps(end);
    Rerun.Story story =
        again ? Rerun.tell(context, outcome, window()) : new Rerun.Story("", evidence);
    evidence = story.evidence();
    Throwable described = Failure.describe(end, testCase, position, story, !again);
    keepText(described);
    return described;
  }

  /** What a second run records: around the first thing that went wrong, up to the failure. */
  private WavePlan.Window window() {
    long firstPs = failurePs;
    FailureDetails known = details;
    if (known != null && !known.flags().isEmpty()) {
      firstPs = Math.min(firstPs, known.flags().getFirst().timePs());
    }
    return testCase.plan().around(firstPs, failurePs, periodPs);
  }

  private void finishTrace(Throwable end) {
    SessionTrace recorded = trace;
    FailureDetails known = details;
    if (recorded == null || known == null || evidence != Evidence.NONE || thread.isLost()) {
      return;
    }
    try {
      thread.call(() -> evidence = recorded.failed(end, known));
    } catch (Throwable e) {
      System.err.println("nic-cosim: waves cannot be finished: " + e); // the failure matters more
    }
  }

  /** Keep the message beside the waveform. */
  private void keepText(Throwable described) {
    if (evidence.waves() == null) {
      return;
    }
    try {
      Files.writeString(
          testCase.folder().resolve("failure.txt"),
          testCase.path() + "\n" + described.getMessage() + "\n");
      facts.put("folder", testCase.folder().toAbsolutePath().toString());
    } catch (IOException e) {
      System.err.println("nic-cosim: failure text cannot be kept: " + e);
    }
  }

  private static TaskBody body(Step step) {
    return () -> {
      try {
        step.run();
      } catch (Throwable e) {
        throw Failure.<RuntimeException>sneaky(e);
      }
    };
  }

  /** Close simulation and model; leaves them alone if their thread never came back. */
  @Override
  public void close() {
    try {
      if (!thread.isLost()) {
        thread.call(this::closeAll);
      }
    } catch (Throwable e) {
      throw Failure.<RuntimeException>sneaky(e);
    } finally {
      thread.close();
    }
  }

  private void closeAll() throws IOException {
    Model opened = model;
    try {
      if (simulation != null) {
        simulation.close();
      }
    } finally {
      if (opened != null) {
        if (rerunKey == null && !opened.library().spec().coverage().isEmpty()) {
          CoverageCollector.add(testCase.folder(), opened.coverage());
        }
        if (trace != null) {
          trace.passed();
        }
        opened.close();
      }
    }
  }
}
