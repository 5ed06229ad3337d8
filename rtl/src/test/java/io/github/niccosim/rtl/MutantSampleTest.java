// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.rtl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The C++ test of the receive half sees sixteen planted faults; all of them: {@code
 * rtl/mutants/run.sh}. One model holds them, kept below {@code target} until a source changes.
 */
class MutantSampleTest {

  private static final List<String> SAMPLE =
      List.of(
          "1", "3", "5", "8", "13", "16", "19", "23", "73", "78", "83", "88", "98", "103", "108",
          "113");

  /** The rest may make no difference: which faults the numbers mean changes with the RTL. */
  private static final int LEAST_SEEN = 12;

  @Test
  void faultsOfTheSampleAreSeen() throws Exception {
    assumeTrue(isInstalled("yosys"), "yosys is not installed");
    Path out = Files.createDirectories(Path.of("target/mutants").toAbsolutePath());

    List<String> lines = run(out);

    assertThat(lines).hasSize(SAMPLE.size());
    assertThat(lines)
        .as(String.join("\n", lines))
        .filteredOn(l -> l.contains("|rx:"))
        .hasSizeGreaterThanOrEqualTo(LEAST_SEEN);
  }

  private static List<String> run(Path out) throws Exception {
    List<String> command = new ArrayList<>(List.of("mutants/run.sh"));
    command.addAll(SAMPLE);
    Path text = out.resolve("sample");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("OUT", out.toString());
    builder.environment().put("BENCHES", "rx");
    Path log = out.resolve("sample.log");
    Process process = builder.redirectOutput(text.toFile()).redirectError(log.toFile()).start();
    assertThat(process.waitFor(10, TimeUnit.MINUTES)).as("mutants/run.sh ends").isTrue();
    assertThat(process.exitValue()).as(Files.readString(text)).isZero();
    return Files.readAllLines(text, StandardCharsets.UTF_8);
  }

  private static boolean isInstalled(String tool) throws IOException {
    return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
  }
}
