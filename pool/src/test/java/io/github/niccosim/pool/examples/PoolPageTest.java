// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.pool.dma.DmaRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of doc/pool.md are complete and name what is there. */
class PoolPageTest {
  private static final Pattern BUG = Pattern.compile("\\| B(\\d+) \\|.*\\| ([^|]+) \\|");
  private static final Pattern CODE = Pattern.compile("`([A-Za-z]\\w*)`");

  private static boolean isBugRow(String line) {
    return line.matches("\\| B\\d+ \\|.*") && line.chars().filter(c -> c == '|').count() == 5;
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("doc/pool.md"));
  }

  private static String tests() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("PoolPageTest.java"))
          .map(PoolPageTest::read)
          .collect(Collectors.joining());
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyHistoricBugHasARowAndARowsTestsExist() throws IOException {
    String tests = tests();
    List<String> rows = page().lines().filter(PoolPageTest::isBugRow).toList();

    assertThat(rows).hasSize(32);
    for (int i = 0; i < rows.size(); i++) {
      Matcher row = BUG.matcher(rows.get(i));
      assertThat(row.matches()).as(rows.get(i)).isTrue();
      assertThat(row.group(1)).isEqualTo(Integer.toString(i + 1));
      Matcher named = CODE.matcher(row.group(2));
      int found = 0;
      while (named.find()) {
        String name = named.group(1);
        assertThat(tests).as("test of B%d", i + 1).containsPattern("(void|class) " + name + "\\b");
        found++;
      }
      assertThat(found).as(rows.get(i)).isPositive();
    }
  }

  @Test
  void everyRuleIsExplained() throws IOException {
    String page =
        page().replace("`M1`–`M3`", "`M1` `M2` `M3`").replace("`Y2`–`Y4`", "`Y2` `Y3` `Y4`");

    for (DmaRule rule : DmaRule.values()) {
      assertThat(page).contains("`" + rule.id() + "`");
    }
  }

  @Test
  void everyDetectorHasARow() throws IOException {
    String page = page();

    for (int i = 1; i <= 15; i++) {
      assertThat(page).contains("\n| D" + i + " | ");
    }
  }
}
