// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VcdCosimTest {
  @TempDir Path folder;

  @Test
  void eachWindowIsACompleteFileOfItsOwnTime() throws IOException {
    try (Model model = CheckpointCosimTest.LIBRARY.newModel()) {
      Stepper stepper = CheckpointCosimTest.start(model);
      for (int window = 0; window < 3; window++) {
        stepper.advance(window * 10_000 + 2_001);
        model.openTrace(folder.resolve(window + ".vcd"));
        stepper.advance(window * 10_000 + 4_001);
        model.closeTrace();
      }
    }

    for (int window = 0; window < 3; window++) {
      List<String> lines = Files.readAllLines(folder.resolve(window + ".vcd"));
      assertThat(lines).contains("$timescale 1ps $end", "$enddefinitions $end");
      assertThat(lines.stream().filter(line -> line.startsWith("#")).toList())
          .containsExactly(
              "#" + (window * 10_000 + 2_001),
              "#" + (window * 10_000 + 2_500),
              "#" + (window * 10_000 + 3_000),
              "#" + (window * 10_000 + 3_500),
              "#" + (window * 10_000 + 4_000));
      String count = Integer.toBinaryString(window * 10 + 4);
      assertThat(lines).anyMatch(line -> line.matches("b0*" + count + " ."));
    }
  }

  @Test
  void processThatEndsWithoutWarningLeavesAReadableFile() throws Exception {
    Path file = folder.resolve("halted.vcd");
    Process child =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                HaltingChild.class.getName(),
                file.toString())
            .inheritIO()
            .start();

    assertThat(child.waitFor()).isEqualTo(137);

    List<String> lines = Files.readAllLines(file);
    assertThat(lines).contains("$enddefinitions $end", "#1000", "#90000").doesNotContain("#100000");
  }

  /** Records 200 times, flushed after each 100, and ends as if killed after the next ones. */
  static final class HaltingChild {
    private HaltingChild() {}

    public static void main(String[] args) {
      Model model = CheckpointCosimTest.LIBRARY.newModel();
      Stepper stepper = CheckpointCosimTest.start(model);
      model.openTrace(Path.of(args[0]), TraceOptions.DEFAULT.withDumpsPerFlush(90));
      stepper.advance(101_000);
      Runtime.getRuntime().halt(137);
    }
  }

  @Test
  void scopeAndDepthChooseWhatIsRecorded() throws IOException {
    try (Model model = CoverageCosimTest.LIBRARY.newModel()) {
      // Parameter Width is in the two instances only; later versions keep scopes without signals.
      assertThat(recorded(model, TraceOptions.DEFAULT)).containsOnlyOnce("module u_second");
      assertThat(instances(model, TraceOptions.DEFAULT)).isEqualTo(2);
      TraceOptions first = TraceOptions.DEFAULT.withScope("covered.u_first");
      assertThat(recorded(model, first)).contains("module u_first").doesNotContain("wide_o");
      assertThat(instances(model, first)).isEqualTo(1);
      TraceOptions top = TraceOptions.DEFAULT.withScope("covered").withLevels(1);
      assertThat(recorded(model, top)).contains("module covered", "wide_o");
      assertThat(instances(model, top)).isZero();
      assertThat(recorded(model, TraceOptions.DEFAULT.withLevels(1))).contains("wide_o");
      assertThat(instances(model, TraceOptions.DEFAULT.withLevels(1))).isZero();
    }
  }

  private int instances(Model model, TraceOptions options) throws IOException {
    return recorded(model, options).split(" Width ", -1).length - 1;
  }

  private String recorded(Model model, TraceOptions options) throws IOException {
    Path file = folder.resolve("scope.vcd");
    model.openTrace(file, options);
    model.eval();
    model.closeTrace();
    return Files.readString(file);
  }

  @Test
  void optionsOutOfRangeAndFoldersThatDoNotExistAreNamed() {
    assertThatThrownBy(() -> TraceOptions.DEFAULT.withDumpsPerFlush(0))
        .isInstanceOf(ModelException.class)
        .hasMessage(
            "trace options are out of range: levels=0 dumps_per_flush=0 (expected: 0.. and 1..)");
    try (Model model = CheckpointCosimTest.LIBRARY.newModel()) {
      Path file = folder.resolve("none/wave.vcd");
      assertThatThrownBy(() -> model.openTrace(file))
          .isInstanceOf(ModelException.class)
          .hasMessageStartingWith("trace file cannot be written: file=" + file);
    }
  }
}
