// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.skb;

import io.github.niccosim.pool.ExecutionContext;
import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PageOwnershipException;
import io.github.niccosim.pool.PagePool;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Ways back for the memory of XDP frames, one object per transmit queue.
 *
 * <p>Pages of a pool are queued by {@link #frameBulk} and returned 16 at a time; the caller flushes
 * at the end of its loop.
 */
public final class XdpReturn {
  /** Pages returned at once ({@code XDP_BULK_QUEUE_SIZE}). */
  public static final int BULK = 16;

  private final ExecutionContext.Source contexts;
  private final @Nullable Page[] queue = new Page[BULK];
  private int queued;

  /**
   * Create a way back with an empty bulk queue.
   *
   * @param contexts tells whether direct return is forbidden here
   */
  public XdpReturn(ExecutionContext.Source contexts) {
    this.contexts = contexts;
  }

  /** Return a frame from any context ({@code xdp_return_frame}). */
  public void frame(XdpFrame frame) {
    give(frame, false);
  }

  /** Return a frame from the NAPI poll that received it ({@code xdp_return_frame_rx_napi}). */
  public void frameRxNapi(XdpFrame frame) {
    give(frame, true);
  }

  private void give(XdpFrame frame, boolean direct) {
    for (Page page : frame.frags()) {
      page(frame.memType(), page, direct);
    }
    page(frame.memType(), frame.head(), direct);
  }

  /**
   * Return one page ({@code __xdp_return}).
   *
   * @param type where the page comes from
   * @param page page
   * @param direct ask for direct recycling; ignored where the context forbids it
   */
  public void page(XdpMemType type, Page page, boolean direct) {
    if (type != XdpMemType.PAGE_POOL) {
      page.put();
      return;
    }
    PagePool pool = page.pool();
    if (pool == null) {
      throw new PageOwnershipException(
          "xdp frame returned after its page left the pool: "
              + page
              + " (hint: it was returned twice, or released by the driver)",
          page);
    }
    pool.putFullPage(page, direct && !contexts.current().directForbidden());
  }

  /** Queue a frame of a pool, return any other at once ({@code xdp_return_frame_bulk}). */
  public void frameBulk(XdpFrame frame) {
    if (frame.memType() != XdpMemType.PAGE_POOL) {
      give(frame, false);
      return;
    }
    for (Page page : frame.frags()) {
      enqueue(page);
    }
    enqueue(frame.head());
  }

  private void enqueue(Page page) {
    if (queued == BULK) {
      flush();
    }
    queue[queued++] = Objects.requireNonNull(page);
  }

  /** Return everything queued ({@code xdp_flush_frame_bulk}). */
  public void flush() {
    PagePool.putBulk(queue, queued);
    queued = 0;
  }

  /** Return how many pages wait in the bulk queue. */
  public int queued() {
    return queued;
  }
}
