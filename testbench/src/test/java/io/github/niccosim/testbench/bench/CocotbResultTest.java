// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CocotbResultTest {
  @TempDir Path folder;

  @Test
  void measurementIsReadByBenchmarkName() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("cocotb.json"),
            """
            {"schema": "nic-cosim.cocotb/1", "cocotb": "1.9.2", "results": {"axis_fifo": 50600.5}}
            """);

    CocotbResult result = CocotbResult.read(file).orElseThrow();

    assertThat(result.version()).isEqualTo("1.9.2");
    assertThat(result.nsPerCycle()).containsExactly(java.util.Map.entry("axis_fifo", 50600.5));
  }

  @Test
  void whatIsNoMeasurementCountsAsNone() throws Exception {
    Path file = folder.resolve("cocotb.json");

    assertThat(CocotbResult.read(file)).isEmpty();
    assertThat(CocotbResult.read(Files.writeString(file, "{"))).isEmpty();
    assertThat(CocotbResult.read(Files.writeString(file, "{\"schema\": \"other\"}"))).isEmpty();
  }
}
