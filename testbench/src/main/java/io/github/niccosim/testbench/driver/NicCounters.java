// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

import java.util.List;

/**
 * Hold the engine's own counters, read at the end of a run.
 *
 * @param framesIn frames that reached the NIC
 * @param framesDelivered frames completed without error
 * @param noDescriptor frames lost for want of a descriptor
 * @param bufferFull frames lost for want of packet buffer
 * @param oversize frames longer than the limit
 * @param error frames lost with an error code, or bad at the MAC
 * @param queues counters of each queue
 * @param transmit counters of the transmit side, zeros without one
 */
public record NicCounters(
    long framesIn,
    long framesDelivered,
    long noDescriptor,
    long bufferFull,
    long oversize,
    long error,
    List<Queue> queues,
    Transmit transmit) {

  /**
   * Counters of the transmit side.
   *
   * @param frames frames handed to the MAC
   * @param bytes bytes of those
   * @param errors frames completed with an error
   */
  public record Transmit(long frames, long bytes, long errors) {}

  /**
   * Counters of one queue.
   *
   * @param delivered frames completed without error
   * @param noDescriptor frames lost for want of a descriptor
   * @param bufferFull frames lost for want of packet buffer
   * @param error frames lost with an error code
   * @param starvedCycles cycles in which a frame waited without a descriptor
   * @param interrupts interrupts raised
   */
  public record Queue(
      long delivered,
      long noDescriptor,
      long bufferFull,
      long error,
      long starvedCycles,
      long interrupts) {

    /** Return the frames of this queue lost for whatever reason the NIC counts by queue. */
    public long dropped() {
      return noDescriptor + bufferFull + error;
    }
  }

  /** Return the frames lost for whatever reason. */
  public long dropped() {
    return noDescriptor + bufferFull + oversize + error;
  }
}
