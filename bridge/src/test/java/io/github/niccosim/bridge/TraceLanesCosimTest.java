// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceLanesCosimTest {
  @TempDir Path folder;

  @Test
  void textsAreSignalsOfAnFst() throws Exception {
    assertThat(lane(TraceCosimTest.vcd(annotated("wave.fst", TraceCosimTest.LIBRARY)), "marker"))
        .containsExactly("#1000 ", "#2500 half way | joined", "#3000 again", "#4200 again (2)");
  }

  @Test
  void textsAreSignalsOfAVcd() throws Exception {
    List<String> vcd = Files.readAllLines(annotated("wave.vcd", CheckpointCosimTest.LIBRARY));

    assertThat(lane(vcd, "marker"))
        .containsExactly("#1000 ", "#2500 half way | joined", "#3000 again", "#4200 again (2)");
    assertThat(lane(vcd, "rx0")).containsExactly("#1000 ", "#2500 q0[3]#0", "#3000 ");
    assertThat(vcd.indexOf("$scope module transactions $end"))
        .isGreaterThan(vcd.indexOf("$scope module cosim $end"))
        .isLessThan(vcd.indexOf("$enddefinitions $end"));
  }

  private Path annotated(String name, ModelLibrary library) {
    Path file = folder.resolve(name);
    try (Model model = library.newModel()) {
      Stepper stepper = TraceCosimTest.start(model);
      model.trace().annotate(Trace.MARKER, "lost: no trace yet");
      stepper.advance(1000);
      model.openTrace(file, TraceOptions.DEFAULT.withLanes("transaction.rx0", "transaction.rx1"));
      stepper.advance(2500);
      model.trace().annotate(Trace.MARKER, "half\n  way\t");
      model.trace().annotate(Trace.MARKER, "joined");
      model.trace().annotate("transaction.rx0", "q0[3]#0");
      stepper.advance(3000);
      model.trace().annotate("transaction.rx0", "");
      model.trace().annotate(Trace.MARKER, "again");
      stepper.advance(4200);
      model.trace().annotate(Trace.MARKER, "again"); // no value changes at this time
    }
    return file;
  }

  @Test
  void failureOfTheRtlAndWhatFollowsAreAtTheTimeOfTheFailure() throws Exception {
    Path file = folder.resolve("failure.fst");
    ModelLibrary library = ModelLibrary.build(Rtl.spec("failures").trace(TraceFormat.FST).build());
    try (Model model = library.newModel()) {
      model.onMessage(message -> {});
      Stepper stepper = model.stepper();
      stepper.addClock(model.signal("clk_i"), 1000, 500, 500);
      model.openTrace(file);
      model.signal("op_i").set(9);
      stepper.advance(1500);
      model.signal("op_i").set(4);
      assertThatThrownBy(() -> stepper.advance(10_000)).isInstanceOf(ModelException.class);
      model.trace().annotate(Trace.MARKER, "end of test");
    }

    List<String> vcd = TraceCosimTest.vcd(file);
    assertThat(lane(vcd, "log")).containsExactly("#0 ", "#1000 at 1000");
    assertThat(lane(vcd, "assertion"))
        .hasSize(2)
        .element(1)
        .asString()
        .matches("#2000 .* at failures\\.sv:\\d+ in failures\\.u_sub");
    assertThat(lane(vcd, "marker")).containsExactly("#0 ", "#2000 end of test");
  }

  @Test
  void twoRunsGiveTheSameBytes() throws Exception {
    byte[] first = longRun("first.fst");
    Thread.sleep(1100); // the header of an FST has the second it was written

    assertThat(Arrays.mismatch(longRun("second.fst"), first)).isEqualTo(-1);
  }

  /** Record several blocks. */
  private byte[] longRun(String name) throws Exception {
    Path file = folder.resolve(name);
    try (Model model = TraceCosimTest.LIBRARY.newModel()) {
      Stepper stepper = TraceCosimTest.start(model);
      model.openTrace(file);
      for (int i = 1; i <= 100; i++) {
        stepper.advance(i * 100_000);
        model.trace().annotate(Trace.LOG, "round " + i);
      }
    }
    return Files.readAllBytes(file);
  }

  @Test
  void modelWithoutTraceHasNoTraceCode() throws Exception {
    ModelLibrary plain = ModelLibrary.build(Rtl.spec("counter").build());

    assertThat(Files.readString(plain.file(), ISO_8859_1)).doesNotContain("FSTAPI");
    assertThat(Files.readString(TraceCosimTest.LIBRARY.file(), ISO_8859_1)).contains("FSTAPI");
  }

  @Test
  void windowHasItsTimesAndAllValuesFromItsFirstOn() throws Exception {
    Path file = folder.resolve("window.fst");
    try (Model model = TraceCosimTest.LIBRARY.newModel()) {
      Stepper stepper = TraceCosimTest.start(model);
      model.openTrace(file, TraceOptions.DEFAULT.withWindowAround(50_000, 1000, 2, 1));
      model.trace().annotate(Trace.MARKER, "long before");
      stepper.advance(100_000);
    }

    List<String> vcd = TraceCosimTest.vcd(file);
    assertThat(TraceCosimTest.times(vcd))
        .containsExactly(48_000L, 48_500L, 49_000L, 49_500L, 50_000L, 50_500L, 51_000L);
    assertThat(lane(vcd, "marker")).containsExactly("#48000 long before");
  }

  @Test
  void ringKeepsTheLastFilesAndEachIsComplete() throws Exception {
    Path file = folder.resolve("ring.fst");
    Files.writeString(folder.resolve("ring.0099.fst"), "of an earlier run");
    List<Path> files;
    try (Model model = TraceCosimTest.LIBRARY.newModel()) {
      Stepper stepper = TraceCosimTest.start(model);
      model.openTrace(file, TraceOptions.DEFAULT.withRing(3, 10_000));
      model.trace().annotate(Trace.MARKER, "holds");
      stepper.advance(95_001);
      files = model.trace().files();
    }

    assertThat(files)
        .extracting(path -> path.getFileName().toString())
        .containsExactly("ring.0008.fst", "ring.0009.fst", "ring.0010.fst");
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactlyInAnyOrderElementsOf(files);
    }
    assertThat(TraceCosimTest.times(TraceCosimTest.vcd(files.get(0))))
        .startsWith(70_000L, 70_500L)
        .endsWith(79_500L);
    List<String> last = TraceCosimTest.vcd(files.get(2));
    assertThat(TraceCosimTest.times(last)).startsWith(90_000L).endsWith(95_000L);
    assertThat(lane(last, "marker")).containsExactly("#90000 holds");
  }

  @Test
  void mistakesAreNamed() {
    try (Model model = TraceCosimTest.LIBRARY.newModel()) {
      model.openTrace(folder.resolve("wave.fst"));
      assertThatThrownBy(() -> model.trace().annotate("rx0", "x"))
          .isInstanceOf(ModelException.class)
          .hasMessage(
              "trace has no such lane: lane=rx0 (expected: one of assertion, marker, log,"
                  + " transaction | hint: TraceOptions.withLanes)");
    }
    try (Model model = TraceCosimTest.LIBRARY.newModel()) {
      Path file = folder.resolve("nothing.fst");
      assertThatThrownBy(() -> model.openTrace(file, TraceOptions.DEFAULT.withScope("count")))
          .isInstanceOf(ModelException.class)
          .hasMessageStartingWith("trace scope is not in the design: scope=count")
          .hasMessageContaining("counter");
      TraceOptions half = TraceOptions.DEFAULT.withScopes("counter", "elsewhere");
      assertThatThrownBy(() -> model.openTrace(file, half)).hasMessageContaining("scope=elsewhere");
      assertThat(file).doesNotExist();
      model.openTrace(file); // goes on
    }
    assertThatThrownBy(() -> TraceOptions.DEFAULT.withRing(0, 5))
        .hasMessage(
            "trace options are out of range: segments=0 segment_ps=5 (expected: 1..9999 and 1..)");
    assertThatThrownBy(() -> TraceOptions.DEFAULT.withLanes("two words"))
        .hasMessageStartingWith("trace lane has no usable name: lane=two words");
  }

  /** Return "#time text" of each change of a text signal. */
  private static List<String> lane(List<String> vcd, String name) {
    String code =
        vcd.stream()
            .filter(line -> line.startsWith("$var string") && line.contains(" " + name + " "))
            .findFirst()
            .orElseThrow()
            .split(" ")[3];
    List<String> changes = new ArrayList<>();
    String time = "";
    for (String line : vcd) {
      if (line.startsWith("#")) {
        time = line;
      } else if (line.startsWith("s") && line.endsWith(" " + code)) {
        String text = line.substring(1, line.length() - code.length() - 1);
        changes.add(time + " " + text.replace("\\040", " "));
      }
    }
    return changes;
  }
}
