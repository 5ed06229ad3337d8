// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The test that the README asks to copy, copied and run in a folder of its own. */
class ReadmeExampleTest {
  private static final Path FIFO = Path.of("src/test/rtl/examples/fifo.v").toAbsolutePath();

  @TempDir Path folder;

  private static String readmeTest() throws Exception {
    String readme = Files.readString(Path.of("../README.md"));
    String section = readme.substring(readme.indexOf("## Your own RTL"));
    String code = section.substring(section.indexOf("```java\n") + 8);
    return code.substring(0, code.indexOf("```"));
  }

  private int run(String test) throws Exception {
    Files.writeString(
        folder.resolve("FifoTest.java"), test.replace("\"fifo.v\"", "\"" + FIFO + "\""));
    StringWriter output = new StringWriter();
    PrintWriter writer = new PrintWriter(output, true);
    int code = CosimMain.execute(writer, writer, "test", "--dir", folder.toString());
    assertThat(output.toString()).contains("FifoTest#bytesComeOutInOrder");
    return code;
  }

  @Test
  void passesAsItStands() throws Exception {
    assertThat(readmeTest().lines().filter(line -> !line.isBlank())).hasSizeLessThanOrEqualTo(20);
    assertThat(run(readmeTest())).isZero();
  }

  @Test
  void failsWhenAnotherByteIsExpected() throws Exception {
    String wrong =
        readmeTest()
            .replaceFirst(
                "assertArrayEquals\\(new byte\\[\\] \\{1, 2, 3\\}",
                "assertArrayEquals(new byte[] {1, 2, 9}");

    assertThat(wrong).isNotEqualTo(readmeTest());
    assertThat(run(wrong)).isEqualTo(1);
  }
}
