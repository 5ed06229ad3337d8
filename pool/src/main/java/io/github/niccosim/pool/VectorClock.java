// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import java.util.Arrays;

/** How far one context knows the others: entry {@code i} counts steps of context {@code i}. */
final class VectorClock {
  private long[] steps = new long[4];

  long of(int context) {
    return context < steps.length ? steps[context] : 0;
  }

  void tick(int context) {
    reserve(context + 1);
    steps[context]++;
  }

  void join(VectorClock other) {
    reserve(other.steps.length);
    for (int i = 0; i < other.steps.length; i++) {
      steps[i] = Math.max(steps[i], other.steps[i]);
    }
  }

  private void reserve(int length) {
    if (steps.length < length) {
      steps = Arrays.copyOf(steps, Math.max(length, 2 * steps.length));
    }
  }
}
