// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PagePool;
import java.util.Arrays;

/**
 * A received frame whose page a consumer keeps, as XDP does for {@code XDP_TX} and redirect.
 *
 * <p>Whoever holds it gives the page back exactly once.
 */
public final class HeldPage {

  private final PagePool pool;
  private final Page page;
  private final int offsetBytes;
  private final byte[] bytes;

  HeldPage(PagePool pool, Page page, int offsetBytes, byte[] buffer, int lengthBytes) {
    this.pool = pool;
    this.page = page;
    this.offsetBytes = offsetBytes;
    this.bytes = Arrays.copyOf(buffer, lengthBytes);
  }

  /** Return the frame as the CPU read it. */
  public byte[] copyBytes() {
    return bytes.clone();
  }

  /** Return the length of the frame in bytes. */
  public int lengthBytes() {
    return bytes.length;
  }

  /** Return the first byte of the frame for the device. */
  public long busAddress() {
    return pool.dmaAddr(page) + offsetBytes;
  }

  /** Return the receive queue whose pool owns the page. */
  public int queue() {
    return pool.queueIndex();
  }

  /** Give the page back to its pool. */
  public void giveBack() {
    pool.putFullPage(page, false);
  }
}
