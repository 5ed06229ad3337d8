// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.github.niccosim.testbench.junit.WavePlan.Window;
import io.github.niccosim.waveforms.SignalHistory;
import io.github.niccosim.waveforms.Waveform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What a failed test has recorded: the window, what is written in it, and where views open. */
@Isolated("sets system properties that other tests read")
class WavesTest {

  @BeforeEach
  void forget() {
    WavesExamples.RUNS.set(0);
  }

  @Test
  void windowEndsWithTheFailureAndBeginsSomeCyclesBefore() throws IOException {
    messageOf("failsLate");

    try (Waveform wave = Waveform.open(file("failsLate", "waves.fst"))) {
      assertThat(ps(wave, wave.info().startTicks())).isEqualTo(979_500);
      assertThat(ps(wave, wave.info().endTicks())).isBetween(1_002_500L, 1_003_500L);
      SignalHistory count = wave.history("TOP.counter.count_o");
      assertThat(count.valueAt(ticks(wave, 979_500)).toString()).contains("03d4");
      assertThat(wave.signal("TOP.counter.clk_i").rising().count()).isBetween(23, 25);
    }
  }

  @Test
  void failureMarkersAndLogAreInTheTrace() throws IOException {
    messageOf("failsLate");

    try (Waveform wave = Waveform.open(file("failsLate", "waves.fst"))) {
      assertThat(texts(wave, "cosim.assertion")).containsExactly("999500 mismatch at the end");
      assertThat(texts(wave, "cosim.marker")).contains("999500 about to fail");
      assertThat(texts(wave, "cosim.log")).anyMatch(text -> text.contains("seen by the log"));
    }
  }

  @Test
  void viewsOpenAtTheFailure() throws IOException {
    String message = messageOf("failsLate");

    assertThat(message).contains("  view: " + file("failsLate", "waves.html").toUri());
    assertThat(Files.readString(file("failsLate", "waves.html")))
        .contains("\"cursor\":999500")
        .contains("[999500,\"failed: mismatch at the end\"]");
    assertThat(Files.readString(file("failsLate", "waves.gtkw"))).contains("999500");
  }

  @Test
  void windowAndViewsAreAroundTheFirstThingThatWentWrong() throws IOException {
    String message = messageOf("knowsWhenItWentWrong");

    assertThat(message)
        .contains("\n  first sign: 400.500 ns byte lost\n  the byte was 0x17\n")
        .contains("400.5 ns: first sign ^")
        .contains("count_o");
    try (Waveform wave = Waveform.open(file("knowsWhenItWentWrong", "waves.fst"))) {
      assertThat(ps(wave, wave.info().startTicks())).isEqualTo(380_500);
      assertThat(texts(wave, "cosim.assertion")).hasSize(1);
    }
    assertThat(Files.readString(file("knowsWhenItWentWrong", "waves.html")))
        .contains("\"cursor\":400500");
  }

  @Test
  void ringKeepsTheLatestCyclesOfAFailureThatDoesNotComeBack() throws IOException {
    String message = messageOf("ring");

    List<Path> files = segments("ring");
    assertThat(files).hasSizeBetween(1, 2);
    assertThat(message)
        .contains("waves=target/cosim/WavesExamples_Windowed.ring/seed-1/waves.00")
        .doesNotContain("not reproduced");
    assertThat(WavesExamples.RUNS).hasValue(1);
    try (Waveform wave = Waveform.open(files.getFirst())) {
      assertThat(texts(wave, "cosim.assertion")).containsExactly("999500 only the first time");
    }
  }

  @Test
  void ringOfATestThatPassesIsRemoved() throws IOException {
    WavesExamples.RUNS.set(1);

    EngineTestKit.engine("junit-jupiter")
        .selectors(
            selectMethod(
                WavesExamples.Windowed.class,
                "ring",
                "io.github.niccosim.testbench.sim.Simulation"))
        .execute()
        .testEvents()
        .assertStatistics(s -> s.succeeded(1));

    assertThat(segments("ring")).isEmpty();
  }

