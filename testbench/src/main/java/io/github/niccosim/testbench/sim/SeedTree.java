// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Named random streams grown from one base seed.
 *
 * <p>A stream depends on the base seed and its own path only, so adding, removing or reordering
 * streams never changes another one.
 *
 * <pre>
 *   key    = FNV-1a 64 over the UTF-16 units of the path, low byte first
 *   state  = mix(base + GOLDEN) ^ mix(key + GOLDEN + GOLDEN)
 *   next() = mix(state += GOLDEN)                          (SplitMix64)
 * </pre>
 *
 * <p>The arithmetic is fixed here and not left to the JDK, so that a seed replays for ever.
 */
public final class SeedTree {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final long base;
  private final Map<String, RandomGenerator> streams = new HashMap<>();

  /**
   * Grow a tree.
   *
   * @param base any value
   */
  public SeedTree(long base) {
    this.base = base;
  }

  /** Return the base seed. */
  public long base() {
    return base;
  }

  /**
   * Return the seed of the subtree or stream at {@code path}.
   *
   * @param path any text, by convention parts joined by {@code /}
   */
  public long seedOf(String path) {
    long key = 0xCBF29CE484222325L;
    for (int i = 0; i < path.length(); i++) {
      char unit = path.charAt(i);
      key = (key ^ (unit & 0xFF)) * 0x100000001B3L;
      key = (key ^ (unit >>> 8)) * 0x100000001B3L;
    }
    return mix(base + GOLDEN) ^ mix(key + GOLDEN + GOLDEN);
  }

  /**
   * Return the stream at {@code path}: the same object for the same path.
   *
   * @param path any text, by convention parts joined by {@code /}
   */
  public RandomGenerator stream(String path) {
    return streams.computeIfAbsent(path, p -> new Stream(seedOf(p)));
  }

  /**
   * Return the tree whose base is the seed at {@code path}.
   *
   * @param path any text, by convention parts joined by {@code /}
   */
  public SeedTree subtree(String path) {
    return new SeedTree(seedOf(path));
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private static final class Stream implements RandomGenerator {
    private long state;

    Stream(long state) {
      this.state = state;
    }

    @Override
    public long nextLong() {
      state += GOLDEN;
      return mix(state);
    }
  }
}
