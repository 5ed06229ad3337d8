// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

/**
 * Say how the driver sets the NIC up, in words every engine understands.
 *
 * @param queues receive queues to use, at least 1
 * @param ringLog2 log2 of the descriptors per ring
 * @param completionLog2 log2 of the completions per ring
 * @param moderationFrames completions until an interrupt, 1..255
 * @param moderationCycles cycles until an interrupt for fewer, 0 for at once
 * @param starvation what happens to a frame without descriptor
 * @param waitCycles how long {@link Starvation#WAIT} waits
 * @param maxFrameBytes longest frame to accept; longer ones are dropped
 * @param rssKey Toeplitz key, 40 bytes
 * @param rssTable indirection table, 128 queue numbers
 * @param defaultQueue queue of frames without hash
 * @param txQueues transmit queues to use, 0 or more
 */
public record NicConfig(
    int queues,
    int ringLog2,
    int completionLog2,
    int moderationFrames,
    int moderationCycles,
    Starvation starvation,
    int waitCycles,
    int maxFrameBytes,
    byte[] rssKey,
    int[] rssTable,
    int defaultQueue,
    int txQueues) {

  /** What the NIC does with a frame whose queue has no descriptor. */
  public enum Starvation {
    /** Drop it at once. */
    DROP,
    /** Wait some cycles, then drop it. */
    WAIT,
    /** Wait until the packet buffer is full. */
    HOLD
  }
}
