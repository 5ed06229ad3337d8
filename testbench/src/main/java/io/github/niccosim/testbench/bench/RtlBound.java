// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.bench;

/**
 * The best use of the W channel that the formats allow, with a given number of bursts in flight.
 *
 * <p>A frame of D beats costs D + C beats, C for its completion. Each of its bursts holds an ID
 * from its first beat to its response, so with L cycles of latency the IDs are used up when the
 * frames in flight need more of them than there are.
 */
final class RtlBound {
  private static final int COMPLETION_BYTES = 16;

  private RtlBound() {}

  /**
   * Return the bound.
   *
   * @param widthBits data width
   * @param frameBytes frame length, buffers aligned
   * @param latencyCycles from the last beat of a burst to its response
   * @param outstanding bursts in flight
   * @param burstBytes longest burst
   * @return payload beats per cycle, 0..1
   */
  static double use(
      int widthBits, int frameBytes, int latencyCycles, int outstanding, int burstBytes) {
    int busBytes = widthBits / 8;
    int data = ceil(frameBytes, busBytes);
    int completion = ceil(COMPLETION_BYTES, busBytes);
    int bursts = ceil(frameBytes, burstBytes) + 1;
    double heldCycles = (double) bursts * latencyCycles + data + completion;
    double ceiling = (double) data / (data + completion);
    return Math.min(ceiling, data * outstanding / heldCycles);
  }

  private static int ceil(int value, int unit) {
    return (value + unit - 1) / unit;
  }
}
