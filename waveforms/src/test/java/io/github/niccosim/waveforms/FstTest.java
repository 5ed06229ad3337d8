// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FstTest {
  @TempDir Path folder;

  @Test
  void tellsEnumsDirectionsAndScopes() throws IOException {
    try (Waveform wave = Waveform.open(Corpus.file("verilator/shapes.fst"))) {
      EnumTable states = requireNonNull(wave.variable("TOP.shapes.state_q").enumTable());

      assertThat(states.namesByBits().values()).containsExactly("Idle", "Fetch", "Write", "Done");
      assertThat(wave.variable("TOP.shapes.clk_i").direction()).isEqualTo(Direction.INPUT);
      assertThat(wave.variable("TOP.shapes.irq_o").direction()).isEqualTo(Direction.OUTPUT);
      assertThat(wave.variable("TOP.shapes.level").encoding()).isEqualTo(Encoding.REAL);
      assertThat(wave.info().timescale().exponent()).isEqualTo(-12);
      assertThat(wave.info().complete()).isTrue();
    }
  }

  @Test
  void readsAKilledRunWithItsSideFile() throws IOException {
    try (Waveform killed = Waveform.open(Corpus.file("verilator/shapes-killed.fst"));
        Waveform whole = Waveform.open(Corpus.file("verilator/shapes-flushed.fst"))) {
      SignalHistory seen = killed.history("TOP.shapes.count_q");
      SignalHistory all = whole.history("TOP.shapes.count_q");

      assertThat(killed.info().notes())
          .hasSize(2)
          .anyMatch(note -> note.endsWith("was still being written"))
          .contains("the hierarchy was read from shapes-killed.fst.hier");
      assertThat(killed.info().endTicks()).isEqualTo(720_000);
      assertThat(seen.size()).isGreaterThan(170).isLessThan(all.size());
      for (int i = 0; i < seen.size(); i++) {
        assertThat(seen.toLong(i)).isEqualTo(all.toLong(i));
      }
    }
  }

  @Test
  void asksForTheSideFileOfAKilledRun() throws IOException {
    Path alone = folder.resolve("alone.fst");
    Files.copy(Corpus.file("verilator/shapes-killed.fst"), alone);

    assertThatThrownBy(() -> Waveform.open(alone))
        .isInstanceOf(WaveformException.class)
        .hasMessage(
            "trace has no hierarchy: file="
                + alone
                + " (expected: a closed trace, or its side file alone.fst.hier"
                + " | hint: a killed writer leaves the side file, keep the two together)");
  }

  @Test
  void readsATraceCutAnywhereUpToItsLastWholeBlock() throws IOException {
    byte[] whole = Files.readAllBytes(Corpus.file("verilator/shapes-killed.fst"));
    Path side = Corpus.file("verilator/shapes-killed.fst.hier");
    int lastSize = -1;
    for (int length = 330; length < whole.length; length += 997) {
      Path cut = folder.resolve("cut" + length + ".fst");
      Files.write(cut, Arrays.copyOf(whole, length));
      Files.copy(side, folder.resolve("cut" + length + ".fst.hier"));
      try (Waveform wave = Waveform.open(cut)) {
        int size = wave.history("TOP.clk_i").size();

        assertThat(wave.info().complete()).isFalse();
        assertThat(size).isGreaterThanOrEqualTo(lastSize);
        lastSize = size;
      }
    }
    assertThat(lastSize).isGreaterThan(300);
  }

  @Test
  void refusesWhatIsNoTrace() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.fst"));
    Path text = Files.writeString(folder.resolve("text.fst"), "hello", StandardCharsets.UTF_8);

    assertThatThrownBy(() -> Waveform.open(empty))
        .isInstanceOf(WaveformException.class)
        .hasMessage("file is empty: file=" + empty + " (expected: a trace)");
    assertThatThrownBy(() -> Waveform.open(text)).isInstanceOf(WaveformException.class);
    assertThatThrownBy(() -> Waveform.open(folder)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Waveform.open(folder.resolve("none.fst")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void refusesAnImpossibleLengthWithoutAllocating() throws IOException {
    byte[] data = Files.readAllBytes(Corpus.file("verilator/shapes.fst"));
    Arrays.fill(data, data.length - 8, data.length, (byte) 0x11);

    assertThatThrownBy(() -> Waveform.open(Path.of("broken"), data))
        .isInstanceOf(WaveformException.class)
        .hasMessageContaining("offset=0x");
  }

  @Test
  void keepsInitialValuesWrittenBeforeTheFirstTime() throws IOException {
    try (Waveform wave = Waveform.open(Corpus.file("fstapi/layouts-late.fst"))) {
      SignalHistory data = wave.history("top.data_o");

      assertThat(data.timeTicks(0)).isZero();
      assertThat(data.value(0).toHex()).isEqualTo("deadbeef");
      assertThat(data.timeTicks(1)).isEqualTo(100);
      assertThat(wave.history("top.level").value(0).real()).isEqualTo(2.5);
    }
  }

  @Test
  void unescapesEnumNames() throws IOException {
    try (Waveform wave = Waveform.open(Corpus.file("fstapi/block8-4.fst"))) {
      EnumTable table = requireNonNull(wave.variable("top.state_q").enumTable());

      assertThat(table.typeName()).isEqualTo("state_e");
      assertThat(table.nameOf("001")).isEqualTo("Fe tch");
      assertThat(table.nameOf("011")).isEqualTo("Wri\\te");
      assertThat(wave.variable("top.bus.alias").typeName()).isEqualTo("word_t");
      assertThat(wave.info().dumpSwitches())
          .containsExactly(
              new WaveformInfo.DumpSwitch(600, false), new WaveformInfo.DumpSwitch(700, true));
    }
  }
}
