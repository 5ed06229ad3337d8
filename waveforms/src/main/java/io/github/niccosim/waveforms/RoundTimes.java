// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

/** Choose distances between time labels that are 1, 2 or 5 times a power of ten. */
final class RoundTimes {
  private RoundTimes() {}

  /**
   * Choose a distance.
   *
   * @param range length of the axis in ticks, 1 or more
   * @param most labels at most, 1 or more
   * @return ticks between labels, 1 or more
   */
  static long step(long range, int most) {
    long least = Math.ceilDiv(range, Math.max(most, 1));
    long power = 1;
    while (power <= least / 10) {
      power *= 10;
    }
    for (int factor : new int[] {1, 2, 5}) {
      if (power * factor >= least) {
        return power * factor;
      }
    }
    return power > Long.MAX_VALUE / 10 ? Long.MAX_VALUE : power * 10;
  }
}
