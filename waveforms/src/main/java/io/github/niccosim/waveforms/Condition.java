// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

/** A question that a trace answers for any time, about the values just before that time. */
@FunctionalInterface
public interface Condition {
  /**
   * Answer for one time.
   *
   * @param ticks time in timescale units
   * @return whether the condition held just before it
   */
  boolean holdsBefore(long ticks);

  /**
   * Require both.
   *
   * @param other second condition
   * @return the condition that both hold
   */
  default Condition and(Condition other) {
    return ticks -> holdsBefore(ticks) && other.holdsBefore(ticks);
  }

  /**
   * Require one.
   *
   * @param other second condition
   * @return the condition that at least one holds
   */
  default Condition or(Condition other) {
    return ticks -> holdsBefore(ticks) || other.holdsBefore(ticks);
  }

  /** {@return the condition that this one does not hold} */
  default Condition not() {
    return ticks -> !holdsBefore(ticks);
  }
}
