// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import java.util.random.RandomGenerator;

/**
 * Choose at random among the bursts that may be answered now: one walk from the oldest burst on,
 * skipping every burst behind an older one of the same ID (IHI 0022 A5.3), without allocation.
 *
 * <p>IDs are folded to 12 bits; two IDs that fold together are merely kept in order, which is
 * legal.
 */
final class OldestPerId {

  private static final int FOLD_MASK = 0xfff;

  private final int[] seenInWalk = new int[FOLD_MASK + 1];
  private final RandomGenerator random;
  private int walk;
  private int candidates;
  private long chosen;

  OldestPerId(RandomGenerator random) {
    this.random = random;
  }

  void begin() {
    walk++;
    candidates = 0;
    chosen = -1;
  }

  /** Say whether no older burst of this walk has the ID, and remember the ID. */
  boolean isOldest(long id) {
    int fold = (int) (id ^ (id >>> 12)) & FOLD_MASK;
    boolean first = seenInWalk[fold] != walk;
    seenInWalk[fold] = walk;
    return first;
  }

  void candidate(long sequence) {
    candidates++;
    if (candidates == 1 || random.nextInt(candidates) == 0) {
      chosen = sequence;
    }
  }

  /** Sequence number of the chosen burst, -1 when none may be answered. */
  long chosen() {
    return chosen;
  }
}
