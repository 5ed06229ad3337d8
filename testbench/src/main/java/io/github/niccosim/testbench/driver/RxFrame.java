// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PagePool;
import org.jspecify.annotations.Nullable;

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
  @Nullable PagePool pool;
  @Nullable Page buffer;

  RxFrame() {}

  /**
   * Keep the page instead of letting the driver recycle it ({@code XDP_TX}, {@code XDP_REDIRECT}).
   *
   * @return page and frame; the caller gives it back
   * @throws IllegalStateException if it was taken before
   */
  public HeldPage take() {
    PagePool owner = pool;
    Page taken = buffer;
    if (owner == null || taken == null) {
      throw new IllegalStateException("page was taken already: queue=" + queue + " page=" + page);
    }
    buffer = null;
    return new HeldPage(owner, taken, offsetBytes, bytes, lengthBytes);
  }

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
