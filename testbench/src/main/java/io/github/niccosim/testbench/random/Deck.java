// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.random;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Values drawn in random order, each once before any comes again ({@code randc} in SystemVerilog).
 *
 * @param <T> type of the values
 */
public final class Deck<T> {
  private final List<T> values;
  private final RandomGenerator random;
  private int left;

  /**
   * Make a full deck.
   *
   * @param values at least one
   * @param random stream of the order
   */
  public Deck(List<T> values, RandomGenerator random) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("deck is empty: values=0 (expected: 1 or more)");
    }
    this.values = new ArrayList<>(values);
    this.random = random;
    this.left = values.size();
  }

  /** Return the next value; after the last one the deck is full again. */
  public T draw() {
    if (left == 0) {
      left = values.size();
    }
    int chosen = random.nextInt(left--);
    T value = values.get(chosen);
    values.set(chosen, values.get(left));
    values.set(left, value);
    return value;
  }
}
