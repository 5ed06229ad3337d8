// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.frag;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PageFragment;
import io.github.niccosim.pool.SystemPages;
import io.github.niccosim.pool.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page fragment vector of the file, bit-exact. */
class PageFragVectorsTest {
  private final SystemPages pages = new SystemPages();
  private final List<String> freed = new ArrayList<>();
  private final List<@Nullable Page> handles = new ArrayList<>();
  private final List<Integer> offsets = new ArrayList<>();
  private final StringJoiner results = new StringJoiner(" ");
  private final PageFragment fragment = new PageFragment();
  private boolean big = true;
  private boolean single = true;
  private boolean cacheIsUp;

  static Stream<String> vectors() {
    return Vectors.lines("PF").stream();
  }

  @Test
  void theFileHasAllVectors() {
    assertThat(vectors()).hasSize(22);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void cacheDoesExactlyWhatTheVectorSays(String line) {
    PageFragCache.Direction direction =
        line.contains("[up]") ? PageFragCache.Direction.UP : PageFragCache.Direction.DOWN;
    cacheIsUp = direction == PageFragCache.Direction.UP;
    PageFragCache cache = new PageFragCache(pages, direction);
    pages.listener(
        new SystemPages.Listener() {
          @Override
          public void freed(Page page) {
            freed.add("pg" + page.id());
          }
        });
    String body = line.substring(line.indexOf('|') + 1);
    String[] halves = body.split("=>");

    for (String operation : halves[0].split(";")) {
      step(cache, operation.strip().split(" "));
    }

    assertThat(results + " |" + state(cache)).isEqualTo(halves[1].strip());
  }

  private void step(PageFragCache cache, String[] words) {
    switch (words[0]) {
      case "f" -> {
        boolean repeated = words.length > 2 && words[2].startsWith("x");
        int times = repeated ? Integer.parseInt(words[2].substring(1)) : 1;
        int alignment = words.length > 2 && !repeated ? Integer.parseInt(words[2]) : 1;
        allocate(cache, Integer.parseInt(words[1]), alignment, times);
      }
      case "x" -> free(words[1]);
      case "drain" -> cache.drain();
      case "set" -> set(words[1], words[2].equals("1"));
      default -> throw new IllegalArgumentException("operation not known: " + words[0]);
    }
  }

  private void allocate(PageFragCache cache, int size, int alignment, int times) {
    int first = handles.size();
    for (int i = 0; i < times; i++) {
      boolean done = cache.allocate(fragment, size, alignment);
      handles.add(done ? fragment.page() : null);
      offsets.add(fragment.offsetBytes());
    }
    if (times == 1) {
      results.add((first + 1) + "=" + name(first));
      return;
    }
    int second = offsets.get(first + 1);
    int last = offsets.getLast();
    String tail =
        cacheIsUp
            ? "," + second + ",..," + last
            : ",..," + offsets.get(handles.size() - 2) + "," + last;
    results.add((first + 1) + ".." + handles.size() + "=" + name(first) + tail);
  }

  private String name(int index) {
    Page page = handles.get(index);
    return page == null ? "NULL" : "pg" + page.id() + "@" + offsets.get(index);
  }

  private void free(String which) {
    String[] ends = which.split("\\.\\.");
    int last = Integer.parseInt(ends[ends.length - 1]);
    for (int i = Integer.parseInt(ends[0]); i <= last; i++) {
      PageFragCache.free(java.util.Objects.requireNonNull(handles.get(i - 1)));
    }
  }

  private void set(String key, boolean on) {
    switch (key) {
      case "hi" -> big = on;
      case "lo" -> single = on;
      default -> pages.pfmemalloc(on);
    }
    pages.maxOrder(big ? SystemPages.UNLIMITED : single ? 0 : -1);
  }

  private String state(PageFragCache cache) {
    StringBuilder text = new StringBuilder();
    Page page = cache.page();
    if (page != null) {
      text.append(" page=pg").append(page.id()).append(" ref=").append(page.refCount());
      text.append(" bias=").append(cache.bias()).append(" users=").append(cache.users());
      text.append(" off=").append(cache.offset());
    }
    freed.forEach(name -> text.append(" freed=").append(name));
    return text.toString();
  }
}