  @Test
  void onlyTheScopeAskedForIsRecorded() throws IOException {
    assertThat(messageOf("recordsOnePart")).contains("count_o").contains("view: ");

    try (Waveform wave = Waveform.open(file("recordsOnePart", "waves.fst"))) {
      assertThat(wave.match("TOP.counter.count_o")).hasSize(1);
      assertThat(wave.match("TOP.count_o")).isEmpty();
    }
  }

  @Test
  void testWithoutClockIsRecordedFromItsBeginning() {
    assertThat(messageOf("failsWithoutClock")).contains("count_o").contains("100 ps: failed here");
  }

  @Test
  void windowCoversAtMostFiftyLengthsAfterTheFirstSign() {
    WavePlan plan = new WavePlan(WavePolicy.FAILURES, 10, 2, List.of(), 0);

    assertThat(plan.around(5_000, 5_000, 100)).isEqualTo(new Window(4_000, 5_300));
    assertThat(plan.around(500, 2_000, 100)).isEqualTo(new Window(0, 2_300));
    assertThat(plan.around(5_000, 500_000, 100)).isEqualTo(new Window(4_000, 6_300));
    assertThat(plan.around(5_000, 9_000, 0)).isEqualTo(new Window(0, Long.MAX_VALUE));
  }

  @Test
  void environmentWinsOverTheAnnotation() throws Exception {
    var method =
        WavesExamples.Windowed.class.getDeclaredMethod(
            "failsLate", io.github.niccosim.testbench.sim.Simulation.class);
    Map<String, String> said =
        Map.of("WAVES", "ring", "WAVES_WINDOW", "7,1", "WAVES_SCOPE", "top.a, top.b");

    assertThat(plan(method, Map.of()))
        .isEqualTo(new WavePlan(WavePolicy.FAILURES, 20, 3, List.of(), 0));
    assertThat(plan(method, said))
        .isEqualTo(new WavePlan(WavePolicy.RING, 7, 1, List.of("top.a", "top.b"), 0));
    assertThatThrownBy(() -> plan(method, Map.of("WAVES_WINDOW", "many")))
        .hasMessage(
            "waves window is not understood: WAVES_WINDOW=many"
                + " (expected: cycles before,after such as 2000,20)");
    assertThatThrownBy(() -> plan(method, Map.of("WAVES_WINDOW", "0,0")))
        .hasMessageStartingWith("waves window out of range: before=0 after=0");
  }

  private static WavePlan plan(java.lang.reflect.Method method, Map<String, String> environment) {
    return WavePlan.of(
        WavesExamples.Windowed.class, method, new RunSettings(name -> null, environment::get));
  }

  private static long ps(Waveform wave, long ticks) {
    return wave.info().timescale().toPs(ticks);
  }

  private static long ticks(Waveform wave, long ps) {
    return wave.info().timescale().fromPs(ps);
  }

  private static List<String> texts(Waveform wave, String name) {
    SignalHistory history = wave.history(name);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < history.size(); i++) {
      String text = history.value(i).toString();
      if (!text.isBlank()) {
        texts.add(ps(wave, history.timeTicks(i)) + " " + text);
      }
    }
    return texts;
  }

  private static Path file(String method, String name) {
    return Path.of("target/cosim/WavesExamples_Windowed." + method + "/seed-1", name)
        .toAbsolutePath();
  }

  private static List<Path> segments(String method) throws IOException {
    try (Stream<Path> files = Files.list(file(method, "."))) {
      return files
          .map(Path::normalize)
          .filter(path -> path.toString().endsWith(".fst"))
          .sorted()
          .toList();
    }
  }

  private static String messageOf(String method) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(
            selectMethod(
                WavesExamples.Windowed.class,
                method,
                "io.github.niccosim.testbench.sim.Simulation"))
        .execute()
        .testEvents()
        .failed()
        .stream()
        .findFirst()
        .flatMap(event -> event.getPayload(TestExecutionResult.class))
        .flatMap(TestExecutionResult::getThrowable)
        .map(Throwable::getMessage)
        .orElseThrow();
  }
}
