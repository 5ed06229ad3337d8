// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the commands on a trace print, and their exit codes. */
class WavesCommandTest {
  private static final String HEAD =
      """
      $timescale 1ns $end $scope module top $end
      $var wire 1 ! clk_i $end $var wire 1 v valid $end $var wire 1 r ready $end
      $var wire 8 d data [7:0] $end $upscope $end $enddefinitions $end
      """;

  private static final String BODY =
      "#0 0! 0v 0r b0 d\n#10 1!\n#11 1v b101 d\n#15 0!\n#20 1!\n#21 1r\n#25 0!\n#30 1!\n#31 0v\n";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;
  private Path trace = Path.of("");

  @BeforeEach
  void writeTrace() throws IOException {
    trace = Files.writeString(folder.resolve("w.vcd"), HEAD + BODY + "#40\n");
  }

  private int waves(String command, String... rest) {
    String[] args = new String[rest.length + 3];
    args[0] = "waves";
    args[1] = command;
    args[2] = trace.toString();
    System.arraycopy(rest, 0, args, 3, rest.length);
    return CosimMain.execute(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  @Test
  void infoSaysWhatTheTraceIs() {
    assertThat(waves("info", "--hash")).isZero();

    assertThat(out.toString())
        .contains("format     VCD", "timescale  1 ns", "end        40 ns", "variables  4")
        .containsPattern("hash       [0-9a-f]{64}");
  }

  @Test
  void listAndCatNameSignalsByTheirEnds() {
    assertThat(waves("ls", "-l", "*a*")).isZero();
    assertThat(out.toString()).contains("top.data[7:0]", "top.valid").doesNotContain("clk");

    assertThat(waves("cat", "data", "ready", "--from", "5ns")).isZero();
    assertThat(out.toString())
        .endsWith("11 ns  top.data[7:0] = 05\n" + "         21 ns  top.ready = 1\n");
  }

  @Test
  void showDrawsAroundATime() {
    assertThat(waves("show", "clk_i", "data", "--at", "20ns", "--clock", "clk_i", "--cycles", "1"))
        .isZero();

    assertThat(out.toString()).contains("clk_i", "|05", "^ 20 ns: here");
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void findPrintsEdgesAndFailsWhenThereIsNone() {
    assertThat(waves("find", "--clock", "clk_i", "--when", "valid && !ready", "data")).isZero();
    assertThat(out.toString()).isEqualTo("20 ns  top.data=05\n");

    assertThat(waves("find", "--clock", "clk_i", "--when", "data == 9", "--count")).isEqualTo(1);
    assertThat(out.toString()).endsWith("\n0\n");
  }

  @Test
  void checkFailsWhenARuleIsBroken() {
    String[] stable = {"--clock", "clk_i", "--while", "valid && !ready", "--stable", "data"};
    assertThat(waves("check", stable)).isZero();
    assertThat(waves("check", "--clock", "clk_i", "--never", "valid && ready")).isEqualTo(1);

    assertThat(out.toString())
        .endsWith("30 ns: condition holds: valid && ready\n1 violations at 3 edges\n");
  }

  @Test
  void diffFailsOnlyWhenTracesDiffer() throws IOException {
    Path other =
        Files.writeString(folder.resolve("x.vcd"), HEAD + BODY.replace("b101", "b111") + "#40\n");
    Path page = folder.resolve("d.html");

    assertThat(waves("diff", trace.toString())).isZero();
    assertThat(waves("diff", other.toString(), "--html", page.toString())).isEqualTo(1);
    assertThat(waves("diff", other.toString(), "--clock", "clk_i", "--json")).isEqualTo(1);

    assertThat(out.toString()).contains("11 ns  top.data[7:0]: 05 | 07", "\"first\" : \"05\"");
    assertThat(page).content().contains("\"differences\":{\"3\":[11,40],\"4\":[11,40]}");
  }

  @Test
  void picturesPagesAndViewFilesAreWritten() throws IOException {
    String[] suffixes = {"svg", "png", "html", "gtkw", "surfer"};
    for (String suffix : suffixes) {
      String file = folder.resolve("out." + suffix).toString();
      assertThat(waves(suffix, "clk_i", "data", "-o", file)).as(suffix).isZero();
      assertThat(Path.of(file)).isNotEmptyFile();
    }
    assertThat(waves("wavejson", "data", "--clock", "clk_i")).isZero();

    assertThat(out.toString())
        .contains("{\"name\":\"data\",\"wave\":\"==.\",\"data\":[\"00\",\"05\"]}");
    assertThat(Files.readString(folder.resolve("out.surfer"))).contains("variable_add top.data");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "show; 'nothing'; no such signal: name=nothing",
        "show; 'clk_i --from 9ns --to 3ns'; window is empty: from=9000 to=3000",
        "show; 'clk_i --at 3ns --to 5ns'; --at goes with neither --from nor --to",
        "show; 'clk_i --from 3parsecs'; is not a time (expected: such as 12.5ns",
        "find; '--clock clk_i --when valid&&'; condition cannot be read: missing a signal",
        "check; '--clock clk_i'; rule is missing (expected: --never",
        "axi; 'top.m_ --clock clk_i'; no such signal: name=top.m_awvalid",
        "png; 'clk_i -o x.png --width 9'; picture width is out of range: width=9",
        "diff; 'missing.fst'; file not found: file=missing.fst",
      })
  void mistakesAreOneLineAndExitCodeTwo(String command, String rest, String expected) {
    assertThat(waves(command, rest.split(" ", -1))).isEqualTo(2);

    assertThat(err.toString()).startsWith("cosim: error: ").contains(expected).hasLineCount(1);
  }

  @Test
  void helpShowsExamples() {
    CosimMain.execute(new PrintWriter(out, true), new PrintWriter(err, true), "waves", "--help");

    assertThat(out.toString()).contains("Examples:", "cosim waves find", "Exit codes");
  }

  @Test
  void cutWritesAPart() throws IOException {
    Path part = folder.resolve("part.vcd");

    assertThat(waves("cut", "valid", "--from", "10ns", "--to", "25ns", "-o", part.toString()))
        .isZero();

    assertThat(Files.readString(part)).contains("valid", "#11\n1").doesNotContain("ready", "#31");
    assertThat(waves("cut", "-o", "part.fst")).isEqualTo(2);
    assertThat(err.toString()).contains("only VCD is written: file=part.fst");
  }

  @Test
  void viewPrintsTheAddressOfThePage() throws IOException {
    assertThat(waves("view", "--print")).isZero();

    Path page = folder.resolve("w.html");
    assertThat(out.toString()).startsWith(page.toUri().toString()).contains("next: ");
    assertThat(Files.readString(page)).startsWithIgnoringCase("<!doctype html>");
  }

  @Test
  void fileThatIsNoTraceIsOneLineAndExitCodeTwo() throws IOException {
    Files.writeString(trace, "no trace at all");

    assertThat(waves("info")).isEqualTo(2);
    assertThat(err.toString()).startsWith("cosim: error: ").doesNotContain("internal error");
  }

  @Test
  void checkCountsInJson() {
    assertThat(waves("check", "--never", "valid && !ready", "--json")).isEqualTo(1);

    assertThat(out.toString()).contains("\"count\" : 1", "\"time_ps\" : 20000");
  }
}
