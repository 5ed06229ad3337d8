// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.niccosim.waveforms.Waveform;
import io.github.niccosim.waveforms.WaveformException;
import io.github.niccosim.waveforms.transaction.TransactionLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HtmlViewTest {
  private static final Path WAVES = Path.of("src", "test", "resources", "waves");

  private static Waveform vcd(String text) throws IOException {
    return Waveform.open(Path.of("test.vcd"), text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static Waveform counter(int cycles) throws IOException {
    StringBuilder text = new StringBuilder("$timescale 1ps $end $var wire 32 ! n $end\n");
    text.append("$enddefinitions $end\n");
    long random = 1;
    for (int i = 0; i < cycles; i++) {
      random = random * 6364136223846793005L + 1442695040888963407L;
      text.append('#').append(i * 10L).append(" b");
      text.append(Integer.toBinaryString((int) (random >>> 32))).append(" !\n");
    }
    return vcd(text.toString());
  }

  @Test
  void needsNoNetworkAndNoOtherFile() throws IOException {
    try (Waveform wave = Waveform.open(WAVES.resolve("verilator/shapes.fst"))) {
      String page = HtmlView.of(wave).html();

      assertThat(page).startsWith("<!doctype html>").doesNotContain("src=", "href=", "@import");
      assertThat(page.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http");
      assertThat(page).doesNotContain("@DOC@", "@DATA@", "@SCRIPT@", "@STYLE@", "@TITLE@");
    }
  }

  @Test
  void samePageForSameTrace() throws IOException {
    try (Waveform fst = Waveform.open(WAVES.resolve("verilator/shapes-short.fst"))) {
      assertThat(HtmlView.of(fst).html()).isEqualTo(HtmlView.of(fst).html());
    }
  }

  @Test
  void namesWithMarkupCannotLeaveTheDocument() throws IOException {
    Waveform wave = vcd("$var wire 1 ! </script><b> $end $enddefinitions $end #0 1!\n");

    String page = HtmlView.of(wave).title("</title><script>").flagPs(0, "</script>").html();

    assertThat(page).containsOnlyOnce("</title>").doesNotContain("</script><b>");
    assertThat(page.split("</script>", -1)).hasSize(4);
  }

  @Test
  void onlyTheLanesAskedForAreShownFromTheStart() throws IOException {
    TransactionLog log = new TransactionLog();
    log.add("first", "k", "", 100, 200);
    log.add("second", "k", "", 100, 200);
    Waveform wave = counter(100);

    assertThat(HtmlView.of(wave).transactions(log).html()).contains("[2,0]", "[2,1]");
    assertThat(HtmlView.of(wave).transactions(log).lanes("second", "third").html())
        .contains("\"name\":\"first\"", "[2,1]")
        .doesNotContain("[2,0]");
  }

  @Test
  void lanesCanBeBelowTheSignals() throws IOException {
    TransactionLog log = new TransactionLog();
    log.add("first", "k", "", 100, 200);
    Waveform wave = counter(100);

    String above = HtmlView.of(wave).transactions(log).html();
    String below = HtmlView.of(wave).transactions(log).lanesBelow().html();

    assertThat(above.indexOf("[2,0]")).isLessThan(above.indexOf("[0,0,"));
    assertThat(below.indexOf("[2,0]")).isGreaterThan(below.indexOf("[0,0,"));
  }

  @Test
  void cutsAroundTheFlagWhenThePageBecomesTooLarge() throws IOException {
    Waveform wave = counter(40_000);

    String page = HtmlView.of(wave).flagPs(300_000, "here").limitBytes(20_000).html();

    assertThat(page.length()).isLessThan(150_000);
    assertThat(page).containsPattern("\"notes\":\\[\"cut to .* the rest is in test.vcd\"");
    long start = number(page, "start");
    long end = number(page, "end");
    assertThat(start).isGreaterThan(200_000).isLessThan(300_000);
    assertThat(end).isGreaterThan(300_000).isLessThan(400_000);
  }

  private static long number(String page, String field) {
    String after = page.substring(page.indexOf("\"" + field + "\":") + field.length() + 3);
    return Long.parseLong(after.substring(0, after.indexOf(',')));
  }

  @Test
  void keepsTheValueFromBeforeTheWindow() throws IOException {
    Waveform wave = counter(100);

    String page = HtmlView.of(wave).windowPs(505, 515).html();

    // Two changes: the value at 505, which began at 500, and the one at 510.
    assertThat(page).contains("\"signals\":[[2,0,2,32,\"b\"]]");
  }

  @Test
  void differencesNameBothSides() throws IOException {
    String text = "$timescale 1ps $end $var wire 8 ! v [7:0] $end $enddefinitions $end\n";
    Waveform a = vcd(text + "#0 b1 ! #10 b10 ! #20 b11 ! #40 b0 !\n");
    Waveform b = vcd(text + "#0 b1 ! #10 b110 ! #20 b11 ! #40 b0 !\n");

    assertThat(HtmlView.of(a).compareTo(b).html())
        .contains("\"differences\":{\"0\":[10,20],\"1\":[10,20]}");
    assertThat(HtmlView.of(a).compareTo(a).html()).contains("\"differences\":{}");
  }

  @Test
  void unmatchedPatternNamesTheNearest() throws IOException {
    Waveform wave = counter(3);

    assertThatThrownBy(() -> HtmlView.of(wave).signals("m"))
        .isInstanceOf(WaveformException.class)
        .hasMessage("no such signal: name=m file=test.vcd (hint: nearest are n)");
  }
}
