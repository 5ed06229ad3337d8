// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli.waves;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewestFailureTest {
  @TempDir Path folder;

  private Path file(String name, int minute) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, "");
    Files.setLastModifiedTime(file, FileTime.fromMillis(60_000L * minute));
    return file;
  }

  @Test
  void failedTestGoesBeforeNewerTraces() throws IOException {
    file("module/target/cosim/A.old/waves.fst", 1);
    file("module/target/cosim/A.old/failure.txt", 1);
    Path wanted = file("module/target/cosim/A.failed/waves.fst", 2);
    file("module/target/cosim/A.failed/failure.txt", 3);
    file("target/cosim/A.passed/waves.fst", 9);

    NewestFailure found = NewestFailure.find(folder).orElseThrow();

    assertThat(found.trace()).isEqualTo(wanted);
    assertThat(found.test()).isEqualTo("A.failed");
    assertThat(found.failed()).isTrue();
  }

  @Test
  void newestTraceIsTakenWhenNoFailureIsKnown() throws IOException {
    file("target/cosim/A.first/waves.fst", 1);
    Path wanted = file("target/cosim/A.second/waves.0012.fst", 2);
    file("target/cosim/A.second/other.fst", 3);

    assertThat(NewestFailure.find(folder).orElseThrow().trace()).isEqualTo(wanted);
  }

  @Test
  void nothingIsFoundWhereNothingIs() throws IOException {
    assertThat(NewestFailure.find(folder)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"a.fst,true", "no/such,true", "w.vcd.gz,true", "irq_o,false", "TOP.**.q_*,false"})
  void wordsAreTracesOrNames(String word, boolean trace) {
    assertThat(WavesTask.isTrace(word)).isEqualTo(trace);
  }

  @Test
  void noBrowserIsStartedWithoutADisplay() throws IOException {
    Path browser = file("bin/xdg-open", 1);
    assertThat(browser.toFile().setExecutable(true)).isTrue();
    String path = folder.resolve("bin").toString();

    assertThat(ViewCommand.browser(Map.of("PATH", path))).isNull();
    assertThat(ViewCommand.browser(Map.of("PATH", path, "DISPLAY", ":0"))).isEqualTo("xdg-open");
  }
}
