// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.testkit.engine.EventConditions.displayName;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.test;

import io.github.niccosim.testbench.sim.SimDeadlockException;
import io.github.niccosim.testbench.sim.SimLimitException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.opentest4j.AssertionFailedError;

/** The extension, judged by the events of the engine that runs the examples. */
@Isolated("sets system properties that other tests read")
class CosimTestTest {

  @BeforeEach
  void forget() {
    CosimTestExamples.SEEN.clear();
  }

  @Test
  void everyTestHasAFreshSimulationSharedWithItsSetUp() {
    EngineExecutionResults results = run(selectClass(CosimTestExamples.Passing.class));

    results.testEvents().assertStatistics(s -> s.started(3).succeeded(3).failed(0));
    results
        .testEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                test(),
                displayName("startsFromTimeZeroAgain(Simulation, Bench)"),
                org.junit.platform.testkit.engine.EventConditions.started()));
  }

  @Test
  void modelCanBeComputedAndTheMethodWins() {
    run(selectClass(CosimTestExamples.Computed.class))
        .testEvents()
        .assertStatistics(s -> s.succeeded(2).failed(0));
  }

  @Test
  void failedAssertionKeepsItsValuesAndEndsWithTheReplayLine() {
    Throwable failure = failureOf("assertion");

    assertThat(failure)
        .isInstanceOfSatisfying(
            AssertionFailedError.class,
            e -> {
              assertThat(e.getExpected().getValue()).isEqualTo(7L);
              assertThat(e.getActual().getValue()).isEqualTo(0L);
            });
    Path folder = Path.of("target/cosim/CosimTestExamples_Failing.assertion/seed-1");
    List<String> lines = String.valueOf(failure.getMessage()).lines().toList();
    assertThat(lines)
        .startsWith(
            "expected: <7> but was: <0>",
            "  time=2.500 ns cycle=2 of clk_i",
            "  |         2.500 ns [main] about to compare")
        .endsWith(
            "  seed=0x1",
            "  view: "
                + folder.resolve("waves.html").toAbsolutePath().toUri()
                + "  or: ./cosim waves view",
            "  waves=" + folder.resolve("waves.fst") + " gtkwave=" + folder.resolve("waves.gtkw"),
            "replay: ./cosim test '"
                + CosimTestExamples.Failing.class.getName()
                + "#assertion' -Dseed=0x1")
        .anySatisfy(line -> assertThat(line).startsWith("  clk_i   ").contains("\\___"))
        .anySatisfy(line -> assertThat(line).endsWith("^ 2.5 ns: failed here"));
    assertThat(folder.resolve("failure.txt")).content().contains(lines);
    assertThat(failure.getStackTrace())
        .extracting(StackTraceElement::getMethodName)
        .contains("assertion");
  }

  @Test
  void otherExceptionsArriveAsCause() {
    Throwable failure = failureOf("exception");

    assertThat(failure)
        .isInstanceOf(CosimTestException.class)
        .hasMessageStartingWith("java.lang.IllegalStateException: broken\n  time=0.070 ns")
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void cycleLimitIsReported() {
    assertThat(failureOf("tooManyCycles"))
        .hasCauseInstanceOf(SimLimitException.class)
        .hasMessageContaining("main: waiting for rising edge of clk_i since ");
  }

  @Test
  void deadlockIsReportedWithItsTasks() {
    assertThat(failureOf("deadlock"))
        .hasCauseInstanceOf(SimDeadlockException.class)
        .hasMessageContaining(
            "main: waiting for event never since 0.000 ns at "
                + CosimTestExamples.Failing.class.getName()
                + ".deadlock(");
  }

  @Test
  void failureInTheBackgroundNamesItsTask() {
    Throwable failure = failureOf("background");

    assertThat(failure).isInstanceOf(AssertionFailedError.class).hasMessageStartingWith("mismatch");
    assertThat(failure.getSuppressed())
        .extracting(Throwable::getMessage)
        .contains("task failed: task=checker time=0.000 ns");
  }

  @Test
  void taskThatNeverYieldsFailsWithItsStackTrace() {
    CosimTestExamples.released = false;
    Throwable failure = failureOf("neverYields");
    CosimTestExamples.released = true;

    assertThat(failure).hasCauseInstanceOf(SimLimitException.class);
    assertThat(failure.getStackTrace())
        .extracting(StackTraceElement::getMethodName)
        .contains("neverYields");
  }

  @Test
  void abortedAssumptionIsNotAFailure() {
    run(method("aborted")).testEvents().assertStatistics(s -> s.aborted(1).failed(0));
  }

  @Test
  void modelThatDoesNotBuildFailsTheTest() {
    assertThat(failureOf("noSuchSource")).hasMessageContaining("nowhere.sv");
  }

  @Test
  void seedsRepeatTheTestWithConsecutiveSeeds() {
    EngineExecutionResults results = run(selectClass(CosimTestExamples.Seeded.class));

    results.testEvents().assertStatistics(s -> s.succeeded(5));
    assertThat(CosimTestExamples.seen("sweep")).hasSize(3).doesNotHaveDuplicates();
    assertThat(CosimTestExamples.seen("single")).isNotEqualTo(CosimTestExamples.seen("other"));
    assertThat(results.testEvents().started().stream())
        .extracting(e -> e.getTestDescriptor().getDisplayName())
        .contains("sweep(SeedTree, RandomGenerator) seed=0x65");
  }

  @Test
  void seedFromOutsideReplaysOneRunExactly() {
    run(selectClass(CosimTestExamples.Seeded.class));
    String third = CosimTestExamples.seen("sweep").get(2);
    forget();

    withProperty("seed", "102", () -> run(selectClass(CosimTestExamples.Seeded.class)));

    assertThat(CosimTestExamples.seen("sweep")).containsExactly(third);
  }

  @Test
  void wavesAreKeptForEachTest() throws Exception {
    Path file = Path.of("target/cosim/CosimTestExamples_Waves.traced/seed-1/waves.fst");
    Files.deleteIfExists(file);

    withProperty("waves", "1", () -> run(selectClass(CosimTestExamples.Waves.class)));

    assertThat(file).isNotEmptyFile();
  }

  private static void withProperty(String name, String value, Runnable action) {
    System.setProperty(name, value);
    try {
      action.run();
    } finally {
      System.clearProperty(name);
    }
  }

  private static Throwable failureOf(String method) {
    List<Event> failed = run(method(method)).testEvents().failed().list();
    assertThat(failed).hasSize(1);
    return failed
        .get(0)
        .getPayload(TestExecutionResult.class)
        .flatMap(TestExecutionResult::getThrowable)
        .orElseThrow();
  }

  private static DiscoverySelector method(String name) {
    String parameters =
        switch (name) {
          case "neverYields", "aborted" -> "";
          case "noSuchSource" -> "io.github.niccosim.bridge.Model";
          default -> "io.github.niccosim.testbench.sim.Simulation";
        };
    return selectMethod(CosimTestExamples.Failing.class, name, parameters);
  }

  private static EngineExecutionResults run(DiscoverySelector selector) {
    String replay = System.getProperty(Failure.REPLAY_PROPERTY);
    System.setProperty(Failure.REPLAY_PROPERTY, "./cosim test '{test}' -Dseed={seed}");
    try {
      return EngineTestKit.engine("junit-jupiter").selectors(selector).execute();
    } finally {
      if (replay == null) {
        System.clearProperty(Failure.REPLAY_PROPERTY);
      } else {
        System.setProperty(Failure.REPLAY_PROPERTY, replay);
      }
    }
  }
}
