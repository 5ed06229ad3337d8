// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import org.jspecify.annotations.Nullable;

/**
 * Sees every step of the pools of one {@link PoolSystem}; detectors and recorders implement it.
 *
 * <p>Called on the thread that does the step, right after it, unless said otherwise. A pool without
 * observer pays one predictable branch per step. Kernel counterpart: the {@code page_pool} trace
 * points, which cover a part of this.
 */
public interface PoolObserver {
  /** Where a recycled page was kept. */
  enum Place {
    /** Lockless array of the consumer. */
    CACHE,
    /** Ring shared with other contexts. */
    RING
  }

  /**
   * A pool was created.
   *
   * @param pool new pool, still empty
   */
  default void created(PagePool pool) {}

  /**
   * A page entered a pool ({@code page_pool_state_hold}).
   *
   * @param pool new owner
   * @param page adopted page
   */
  default void adopted(PagePool pool, Page page) {}

  /**
   * A whole page is about to be handed to the caller.
   *
   * @param pool owner
   * @param page page, its pool reference count is 1
   */
  default void handedOut(PagePool pool, Page page) {}

  /**
   * A fragment is about to be handed to the caller.
   *
   * @param pool owner
   * @param page page the fragment lies in
   * @param offsetBytes first byte inside the page
   * @param sizeBytes size after rounding
   */
  default void fragmentHandedOut(PagePool pool, Page page, int offsetBytes, int sizeBytes) {}

  /**
   * The number of pool references that callers hold changed without a put.
   *
   * @param pool owner
   * @param page page held by the caller
   * @param delta references added, negative when dropped
   */
  default void referencesChanged(PagePool pool, Page page, long delta) {}

  /**
   * A caller returns one pool reference; called before anything happens.
   *
   * @param pool pool the caller names
   * @param page returned page
   * @param syncBytes bytes the device may have written, −1 for all
   * @param direct whether the caller asks for direct recycling
   * @return {@code false} refuses: the pool then does nothing at all
   */
  default boolean accepts(PagePool pool, Page page, int syncBytes, boolean direct) {
    return true;
  }

  /**
   * A page is idle again and may be handed out any time; called before others can see it.
   *
   * @param pool owner
   * @param page recycled page
   * @param place where it is kept
   */
  default void recycled(PagePool pool, Page page, Place place) {}

  /**
   * A page left its pool ({@code page_pool_state_release}); called before its last reference drops.
   *
   * @param pool former owner
   * @param page page, no longer mapped
   */
  default void released(PagePool pool, Page page) {}

  /**
   * A page was mapped by its pool.
   *
   * @param pool owner
   * @param page mapped page
   * @param lengthBytes whole buffer
   */
  default void mapped(PagePool pool, Page page, long lengthBytes) {}

  /**
   * A page is about to be unmapped by its pool.
   *
   * @param pool owner
   * @param page mapped page
   * @param lengthBytes whole buffer
   */
  default void unmapping(PagePool pool, Page page, long lengthBytes) {}

  /**
   * A page is about to be synced for the device by its pool.
   *
   * @param pool owner
   * @param page mapped page
   * @param offsetBytes the pool's offset
   * @param lengthBytes bytes synced, 0 or more
   */
  default void syncingForDevice(PagePool pool, Page page, long offsetBytes, long lengthBytes) {}

  /**
   * A pool changed its preferred memory node ({@code page_pool_update_nid}).
   *
   * @param pool pool
   * @param node new node
   */
  default void nodeUpdated(PagePool pool, int node) {}

  /**
   * A destroyed pool tried to go ({@code page_pool_release}).
   *
   * @param pool pool
   * @param inflight pages not yet back; 0 ends the pool, negative abandons it
   */
  default void releaseAttempt(PagePool pool, int inflight) {}

  /**
   * The kernel would have logged a warning.
   *
   * @param pool pool in question, {@code null} when it was never created
   * @param text warning
   */
  default void warning(@Nullable PagePool pool, String text) {}

  /**
   * A fragment of negative size was asked for; a kernel takes it for an unsigned one above 2 GiB.
   *
   * @param pool asked pool
   * @param sizeBytes size as given
   * @throws IllegalArgumentException unless overridden; returning carries on as the kernel would
   */
  default void sizeNotUsable(PagePool pool, int sizeBytes) {
    throw new IllegalArgumentException(
        "fragment size not usable: size="
            + sizeBytes
            + " (expected: 0.."
            + pool.bufferSizeBytes()
            + ")");
  }

  /**
   * A page was used by someone who does not hold it, in a way the kernel would not notice.
   *
   * @param pool pool that does the step
   * @param page page in question
   * @param text what is broken, with values
   * @throws PageOwnershipException unless overridden; returning carries on as the kernel would
   */
  default void misused(PagePool pool, Page page, String text) {
    throw new PageOwnershipException(text, page);
  }

  /**
   * A reference was dropped in another kind than it was taken: a pool reference as a plain one, or
   * the other way round.
   *
   * @param pool owner of the page
   * @param page page in question
   * @param text what is broken, with values
   * @throws PageOwnershipException unless overridden here or in {@link #misused}
   */
  default void referenceMixed(PagePool pool, Page page, String text) {
    misused(pool, page, text);
  }

  /**
   * The stored bus address of a page was asked for though the pool does not map.
   *
   * @param pool pool without {@link PagePoolParams#FLAG_DMA_MAP}
   * @param page page in question
   */
  default void unmappedAddressUsed(PagePool pool, Page page) {}
}
