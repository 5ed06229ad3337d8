// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Values of parameters, expected ends, waveforms of failures and the results file. */
@Isolated("sets system properties that other tests read")
class VariantTest {
  @TempDir Path folder;

  @BeforeEach
  void forget() {
    CosimTestExamples.SEEN.clear();
    VariantExamples.RUNS.set(0);
  }

  @Test
  void valuesMultiplyAndNameTheirRuns() {
    EngineExecutionResults results = run(selectClass(VariantExamples.Product.class));

    results.testEvents().assertStatistics(s -> s.succeeded(5).failed(0));
    assertThat(results.testEvents().started().stream())
        .extracting(e -> e.getTestDescriptor().getDisplayName())
        .containsExactlyInAnyOrder(
            "product/gap=1/mode=SLOW",
            "product/gap=1/mode=FAST",
            "product/gap=0x2/mode=SLOW",
            "product/gap=0x2/mode=FAST",
            "model/width=16");
    assertThat(CosimTestExamples.seen("product"))
        .extracting(line -> line.substring(0, line.lastIndexOf(' ')))
        .containsExactly("1 SLOW", "1 FAST", "2 SLOW", "2 FAST");
    assertThat(CosimTestExamples.seen("product"))
        .extracting(line -> line.substring(line.lastIndexOf(' ')))
        .doesNotHaveDuplicates();
  }

  @Test
  void oneCombinationCanBeReplayed() {
    System.setProperty("case", "gap=1/mode=FAST");
    try {
      run(selectClass(VariantExamples.Product.class));
    } finally {
      System.clearProperty("case");
    }

    assertThat(CosimTestExamples.seen("product"))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("1 FAST");
  }

  @Test
  void expectedEndsPassAndOthersFail() {
    EngineExecutionResults results = run(selectClass(VariantExamples.Expected.class));

    results.testEvents().assertStatistics(s -> s.succeeded(2).failed(4));
    assertThat(results.testEvents().failed().stream().map(VariantTest::message))
        .anySatisfy(text ->
            assertThat(text).startsWith("test passed, but was expected to fail: known mistake\n"))
        .anySatisfy(text -> assertThat(text).contains("no assertion"))
        .anySatisfy(text -> assertThat(text).contains("no task can go on"))
        .anySatisfy(text -> assertThat(text).startsWith("mismatch\n"));
  }

  @Test
  void failedTestIsRunAgainAndLeavesAWaveformWithItsView() throws Exception {
    Path waves = Path.of("target/cosim/VariantExamples_Recorded.reproducible/seed-1/waves.fst");
    Path view = waves.resolveSibling("waves.gtkw");
    Files.deleteIfExists(waves);
    Files.deleteIfExists(view);

    String message = message(failure("reproducible"));

    assertThat(message.lines().map(String::stripTrailing))
        .containsSubsequence(
            "signal differs: signal=count_o width=16 expected=0x7 actual=0x4 bits=1:0",
            "  time=4.500 ns",
            "  time=4.500 ns cycle=4 of clk_i",
            "  count_o |0001     |0002      |0003      |0004     |0005      |0006",
            "                                                    ^ 4.5 ns: failed here",
            "  seed=0x1",
            "  waves=" + waves + " gtkwave=" + view)
        .last(org.assertj.core.api.InstanceOfAssertFactories.STRING)
        .endsWith(VariantExamples.Recorded.class.getName() + "#reproducible' -Dseed=0x1");
    assertThat(message)
        .contains("  view: " + waves.resolveSibling("waves.html").toAbsolutePath().toUri());
    assertThat(waves).isNotEmptyFile();
    assertThat(view).content().contains("clk_i").contains("count_o");
  }

  @Test
  void failureThatDependsOnSomethingElseIsCalledNotReproduced() {
    assertThat(message(failure("differentEachTime")))
        .contains(
            "  not reproduced: a second run with the same seed ended differently: time=3.500 ns")
        .contains("  view: file:///")
        .doesNotContain("failed here");
  }

  @Test
  void failureThatDoesNotComeBackIsCalledNotReproduced() {
    assertThat(message(failure("onlyOnce")))
        .contains("  not reproduced: a second run with the same seed passed (hint: ")
        .doesNotContain("view: ");
  }

  @Test
  void environmentSelectsTestsByNameAndPattern() {
    String path = "a.b.Fifo#full";
    assertThat(settings(Map.of("TEST", "empty,full")).selects(path, "")).isTrue();
    assertThat(settings(Map.of("COCOTB_TESTCASE", "empty")).selects(path, "")).isFalse();
    assertThat(settings(Map.of("COCOTB_TEST_FILTER", "Fifo\\.f.*/gap=1$")).selects(path, "gap=1"))
        .isTrue();
    assertThat(settings(Map.of("COCOTB_TEST_FILTER", "gap=2")).selects(path, "gap=1")).isFalse();
    assertThat(settings(Map.of()).waves()).isNull();
    assertThat(settings(Map.of("WAVES", "ring")).waves()).isEqualTo(WavePolicy.RING);
    assertThat(settings(Map.of("WAVES", "0")).waves()).isEqualTo(WavePolicy.NEVER);
    assertThat(settings(Map.of("COCOTB_WAVES", "1")).waves()).isEqualTo(WavePolicy.ALWAYS);
  }

  private static RunSettings settings(Map<String, String> environment) {
    return new RunSettings(name -> null, environment::get);
  }

  @Test
  void resultsFileHasSeedTimeAndFailure() throws Exception {
    Path file = folder.resolve("results.xml");
    System.setProperty("results", file.toString());
    System.setProperty("waves", "0");
    try {
      LauncherFactory.create(
              LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(false).build())
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(selectClass(VariantExamples.Recorded.class))
                  .build(),
              new ResultsListener());
    } finally {
      System.clearProperty("results");
      System.clearProperty("waves");
    }

    assertThat(file)
        .content()
        .contains("<testsuite name=\"" + VariantExamples.Recorded.class.getName() + "\"")
        .contains("name=\"reproducible")
        .contains("sim_time_ns=\"4.5\"")
        .contains("<property name=\"seed\" value=\"0x1\"/>")
        .contains(
            "<failure type=\"org.opentest4j.AssertionFailedError\" message=\"signal differs: ");
  }

  @Test
  void coverageIsKeptForEachTest() throws Exception {
    Path file = Path.of("target/cosim/VariantExamples_Covered.counts/seed-1/coverage.dat");
    Files.deleteIfExists(file);

    run(selectClass(VariantExamples.Covered.class)).testEvents().assertStatistics(s -> s.failed(0));

    assertThat(file).content().contains("counter.sv").contains("v_line");
  }

  private static String message(Event event) {
    return event
        .getPayload(TestExecutionResult.class)
        .flatMap(TestExecutionResult::getThrowable)
        .map(failure -> String.valueOf(failure.getMessage()))
        .orElseThrow();
  }

  private static Event failure(String method) {
    List<Event> failed =
        run(selectMethod(
                VariantExamples.Recorded.class,
                method,
                "io.github.niccosim.testbench.sim.Simulation"))
            .testEvents()
            .failed()
            .list();
    assertThat(failed).hasSize(1);
    return failed.get(0);
  }

  private static EngineExecutionResults run(DiscoverySelector selector) {
    return EngineTestKit.engine("junit-jupiter").selectors(selector).execute();
  }
}
