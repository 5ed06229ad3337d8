// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceCosimTest {
  /** Also the model of TraceLanesCosimTest. */
  static final ModelLibrary LIBRARY =
      ModelLibrary.build(Rtl.spec("counter").trace(TraceFormat.FST).build());

  @TempDir Path folder;

  @Test
  void everyTimeStepIsInTheFileWithItsSettledValues() throws Exception {
    Path file = folder.resolve("wave.fst");
    try (Model model = LIBRARY.newModel()) {
      Stepper stepper = start(model);
      model.openTrace(file);
      stepper.advance(10_001);
    }

    List<String> vcd = vcd(file);
    assertThat(vcd).contains("\t1ps").contains("$scope module TOP $end");
    assertThat(times(vcd)).contains(0L, 1000L, 1500L, 2000L, 10_000L);
    assertThat(valuesOf(vcd, "count_o"))
        .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
  }

  @Test
  void recordingCanPauseAndGoOnInAnotherFile() throws Exception {
    Path first = folder.resolve("first.fst");
    Path second = folder.resolve("second.fst");
    try (Model model = LIBRARY.newModel()) {
      Stepper stepper = start(model);
      model.openTrace(first);
      stepper.advance(3001);
      model.setTraceEnabled(false);
      stepper.advance(6001);
      model.setTraceEnabled(true);
      stepper.advance(8001);
      model.openTrace(second);
      stepper.advance(10_001);
      model.closeTrace();
      stepper.advance(20_000);
    }

    assertThat(valuesOf(vcd(first), "count_o")).containsExactly(0L, 1L, 2L, 3L, 6L, 7L, 8L);
    assertThat(valuesOf(vcd(second), "count_o")).containsExactly(8L, 9L, 10L);
  }

  @Test
  void killedProcessLeavesAReadableFile() throws Exception {
    Path file = folder.resolve("killed.fst");
    Process child =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                EndlessChild.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .start();
    try {
      child.getInputStream().read(); // it has passed 20,000 recorded times
    } finally {
      child.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    assertThat(child.exitValue()).isEqualTo(137);
    assertThat(valueChangeBlocks(file)).isGreaterThanOrEqualTo(10);
    assertThat(times(vcd(file)).getLast()).isGreaterThan(9_000_000L);
  }

  /** Runs on until killed. */
  static final class EndlessChild {
    private EndlessChild() {}

    public static void main(String[] args) {
      Model model = LIBRARY.newModel();
      Stepper stepper = start(model);
      model.openTrace(Path.of(args[0]), TraceOptions.DEFAULT.withDumpsPerFlush(1000));
      stepper.advance(10_000_000);
      System.out.println("recorded");
      for (long untilPs = 11_000_000; ; untilPs += 1_000_000) {
        stepper.advance(untilPs);
      }
    }
  }

  @Test
  void traceEndsWithTheValuesOfAFailure() throws Exception {
    Path file = folder.resolve("failure.fst");
    ModelLibrary library = ModelLibrary.build(Rtl.spec("failures").trace(TraceFormat.FST).build());
    try (Model model = library.newModel()) {
      List<ModelMessage> messages = new ArrayList<>();
      model.onMessage(messages::add);
      Stepper stepper = model.stepper();
      stepper.addClock(model.signal("clk_i"), 1000, 500, 500);
      model.openTrace(file);
      stepper.advance(4001);
      model.signal("op_i").set(2);

      assertThatThrownBy(() -> stepper.advance(10_000)).hasMessageContaining("error with op=2");

      model.signal("op_i").set(0);
      stepper.advance(7001);
      assertThat(messages).hasSize(1); // no complaint about time 5000 recorded twice
    }

    assertThat(times(vcd(file))).endsWith(5000L, 5500L, 6000L, 6500L, 7000L);
  }

  @Test
  void mistakesAreNamed() {
    ModelLibrary plain = ModelLibrary.build(Rtl.spec("counter").build());
    try (Model model = plain.newModel();
        Model traced = LIBRARY.newModel()) {
      assertThatThrownBy(() -> model.openTrace(folder.resolve("x.fst")))
          .hasMessage(
              "model library has no trace code: top=counter"
                  + " (hint: ModelSpec.builder(...).trace(FST))");
      assertThatThrownBy(() -> traced.openTrace(folder.resolve("none/x.fst")))
          .isInstanceOf(ModelException.class)
          .hasMessageStartingWith("trace file cannot be written: file=" + folder);
    }
  }

  static Stepper start(Model model) {
    model.signal("rst_ni").set(1);
    model.signal("enable_i").set(1);
    Stepper stepper = model.stepper();
    stepper.addClock(model.signal("clk_i"), 1000, 500, 500);
    return stepper;
  }

  /** Count complete blocks with value changes: one byte type, eight bytes length, content. */
  private static int valueChangeBlocks(Path file) throws IOException {
    int count = 0;
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      for (long left = Files.size(file); left > 9; ) {
        int type = in.readUnsignedByte();
        long length = in.readLong();
        if (length + 1 > left) {
          break;
        }
        in.skipNBytes(length - 8);
        left -= length + 1;
        count += type == 1 || type == 5 || type == 8 ? 1 : 0;
      }
    }
    return count;
  }

  static List<String> vcd(Path fst) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/fst2vcd")), "fst2vcd is not installed");
    Path vcd = fst.resolveSibling(fst.getFileName() + ".vcd");
    Process process =
        new ProcessBuilder("/usr/bin/fst2vcd", "-f", fst.toString(), "-o", vcd.toString())
            .inheritIO()
            .start();
    assertThat(process.waitFor()).isZero();
    return Files.readAllLines(vcd);
  }

  static List<Long> times(List<String> vcd) {
    return vcd.stream()
        .filter(line -> line.startsWith("#"))
        .map(line -> Long.parseLong(line.substring(1)))
        .toList();
  }

  private static List<Long> valuesOf(List<String> vcd, String signal) {
    String code =
        vcd.stream()
            .filter(line -> line.startsWith("$var") && line.contains(" " + signal + " "))
            .findFirst()
            .orElseThrow()
            .split(" ")[3];
    List<Long> values = new ArrayList<>();
    for (String line : vcd) {
      if (line.startsWith("b") && line.endsWith(" " + code)) {
        String bits = line.substring(1, line.indexOf(' '));
        if (!bits.startsWith("x")) {
          values.add(Long.parseLong(bits, 2));
        }
      }
    }
    return values;
  }
}
