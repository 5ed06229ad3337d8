// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the tutorial shows is what is compiled and run. */
class TutorialQuotesTest {
  private static final Pattern QUOTE =
      Pattern.compile("<!-- quote: (\\S+) -->\n```\\w*\n(.*?)```", Pattern.DOTALL);

  private static List<Path> pages() throws IOException {
    try (Stream<Path> pages = Files.list(Path.of("doc"))) {
      return pages.filter(page -> page.getFileName().toString().startsWith("tutorial-")).toList();
    }
  }

  private static List<String> lines(String text) {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyQuoteIsInItsFile(Path page) throws IOException {
    Matcher quote = QUOTE.matcher(Files.readString(page));
    List<String> quoted = new ArrayList<>();
    while (quote.find()) {
      quoted.add(quote.group(1));

      assertThat(lines(Files.readString(Path.of(quote.group(1)))))
          .as("%s quotes %s", page, quote.group(1))
          .containsSequence(lines(quote.group(2)));
    }
    assertThat(quoted).isNotEmpty();
  }

  @Test
  void everyExampleHasItsPage() throws IOException {
    assertThat(pages()).hasSize(3);
  }
}
