// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import io.github.niccosim.bridge.Model;
import io.github.niccosim.bridge.ModelLibrary;
import io.github.niccosim.bridge.ModelOptions;
import io.github.niccosim.bridge.TraceFormat;
import io.github.niccosim.testbench.junit.CosimExtension.TestCase;
import io.github.niccosim.testbench.sim.Simulation;
import io.github.niccosim.testbench.sim.SimulationOptions;
import io.github.niccosim.testbench.sim.TaskBody;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The simulation of one test, from the first parameter injected to the end of the test. */
final class Session implements AutoCloseable {

  /** A method of the test, as JUnit hands it over. */
  @FunctionalInterface
  interface Step {
    void run() throws Throwable;
  }

  private final TestCase testCase;
  private final SimulationThread thread;
  private final Map<Class<?>, Object> harnesses = new HashMap<>();
  private @Nullable Model model;
  private @Nullable Simulation simulation;
  private @Nullable Path waves;
  private boolean failed;

  Session(TestCase testCase) {
    this.testCase = testCase;
    this.thread = new SimulationThread("cosim-" + testCase.path(), testCase.wallLimit());
  }

  /** Create model and simulation unless they exist. */
  void open() {
    if (simulation != null) {
      return;
    }
    try {
      ModelSource source = testCase.source();
      boolean tracing = testCase.settings().waves();
      ModelLibrary library =
          source == null
              ? null
              : ModelLibrary.build(source.spec(tracing ? TraceFormat.FST : TraceFormat.NONE));
      thread.call(() -> start(library, tracing));
    } catch (Throwable e) {
      throw Failure.<RuntimeException>sneaky(e);
    }
  }

  private void start(@Nullable ModelLibrary library, boolean tracing) throws Exception {
    SimulationOptions options =
        SimulationOptions.defaults()
            .withSeed(testCase.seed())
            .withMaxCycles(testCase.maxCycles())
            .withWallLimit(testCase.wallLimit())
            .withLog(testCase.settings().log() ? System.out::println : line -> {});
    if (library == null) {
      simulation = Simulation.withoutModel(options);
      return;
    }
    String[] plusargs = testCase.settings().plusargs().toArray(String[]::new);
    Model created =
        library.newModel(ModelOptions.DEFAULT.withPlusargs(plusargs).withSeed(testCase.seed()));
    model = created;
    if (tracing) {
      Path file = wavesFile();
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      created.openTrace(file);
      waves = file;
    }
    simulation = Simulation.create(created, options);
  }

  private Path wavesFile() {
    String folder = testCase.path().replaceAll("^.*\\.", "").replaceAll("[^A-Za-z0-9_#-]", "_");
    return Path.of(
        "target", "cosim", folder.replace('#', '.'), "seed-" + testCase.baseSeed(), "waves.fst");
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
      guarded(() -> simulation().runStage(name, body(step)));
    }
  }

  /** Run the test method as main task. */
  void test(Step step) {
    guarded(() -> simulation().run(body(step)));
  }

  private void guarded(Step step) {
    String[] position = {""};
    try {
      thread.call(() -> {
        try {
          step.run();
        } finally {
          position[0] = Failure.position(simulation());
        }
      });
    } catch (Throwable e) {
      failed = true;
      throw Failure.<RuntimeException>sneaky(Failure.describe(e, testCase, position[0], waves));
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

  private void closeAll() {
    Model opened = model;
    try {
      if (simulation != null) {
        simulation.close();
      }
    } finally {
      if (opened != null) {
        opened.close();
      }
    }
  }
}
