// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.verify;

import java.util.Arrays;

/** Looks for a sequence in the latest samples of a point. */
final class Transition {
  final Counter counter;
  private final String point;
  private final long[] wanted;
  private final long[] recent;
  private int seen;

  Transition(String point, Counter counter, long[] wanted) {
    this.point = point;
    this.counter = counter;
    this.wanted = wanted;
    this.recent = new long[wanted.length];
  }

  void sample(long value) {
    System.arraycopy(recent, 1, recent, 0, recent.length - 1);
    recent[recent.length - 1] = value;
    seen = Math.min(seen + 1, wanted.length);
    if (seen == wanted.length && Arrays.equals(recent, wanted)) {
      counter.hit(point, Arrays.toString(wanted));
    }
  }
}
