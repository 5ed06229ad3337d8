// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of a folder that is no Maven module: compiled, run, and their failures shown. */
class FolderTestCommandTest {
  private static final Path FIFO = Path.of("src/test/rtl/examples/fifo.v").toAbsolutePath();

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;

  private int cosim(String... more) {
    String[] args = new String[more.length + 3];
    args[0] = "test";
    args[1] = "--dir";
    args[2] = folder.toString();
    System.arraycopy(more, 0, args, 3, more.length);
    return CosimMain.execute(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  @BeforeEach
  void writeTests() throws Exception {
    Files.writeString(
        folder.resolve("OwnTest.java"),
        """
        import static org.junit.jupiter.api.Assertions.assertEquals;
        import io.github.niccosim.testbench.junit.*;
        import io.github.niccosim.testbench.sim.*;

        @Rtl(top = "fifo", sources = "%s")
        class OwnTest {
          @CosimTest void isReadyAfterReset(Simulation sim) {
            Clock clk = sim.clock("clk", 4_000);
            clk.cycle();
            assertEquals(1, sim.signal("s_axis_tready").get());
          }

          @CosimTest void isWrong(Simulation sim) {
            Clock clk = sim.clock("clk", 4_000);
            clk.cycle();
            assertEquals(7, sim.signal("m_axis_tvalid").get());
          }
        }
        """
            .formatted(FIFO));
  }

  @Test
  void passingAndFailingTestAreToldApart() {
    assertThat(cosim()).isEqualTo(1);

    assertThat(out.toString())
        .contains("PASS  OwnTest#isReadyAfterReset")
        .contains("FAIL  OwnTest#isWrong")
        .contains("expected: <7> but was: <0>")
        .contains("replay: ")
        .contains("at OwnTest.isWrong(OwnTest.java:16)")
        .contains("        clk           ")
        .contains("^ 2 ns: failed here")
        .contains("view: file:///")
        .doesNotContain("at org.junit")
        .endsWith("2 tests, 1 failed\n");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void patternChoosesOneMethod() {
    assertThat(cosim("OwnTest#isReady*")).isZero();

    assertThat(out.toString()).endsWith("1 tests, 0 failed\n").doesNotContain("isWrong");
  }

  @Test
  void patternThatMatchesNothingIsOneLine() {
    assertThat(cosim("Nothing")).isEqualTo(2);

    assertThat(err.toString()).hasLineCount(1).contains("no test matches: dir=" + folder);
  }

  @Test
  void codeThatDoesNotCompileIsShownWithFileAndLine() throws Exception {
    Files.writeString(folder.resolve("Broken.java"), "class Broken {\n  int x = \"text\";\n}\n");

    assertThat(cosim()).isEqualTo(2);

    assertThat(err.toString())
        .contains("Broken.java:2: error: incompatible types")
        .contains("cosim: error: tests do not compile: errors=1 (listed above)");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void folderWithoutSourcesIsOneLine() throws Exception {
    Files.delete(folder.resolve("OwnTest.java"));

    assertThat(cosim()).isEqualTo(2);

    assertThat(err.toString()).hasLineCount(1).contains("no test source found: dir=" + folder);
  }
}
