// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

/**
 * Show one received frame to a consumer, as the CPU reads it from its page.
 *
 * <p>One object is reused for every frame of a queue: who needs the bytes later copies them.
 */
public final class RxFrame {

  int queue;
  long number;
  long page;
  int offsetBytes;
  byte[] bytes = new byte[0];
  int lengthBytes;
  int hash;
  int hashType;
  long timePs;

  RxFrame() {}

  /** Return the receive queue. */
  public int queue() {
    return queue;
  }

  /** Return how many frames this queue delivered before. */
  public long number() {
    return number;
  }

  /** Return the page frame number of the buffer. */
  public long page() {
    return page;
  }

  /** Return where the frame starts in the buffer, in bytes. */
  public int offsetBytes() {
    return offsetBytes;
  }

  /** Return the array whose first {@link #lengthBytes()} bytes are the frame; reused. */
  public byte[] bytes() {
    return bytes;
  }

  /** Return the length the completion reported, in bytes. */
  public int lengthBytes() {
    return lengthBytes;
  }

  /** Return the RSS hash the NIC computed, 0 without hash. */
  public int hash() {
    return hash;
  }

  /** Return the NIC's hash type, {@link RxCompletion#NO_HASH_INFORMATION} if it gives none. */
  public int hashType() {
    return hashType;
  }

  /** Return the simulated time of delivery in picoseconds. */
  public long timePs() {
    return timePs;
  }
}
