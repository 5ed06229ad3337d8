// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class TraceDiffTest {
  @Test
  void findsNothingBetweenFormats() throws IOException {
    try (Waveform vcd = Waveform.open(Corpus.file("verilator/shapes-short.vcd"));
        Waveform fst = Waveform.open(Corpus.file("vcd2fst/shapes-short-F.fst"))) {
      assertThat(TraceDiff.byTime(vcd, fst).isIdentical()).isTrue();
    }
  }

  @Test
  void reportsTheFirstDifferenceOfEachSignalInOrderOfTime() throws IOException {
    String other = Traces.handshake().replace("#41 1v b110 d", "#41 b10 d").replace("#61", "#62");
    TraceDiff diff = TraceDiff.byTime(Traces.vcd(Traces.handshake()), Traces.vcd(other));

    assertThat(diff.divergences())
        .extracting(TraceDiff.Divergence::toString)
        .containsExactly("#41 top.data[7:0]: 06 | 02", "#41 top.valid: 1 | 0");
  }

  @Test
  void alignsByClockEdges() throws IOException {
    Waveform a = Traces.vcd(Traces.handshake());
    Waveform b = Traces.vcd(Traces.handshake().replace("1ns", "10ns"));

    assertThat(TraceDiff.byClock(a, b, "top.clk_i").isIdentical()).isTrue();
    assertThatThrownBy(() -> TraceDiff.byTime(a, b))
        .isInstanceOf(WaveformException.class)
        .hasMessage(
            "traces have different timescales: exponents=-9,-8"
                + " (expected: the same | hint: align by a clock)");
  }

  @Test
  void listsNamesOfOneSideOnly() throws IOException {
    String renamed = Traces.handshake().replace("r ready", "r rdy");
    TraceDiff diff =
        TraceDiff.byClock(Traces.vcd(Traces.handshake()), Traces.vcd(renamed), "top.clk_i");

    assertThat(diff.onlyInA()).containsExactly("top.ready");
    assertThat(diff.onlyInB()).containsExactly("top.rdy");
    assertThat(diff.divergences()).isEmpty();
    assertThat(diff.isIdentical()).isFalse();
  }

  @Test
  void ignoresWhatNoEdgeSamples() throws IOException {
    String later = Traces.handshake().replace("#61 b1000", "#63 b1000");
    Waveform a = Traces.vcd(Traces.handshake());
    Waveform b = Traces.vcd(later);

    assertThat(TraceDiff.byClock(a, b, "top.clk_i").isIdentical()).isTrue();
    assertThat(TraceDiff.byTime(a, b).divergences())
        .extracting(TraceDiff.Divergence::name)
        .containsExactly("top.data[7:0]");
  }
}
