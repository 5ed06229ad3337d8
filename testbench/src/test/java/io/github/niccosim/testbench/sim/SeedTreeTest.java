// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The seed tree's arithmetic is part of the contract: recorded seeds must replay for ever. */
class SeedTreeTest {

  @Test
  void valuesAreTheDocumentedOnes() {
    RandomGenerator stream = new SeedTree(1).stream("axi/latency");

    assertThat(new SeedTree(1).seedOf("axi/latency")).isEqualTo(reference(1, "axi/latency"));
    assertThat(stream.nextLong()).isEqualTo(mix(reference(1, "axi/latency") + GOLDEN));
    assertThat(stream.nextLong()).isEqualTo(mix(reference(1, "axi/latency") + GOLDEN + GOLDEN));
  }

  @Test
  void streamsDoNotDisturbEachOther() {
    SeedTree alone = new SeedTree(42);
    SeedTree crowded = new SeedTree(42);
    crowded.stream("other").nextLong();
    crowded.subtree("axi").stream("x").nextLong();

    assertThat(crowded.stream("axi").nextLong()).isEqualTo(alone.stream("axi").nextLong());
  }

  @Test
  void sameNameIsTheSameStream() {
    SeedTree tree = new SeedTree(7);

    assertThat(tree.stream("a")).isSameAs(tree.stream("a"));
    assertThat(tree.stream("a").nextLong()).isNotEqualTo(tree.stream("a").nextLong());
  }

  @Test
  void neighbouringSeedsAndNamesGiveDifferentStreams() {
    Set<Long> seen = new HashSet<>();
    for (long base = 0; base < 100; base++) {
      for (int name = 0; name < 100; name++) {
        seen.add(new SeedTree(base).stream("task" + name).nextLong());
      }
    }

    assertThat(seen).hasSize(10_000);
  }

  @Test
  void bitsAreBalanced() {
    long ones = 0;
    for (int i = 0; i < 1000; i++) {
      ones += Long.bitCount(new SeedTree(i).stream("x").nextLong());
    }

    assertThat(ones).isBetween(31_400L, 32_600L);
  }

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private static long reference(long base, String path) {
    long key = 0xCBF29CE484222325L;
    for (byte b : path.getBytes(java.nio.charset.StandardCharsets.UTF_16LE)) {
      key = (key ^ (b & 0xFF)) * 0x100000001B3L;
    }
    return mix(base + GOLDEN) ^ mix(key + GOLDEN + GOLDEN);
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
