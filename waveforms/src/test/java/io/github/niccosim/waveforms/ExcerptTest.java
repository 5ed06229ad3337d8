// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ExcerptTest {
  @Test
  void drawsBitsAndValues() throws IOException {
    String text =
        Excerpt.of(Traces.vcd(Traces.handshake()))
            .signals("top.*")
            .windowPs(20_000, 80_000)
            .markPs(51_000, "data moved")
            .columns(66)
            .text();

    assertThat(text.replace('"', '^').lines())
        .containsExactly(
            "      20 ns               40 ns               60 ns",
            "clk_i /^^^^\\____/^^^^\\____/^^^^\\____/^^^^\\____/^^^^\\____/^^^^\\____",
            "valid ^^^^^^^^^^^\\_________/^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\\________",
            "ready _/^^^^^^^^^\\__________________/^^^^^^^^^^^^^^^^^^^^^^^^^^^^^",
            "data  05                   |06      |07        |08",
            "                                     ^ 51 ns: data moved");
  }

  @Test
  void tellsRowsOfOneNameApart() throws IOException {
    try (Waveform wave = Waveform.open(Corpus.file("verilator/shapes.fst"))) {
      String text =
          Excerpt.of(wave)
              .signals("TOP.shapes.g_lane[?].u_lane.data_o")
              .aroundPs("TOP.clk_i", 100_000, 2, 2)
              .text();

      assertThat(text.lines().skip(1))
          .extracting(line -> line.substring(0, 24))
          .containsExactly(
              "g_lane[0].u_lane.data_o ",
              "g_lane[1].u_lane.data_o ",
              "g_lane[2].u_lane.data_o ",
              "g_lane[3].u_lane.data_o ");
    }
  }

  @Test
  void staysWithinEightyColumns() throws IOException {
    try (Waveform wave = Waveform.open(Corpus.file("verilator/shapes.fst"))) {
      String text =
          Excerpt.of(wave)
              .signals("TOP.**")
              .markPs(
                  1_000_000_000, "far outside, with a text that is much longer than the line is")
              .markPs(
                  400_000, "in the middle, with a text that is much longer than the line is wide")
              .text();

      assertThat(text.lines()).allMatch(line -> line.length() <= 80).hasSizeGreaterThan(40);
    }
  }
}
