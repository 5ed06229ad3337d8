// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "valid && ready; 30 60 70",
        "valid && !ready; 20 50",
        "!(valid || ready); 10 40",
        "top.valid && data >= 7; 60 70",
        "data == 0x8; 70 80 90",
        "data == 0b101 && ready == 1; 30",
        "data == x; 10",
        "data != x && data < 6; 20 30 40",
        "data[7:0] != 5 && valid; 50 60 70",
      })
  void holdsJustBeforeTheseEdges(String condition, String expected) throws IOException {
    Waveform wave = Traces.vcd(Traces.handshake());
    Edges clock = wave.signal("top.clk_i").rising();

    StringBuilder times = new StringBuilder();
    for (long time : clock.when(ConditionText.parse(wave, condition)).times()) {
      times.append(times.isEmpty() ? "" : " ").append(time);
    }

    assertThat(times).hasToString(expected);
  }

  @Test
  void namesOfEnumerationsAreValues() throws IOException {
    try (Waveform wave = Waveform.open(Corpus.file("verilator/shapes.fst"))) {
      Edges clock = wave.signal("TOP.clk_i").rising();

      int done = clock.when(ConditionText.parse(wave, "state_q == Done")).count();
      int rest = clock.when(ConditionText.parse(wave, "state_q != Done")).count();

      assertThat(done).isEqualTo(clock.when(ConditionText.parse(wave, "state_q == 6")).count());
      assertThat(done + rest).isEqualTo(clock.count());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "valid &&; missing a signal: at=end of text",
        "valid ready; unexpected text: at=ready",
        "(valid; missing )",
        "valid == ; missing a value",
        "valid == maybe; not a value: at=maybe",
        "valid ?; unexpected text: at=?",
        "1 == valid; not a signal: at=1",
        "vlaid; no such signal: name=vlaid file=test.vcd (hint: nearest are top.valid",
      })
  void textThatIsNoConditionIsRefused(String condition, String expected) throws IOException {
    Waveform wave = Traces.vcd(Traces.handshake());

    assertThatThrownBy(() -> ConditionText.parse(wave, condition))
        .isInstanceOf(WaveformException.class)
        .hasMessageContaining(expected);
  }

  @Test
  void endOfANameMustBeUnique() throws IOException {
    try (Waveform wave = Waveform.open(Corpus.file("verilator/shapes.fst"))) {
      assertThat(SignalNames.one(wave, "irq_o").path()).isEqualTo("TOP.irq_o");
      assertThat(SignalNames.all(wave, "mem_q*")).hasSize(4);
      assertThatThrownBy(() -> SignalNames.one(wave, "data_o"))
          .hasMessageStartingWith("name is ambiguous: name=data_o signals=4 (expected: more of");
    }
  }
}
