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

  private static final String MOVERS = "nicdma_dma_wr=8 nicdma_rx_buf=4 nicdma_rx_engine=4";
  private static final int FAULTS = 16;

  /** The rest may make no difference: which faults the numbers mean changes with the RTL. */
  private static final int LEAST_SEEN = 10;

  @Test
  void faultsOfTheSampleAreSeen() throws Exception {
    assumeTrue(isInstalled("yosys"), "yosys is not installed");
    Path out = Files.createDirectories(Path.of("target/mutants").toAbsolutePath());

    List<String> lines = run(out);

    assertThat(lines).hasSize(FAULTS);
    assertThat(lines)
        .as(String.join("\n", lines))
        .filteredOn(l -> l.contains("|rx:"))
        .hasSizeGreaterThanOrEqualTo(LEAST_SEEN);
  }

  private static List<String> run(Path out) throws Exception {
    List<String> command = new ArrayList<>(List.of("mutants/run.sh"));
    for (int number = 1; number <= FAULTS; ++number) {
      command.add(Integer.toString(number));
    }
    Path text = out.resolve("sample");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("OUT", out.toString());
    builder.environment().put("BENCHES", "rx");
    builder.environment().put("MOVERS", MOVERS);
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
