// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

import org.HdrHistogram.Histogram;

/**
 * Measure one queue in the terms used everywhere.
 *
 * <p><em>Fill level</em>: posted descriptors whose completion is not yet in memory. <em>Refill
 * latency</em>: from the write response of a slot's completion to the doorbell that posts a new
 * page in that slot, the doorbell's way through MMIO included. The first filling of a ring counts
 * for neither.
 */
public final class QueueStatistics {

  /** Longest refill latency recorded exactly, in cycles. */
  private static final long MAX_CYCLES = 1L << 40;

  private final Histogram refillCycles = new Histogram(MAX_CYCLES, 3);
  private final long clockPeriodPs;
  private long longestRefillPs;
  private long posted;
  private long completed;
  private long fillMin;
  private long fillMax;
  private boolean started;
  long polls;
  long interrupts;
  long emptyInterrupts;
  long completedBytes;
  long allocationFailures;

  QueueStatistics(long clockPeriodPs) {
    this.clockPeriodPs = clockPeriodPs;
  }

  void postedUpTo(long producer) {
    posted = producer;
    long level = posted - completed;
    fillMax = Math.max(fillMax, level);
    if (!started) {
      started = true;
      fillMin = level;
    }
  }

  void completedOne() {
    completed++;
    fillMin = Math.min(fillMin, posted - completed);
  }

  void refilled(long latencyPs) {
    longestRefillPs = Math.max(longestRefillPs, latencyPs);
    refillCycles.recordValue(Math.min(MAX_CYCLES, latencyPs / clockPeriodPs));
  }

  /** Return the posted descriptors whose completion is not in memory yet. */
  public long fillLevel() {
    return posted - completed;
  }

  /** Return the completions that reached memory. */
  public long completions() {
    return completed;
  }

  /** Return the lowest fill level since the ring was first filled. */
  public long fillMin() {
    return fillMin;
  }

  /** Return the highest fill level. */
  public long fillMax() {
    return fillMax;
  }

  /**
   * Return a percentile of the refill latency.
   *
   * @param percent 0..100
   * @return cycles, to three digits; 0 when no slot was refilled
   */
  public long refillCycles(double percent) {
    return refillCycles.getTotalCount() == 0 ? 0 : refillCycles.getValueAtPercentile(percent);
  }

  /** Return the longest refill latency in cycles, exactly. */
  public long longestRefillCycles() {
    return longestRefillPs / clockPeriodPs;
  }

  /** Return how many slots were refilled. */
  public long refills() {
    return refillCycles.getTotalCount();
  }

  /** Return how often NAPI polled. */
  public long polls() {
    return polls;
  }

  /** Return how many interrupts were taken. */
  public long interrupts() {
    return interrupts;
  }

  /** Return how many interrupts found no completion in memory. */
  public long emptyInterrupts() {
    return emptyInterrupts;
  }

  /** Return the bytes all completions reported. */
  public long completedBytes() {
    return completedBytes;
  }

  /** Return how often a pool had no page. */
  public long allocationFailures() {
    return allocationFailures;
  }
}
