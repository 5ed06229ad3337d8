// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.frag;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PoolRecorder.Kind;
import io.github.niccosim.pool.Vectors;
import io.github.niccosim.pool.testing.FragScript;
import io.github.niccosim.pool.testing.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page fragment vector of the file, bit-exact. */
class PageFragVectorsTest {
  private final List<String> freed = new ArrayList<>();
  private final StringJoiner results = new StringJoiner(" ");
  private int handles;

  static Stream<String> vectors() {
    return Stream.concat(Vectors.lines("PF").stream(), Vectors.lines("KF").stream());
  }

  @Test
  void theFileHasAllVectors() {
    assertThat(vectors()).hasSize(22 + 1);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void cacheDoesExactlyWhatTheVectorSays(String line) {
    boolean up = line.contains("[up]");
    FragScript script =
        new FragScript(up ? PageFragCache.Direction.UP : PageFragCache.Direction.DOWN);
    String[] halves = line.substring(line.indexOf('|') + 1).split("=>");

    for (String operation : halves[0].split(";")) {
      print(script.step(operation), up);
    }

    assertThat(results + " |" + state(script.cache())).isEqualTo(halves[1].strip());
  }

  private void print(Step step, boolean up) {
    step.events().stream()
        .filter(event -> event.kind() == Kind.FREE)
        .forEach(event -> freed.add(" freed=pg" + event.pageId()));
    String[] places = step.result().split(" ");
    if (places.length == 1 && !places[0].isEmpty()) {
      results.add(++handles + "=" + places[0]);
    } else if (places.length > 1) {
      int first = handles + 1;
      handles += places.length;
      results.add(first + ".." + handles + "=" + places[0] + shortened(places, up));
    }
  }

  /** Return how a vector writes many fragments: the first ones or the last ones. */
  private static String shortened(String[] places, boolean up) {
    String last = "," + offset(places[places.length - 1]);
    return up
        ? "," + offset(places[1]) + ",.." + last
        : ",..," + offset(places[places.length - 2]) + last;
  }

  private static String offset(String place) {
    return place.substring(place.indexOf('@') + 1);
  }

  private String state(PageFragCache cache) {
    StringBuilder text = new StringBuilder();
    Page page = cache.page();
    if (page != null) {
      text.append(" page=pg").append(page.id()).append(" ref=").append(page.refCount());
      text.append(" bias=").append(cache.bias()).append(" users=").append(cache.users());
      text.append(" off=").append(cache.offset());
    }
    return text + String.join("", freed);
  }
}
