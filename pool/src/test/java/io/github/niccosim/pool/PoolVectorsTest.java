// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pool vector of the file, bit-exact. */
class PoolVectorsTest {
  record Vector(String title, String operations, String expected) {
    @Override
    public String toString() {
      return title;
    }
  }

  static Stream<Vector> vectors() {
    List<String> lines = Vectors.lines();
    return IntStream.range(0, lines.size())
        .filter(i -> lines.get(i).matches("[VK]\\d\\d .*"))
        .mapToObj(i -> {
          String[] parts = lines.get(i).split("\\|", 2);
          return new Vector(
              parts[0].strip(), parts[1].strip(), lines.get(i + 1).strip().substring(3));
        });
  }

  @Test
  void theFileHasAllVectors() {
    assertThat(vectors().filter(vector -> vector.title().startsWith("V"))).hasSize(59);
    assertThat(vectors().filter(vector -> vector.title().startsWith("K"))).hasSize(6);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void poolDoesExactlyWhatTheVectorSays(Vector vector) {
    String happened = VectorText.of(vector.operations());

    assertThat(normalised(happened)).isEqualTo(normalised(vector.expected()));
  }

  /** Order of counters inside one state does not matter, everything else does. */
  private static List<String> normalised(String text) {
    return Arrays.stream(text.split(" // "))
        .map(part -> part.strip().replaceAll(" +", " "))
        .map(PoolVectorsTest::sortedCounters)
        .toList();
  }

  private static String sortedCounters(String part) {
    int bar = part.indexOf(" | ");
    if (bar < 0) {
      return part;
    }
    int warn = part.indexOf(" | WARN");
    String end = warn < 0 ? "" : part.substring(warn);
    String counters = part.substring(bar + 3, warn < 0 ? part.length() : warn);
    Set<String> sorted = new TreeSet<>(Arrays.asList(counters.split(" ")));
    return part.substring(0, bar) + " | " + String.join(" ", sorted) + end;
  }
}
