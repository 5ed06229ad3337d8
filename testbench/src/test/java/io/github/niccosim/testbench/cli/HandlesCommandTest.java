// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandlesCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void writesAClassNamedAfterTheTop(@TempDir Path folder) throws IOException {
    Path rtl = folder.resolve("tiny_top.sv");
    Files.writeString(
        rtl, "module tiny_top #(parameter int W = 4) (input logic [W-1:0] a_i); endmodule\n");

    int code =
        execute(
            "handles",
            "--top",
            "tiny_top",
            "--package",
            "my.dut",
            "-GW=12",
            "--out",
            folder.toString(),
            rtl.toString());

    Path file = folder.resolve("my/dut/TinyTop.java");
    assertThat(code).as(err.toString()).isZero();
    assertThat(out.toString()).isEqualTo(file + System.lineSeparator());
    assertThat(file)
        .content()
        .contains("{@code a_i}: input {@code logic [11:0]}, 12 bits; {@code tiny_top.sv:1}.")
        .contains("  public final IntInput a_i;\n");
  }

  @Test
  void missingOptionIsUsage() {
    assertThat(execute("handles", "fifo.sv")).isEqualTo(2);
    assertThat(err.toString()).startsWith("handles: error: option is missing: name=--top or --out");
    assertThat(execute("handles", "--help")).isZero();
    assertThat(out.toString()).contains("--publish-writable PATH");
  }

  private int execute(String... args) {
    return CosimMain.execute(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }
}
