// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.verify;

/**
 * One counter of functional coverage.
 *
 * @param name unique in its point or cross
 * @param kind what a hit means
 * @param atLeast hits that cover it, 1 or more
 * @param hits hits so far
 */
public record Bin(String name, Kind kind, long atLeast, long hits) {

  /** What a hit of a bin means. */
  public enum Kind {
    /** A goal: wanted {@code atLeast} times. */
    COUNTED,
    /** Neither good nor bad; its samples count nowhere. */
    IGNORED,
    /** Must not happen. */
    ILLEGAL
  }

  /** Return whether it was hit as often as wanted; bins that are no goal count as covered. */
  public boolean isCovered() {
    return kind != Kind.COUNTED || hits >= atLeast;
  }
}
