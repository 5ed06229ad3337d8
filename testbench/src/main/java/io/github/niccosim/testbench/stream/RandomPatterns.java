// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.stream;

import java.util.random.RandomGenerator;

/** Build the {@link ReadyPattern}s that draw random numbers. */
final class RandomPatterns {

  private RandomPatterns() {}

  static ReadyPattern probability(double probability) {
    if (!(probability > 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "ready probability out of range: probability=%s (expected: above 0, at most 1)"
              .formatted(probability));
    }
    // A 31-bit threshold: one nextInt per cycle, no floating point on the hot path.
    long threshold = Math.round(probability * (1L << 31));
    return random -> stalled -> (random.nextInt() >>> 1) < threshold;
  }

  static ReadyPattern bursts(int minOn, int maxOn, int minOff, int maxOff) {
    checkRange("on", minOn, maxOn);
    checkRange("off", minOff, maxOff);
    return random -> new Bursts(random, minOn, maxOn, minOff, maxOff);
  }

  private static void checkRange(String which, int min, int max) {
    if (min < 1 || max < min) {
      throw new IllegalArgumentException(
          "ready burst range is empty: run=%s minCycles=%d maxCycles=%d (expected: 1 <= min <= max)"
              .formatted(which, min, max));
    }
  }

  private static final class Bursts implements ReadyPattern.Sequence {
    private final RandomGenerator random;
    private final int minOn;
    private final int maxOn;
    private final int minOff;
    private final int maxOff;
    private boolean willing;
    private int leftCycles;

    Bursts(RandomGenerator random, int minOn, int maxOn, int minOff, int maxOff) {
      this.random = random;
      this.minOn = minOn;
      this.maxOn = maxOn;
      this.minOff = minOff;
      this.maxOff = maxOff;
    }

    @Override
    public boolean next(boolean stalled) {
      if (leftCycles == 0) {
        willing = !willing;
        int min = willing ? minOn : minOff;
        int max = willing ? maxOn : maxOff;
        leftCycles = min + random.nextInt(max - min + 1);
      }
      leftCycles--;
      return willing;
    }
  }
}
