// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.DocumentationTool;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documentation quotes code that is there: every snippet resolves, every region is quoted. */
class SnippetsTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Path TESTS = Path.of("src/test/java");
  private static final Pattern QUOTE =
      Pattern.compile("\\{@snippet\\s[\\s*]*file=\"([^\"]+)\"[\\s*]+region=\"([^\"]+)\"");
  private static final Pattern REGION = Pattern.compile("// @start region=\"([^\"]+)\"");

  private static List<Path> javaFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static Set<String> quoted() throws IOException {
    Set<String> quoted = new TreeSet<>();
    for (Path file : javaFiles(SOURCES)) {
      Matcher quote = QUOTE.matcher(Files.readString(file));
      while (quote.find()) {
        quoted.add(quote.group(1) + " " + quote.group(2));
      }
    }
    return quoted;
  }

  private static Set<String> regions() throws IOException {
    Set<String> regions = new TreeSet<>();
    for (Path file : javaFiles(TESTS.resolve("io/github/niccosim/pool/examples"))) {
      if (file.endsWith("SnippetsTest.java")) {
        continue;
      }
      Matcher region = REGION.matcher(Files.readString(file));
      while (region.find()) {
        String name = TESTS.relativize(file).toString().replace('\\', '/');
        assertThat(regions.add(name + " " + region.group(1)))
            .as("region twice in %s", file)
            .isTrue();
      }
    }
    return regions;
  }

  @Test
  void everyRegionIsQuotedAndEveryQuoteHasItsRegion() throws IOException {
    assertThat(quoted()).isNotEmpty().isEqualTo(regions());
  }

  @Test
  void javadocResolvesAllSnippetsWithoutAWarning(@TempDir Path out) throws IOException {
    DocumentationTool tool = ToolProvider.getSystemDocumentationTool();
    StringWriter log = new StringWriter();
    List<String> options =
        new ArrayList<>(
            List.of(
                "-Xdoclint:all,-missing",
                "-Werror",
                "-quiet",
                "--snippet-path",
                TESTS.toString(),
                "-classpath",
                System.getProperty("java.class.path"),
                "-d",
                out.toString()));
    try (StandardJavaFileManager files = tool.getStandardFileManager(null, null, null)) {
      boolean done =
          tool.getTask(
                  log, files, null, null, options, files.getJavaFileObjectsFromPaths(publicPages()))
              .call();

      assertThat(done).as(log.toString()).isTrue();
    }
    assertThat(Files.readString(out.resolve("io/github/niccosim/pool/package-summary.html")))
        .contains("pool.dmaSyncForCpu(page, 0, length);");
  }

  private static List<Path> publicPages() throws IOException {
    return javaFiles(SOURCES);
  }
}
