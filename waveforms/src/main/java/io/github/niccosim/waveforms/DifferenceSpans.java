// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import java.util.Arrays;

/** Finds the stretches of time in which two histories of a signal have different values. */
public final class DifferenceSpans {
  private long[] spans = new long[8];
  private int size;

  private DifferenceSpans() {}

  /**
   * Compare two histories at equal times.
   *
   * @param a first history
   * @param b second history, in the same timescale
   * @param fromTicks first time looked at
   * @param toTicks end of the time looked at
   * @return begin and end of each stretch, in turns and in order of time; empty if there is none
   */
  public static long[] of(SignalHistory a, SignalHistory b, long fromTicks, long toTicks) {
    DifferenceSpans result = new DifferenceSpans();
    int i = a.indexAt(fromTicks);
    int j = b.indexAt(fromTicks);
    long time = fromTicks;
    while (time < toTicks) {
      long nextA = i + 1 < a.size() ? a.timeTicks(i + 1) : toTicks;
      long nextB = j + 1 < b.size() ? b.timeTicks(j + 1) : toTicks;
      long next = Math.min(toTicks, Math.min(nextA, nextB));
      if (differ(a, i, b, j)) {
        result.add(time, next);
      }
      i += i + 1 < a.size() && nextA == next ? 1 : 0;
      j += j + 1 < b.size() && nextB == next ? 1 : 0;
      time = next;
    }
    return Arrays.copyOf(result.spans, result.size);
  }

  private static boolean differ(SignalHistory a, int i, SignalHistory b, int j) {
    if (a.encoding() == Encoding.EVENT) {
      boolean firedA = i >= 0;
      boolean firedB = j >= 0;
      return firedA != firedB || firedA && a.timeTicks(i) != b.timeTicks(j);
    }
    boolean narrow = a.encoding() == Encoding.BITS && a.widthBits() <= 64;
    if (narrow && a.widthBits() == b.widthBits() && a.isKnown(i) && b.isKnown(j)) {
      return a.toLong(i) != b.toLong(j);
    }
    return !a.value(i).equals(b.value(j));
  }

  private void add(long from, long to) {
    if (size > 0 && spans[size - 1] == from) {
      spans[size - 1] = to;
      return;
    }
    if (size == spans.length) {
      spans = Arrays.copyOf(spans, size * 2);
    }
    spans[size++] = from;
    spans[size++] = to;
  }
}
