// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

/**
 * Simulated time and delayed work ({@code schedule_delayed_work}).
 *
 * <p>A simulation implements this with its timers; {@link ManualWorkQueue} is for use without one.
 */
public interface WorkQueue {
  /** Return the simulated time in picoseconds. */
  long timePs();

  /**
   * Run {@code work} once, {@code delayPs} picoseconds from now.
   *
   * @param delayPs delay in picoseconds, at least 0
   * @param work what to run
   */
  void scheduleAfter(long delayPs, Runnable work);
}
