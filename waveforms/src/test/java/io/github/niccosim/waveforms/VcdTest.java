// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VcdTest {
  private static final String VECTOR = "$var reg 8 ! v [7:0] $end $enddefinitions $end\n";

  private static List<String> values(Waveform wave, String name) {
    List<String> values = new ArrayList<>();
    wave.history(name).forEach(c -> values.add(c.timeTicks() + "=" + c.value().text()));
    return values;
  }

  @Test
  void extendsValuesToTheLeft() throws IOException {
    Waveform wave =
        Traces.vcd(VECTOR + "#1 b1 ! #2 b0 ! #3 bx1 ! #4 bZ ! #5 b1x ! #6 b101010101 ! #7 1!\n");

    assertThat(values(wave, "v"))
        .containsExactly(
            "1=00000001",
            "2=00000000",
            "3=xxxxxxx1",
            "4=zzzzzzzz",
            "5=0000001x",
            "6=01010101",
            "7=00000001");
  }

  @Test
  void countsValuesBeforeTheFirstTimeForTimeZero() throws IOException {
    Waveform wave = Traces.vcd(VECTOR + "$dumpvars b11 ! $end #5 b100 !\n");

    assertThat(values(wave, "v")).containsExactly("0=00000011", "5=00000100");
    assertThat(wave.info().startTicks()).isZero();
    assertThat(wave.info().endTicks()).isEqualTo(5);
  }

  @Test
  void dropsAWordThatTheEndOfTheFileCuts() throws IOException {
    Waveform wave = Traces.vcd(VECTOR + "#5 b100 !\n#123");

    assertThat(wave.info().endTicks()).isEqualTo(5);
    assertThat(wave.info().complete()).isFalse();
    assertThat(wave.info().notes())
        .containsExactly("the file ends inside the word at offset " + (VECTOR.length() + 10));
  }

  @Test
  void dropsAValueWithoutItsSignal() throws IOException {
    Waveform wave = Traces.vcd(VECTOR + "#5 b100 !\n#6 b111 ");

    assertThat(values(wave, "v")).containsExactly("5=00000100");
    assertThat(wave.info().complete()).isFalse();
  }

  @Test
  void readsBoundsNamesAndAliases() throws IOException {
    Waveform wave =
        Traces.vcd(
            "$scope module a $end $scope begin b[0] $end\n"
                + "$var wire 1 ! x [3] $end $var wire 4 \" mem[2] [4:1] $end\n"
                + "$var wire 1 ! y $end $upscope $end $upscope $end $enddefinitions $end 1!\n");

    assertThat(wave.variables())
        .extracting(Variable::pathWithRange)
        .containsExactly("a.b[0].x[3]", "a.b[0].mem[2][4:1]", "a.b[0].y");
    assertThat(wave.variable("a.b[0].y").handle()).isEqualTo(wave.variable("a.b[0].x").handle());
    assertThat(wave.variable("a.b[0].mem[2] [4:1]").name()).isEqualTo("mem[2]");
    assertThat(wave.hierarchy().root().scopes().getFirst().scopes().getFirst().kind())
        .isEqualTo("begin");
  }

  @Test
  void readsEnumTablesAndStringsOfFst2vcd() throws IOException {
    Waveform wave =
        Traces.vcd(
            "$attrbegin misc 07 state_e 2 Idle Busy 00 01 1 $end $attrbegin misc 07 \"\" 1 $end\n"
                + "$var enum 2 ! state [1:0] $end $var string 0 s text $end\n"
                + "$enddefinitions $end #3 b01 ! sa\\x20b s\n");

    assertThat(wave.variable("state").enumTable())
        .isNotNull()
        .satisfies(table -> assertThat(table.nameOf("01")).isEqualTo("Busy"))
        .satisfies(table -> assertThat(table.nameOf("11")).isNull());
    assertThat(values(wave, "text")).containsExactly("3=a b");
  }

  @Test
  void notesWhenDumpingWasSwitched() throws IOException {
    Waveform wave = Traces.vcd(VECTOR + "#5 $dumpoff bx ! $end\n#9 $dumpon b1 ! $end\n");

    assertThat(wave.info().dumpSwitches())
        .containsExactly(
            new WaveformInfo.DumpSwitch(5, false), new WaveformInfo.DumpSwitch(9, true));
  }

  @Test
  void namesTheOffsetOfDamage() {
    assertThatThrownBy(() -> Traces.vcd(VECTOR + "#5 b100 !\n#4\n"))
        .isInstanceOf(WaveformException.class)
        .hasMessage("time runs backwards: file=test.vcd offset=0x39 word=#4 (expected: at least 5)")
        .extracting(e -> ((WaveformException) e).offsetBytes())
        .isEqualTo(VECTOR.length() + 10L);
    assertThatThrownBy(() -> Traces.vcd(VECTOR + "#5 b1 ?\n#6 #7 "))
        .hasMessageStartingWith("change of a signal that is not declared: ");
    assertThatThrownBy(() -> Traces.vcd("$var wire 1 ! a $end #5\n"))
        .hasMessage(
            "not a VCD file: file=test.vcd offset=0x15 word=#5"
                + " (expected: a declaration that begins with $)");
  }

  @Test
  void readsWordsAcrossBufferBoundaries() throws IOException {
    int width = 300_000;
    StringBuilder text =
        new StringBuilder("$var reg " + width + " ! v $end $enddefinitions $end\n");
    text.append("#1 b").append("10".repeat(width / 2)).append(" !\n#2 b0 !\n");
    byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
    Waveform wave = Waveform.open(Path.of("wide.vcd"), bytes);

    assertThat(wave.history("v").value(0).text()).isEqualTo("10".repeat(width / 2));
    assertThat(wave.history("v").size()).isEqualTo(2);
  }
}
