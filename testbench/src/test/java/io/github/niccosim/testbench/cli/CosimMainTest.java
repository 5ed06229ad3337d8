// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user sees when something is wrong before a simulation starts: one line, exit code 2. */
class CosimMainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;

  private int cosim(String... args) {
    return CosimMain.execute(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "--queues;0;queues=0 (expected: 1..16)",
        "--queues;17;queues=17 (expected: 1..16)",
        "--data-width;96;data-width=96 (expected: 64|128|256|512)",
        "--ring;100;ring=100 (expected: a power of two, 2..4096)",
        "--page-pool-size;0;--page-pool-size=0 (expected: 1 or more)",
        "--frames;-1;--frames=-1 (expected: 1 or more)",
        "--offset;-1;offset=-1 (expected: 0..65535)",
        "--max-len;0;--max-len=0 (expected: 1 or more)",
        "--mem-latency;-5;mem-latency=-5 (expected: 0..100000)",
        "--wire-gbps;0;wire-gbps=0.0 (expected: 0.001..1000)",
        "--clock-mhz;NaN;clock-mhz=NaN (expected: 1..2000)",
        "--sync-dev;maybe;'maybe' (expected: on|off)",
        "--memory;magic;'magic' (expected: coherent|noncoherent)",
        "--traffic;65;'65' (expected: 64|1500|9000|imix)",
        "--seed;0xZZ;'0xZZ' (expected: 64 bits, decimal or 0x hexadecimal)",
        "--queues;four;'four' is not an int",
      })
  void valueOutOfRangeIsOneLineWithWhatIsLegal(String option, String value, String expected) {
    assertThat(cosim("run", option, value, "--out", folder.resolve("out").toString())).isEqualTo(2);

    assertThat(err.toString()).startsWith("cosim: error: ").contains(expected).hasLineCount(1);
    assertThat(out.toString()).isEmpty();
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void unknownOptionSuggestsTheNearestOne() {
    assertThat(cosim("run", "--frame", "3")).isEqualTo(2);

    assertThat(err.toString()).hasLineCount(1).contains("--frame").contains("--frames");
  }

  @Test
  void captureAndGeneratedTrafficExcludeEachOther() {
    assertThat(cosim("run", "--pcap", "x.pcap", "--traffic", "64")).isEqualTo(2);

    assertThat(err.toString()).hasLineCount(1).contains("mutually exclusive");
  }

  @Test
  void missingCaptureIsNamed() {
    Path missing = folder.resolve("missing.pcap");

    assertThat(cosim("run", "--pcap", missing.toString(), "--out", folder.toString())).isEqualTo(2);

    assertThat(err.toString()).hasLineCount(1).contains(missing.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "this is no capture at all, whatever its name may say"})
  void fileThatIsNoCaptureIsNamed(String content) throws Exception {
    Path file = Files.writeString(folder.resolve("not.pcap"), content);

    assertThat(cosim("run", "--pcap", file.toString(), "--out", folder.toString())).isEqualTo(2);

    assertThat(err.toString()).hasLineCount(1).contains(file.toString());
  }

  @Test
  void folderThatCannotBeMadeIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    String inside = file.resolve("out").toString();

    assertThat(cosim("run", "--out", inside)).isEqualTo(2);

    assertThat(err.toString())
        .hasLineCount(1)
        .contains("output folder not writable: out=" + inside);
  }

  @Test
  void unknownBenchmarkListsTheKnownOnes() {
    assertThat(cosim("bench", "nonsense")).isEqualTo(2);

    assertThat(err.toString()).hasLineCount(1).contains("await_rising_edge");
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"18446744073709551615,-1", "-1,-1", "0xffffffffffffffff,-1", "10,10", "0X1f,31"})
  void seedIsAny64BitNumber(String text, long seed) {
    assertThat(new RunCommand.SeedConverter().convert(text)).isEqualTo(seed);
  }

  @Test
  void unknownCommandIsOneLine() {
    assertThat(cosim("rum")).isEqualTo(2);

    assertThat(err.toString()).hasLineCount(1).contains("rum");
  }

  @Test
  void helpNamesEveryCommandAndExitCode() {
    assertThat(cosim("help")).isZero();

    assertThat(out.toString()).contains("run", "test", "bench", "Exit codes");
  }
}
