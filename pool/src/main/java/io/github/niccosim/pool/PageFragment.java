// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import org.jspecify.annotations.Nullable;

/**
 * Result of a fragment allocation; a reusable holder, so that steady state allocates nothing.
 *
 * <p>It is only a value: freeing the fragment means returning {@link #page()} to its pool.
 */
public final class PageFragment {
  @Nullable Page page;
  int offsetBytes;
  int sizeBytes;

  /** Create an empty holder. */
  public PageFragment() {}

  /**
   * Set the fragment; allocators do this.
   *
   * @param newPage page it lies in, or {@code null} for none
   * @param offset first byte inside the page
   * @param size bytes the caller owns
   */
  public void set(@Nullable Page newPage, int offset, int size) {
    page = newPage;
    offsetBytes = offset;
    sizeBytes = size;
  }

  /** Return the page the fragment lies in, {@code null} after a failed allocation. */
  public @Nullable Page page() {
    return page;
  }

  /** Return the first byte, counted from the start of the page, without the pool's offset. */
  public int offsetBytes() {
    return offsetBytes;
  }

  /** Return the size the caller owns in bytes; what must be charged as truesize. */
  public int sizeBytes() {
    return sizeBytes;
  }

  /** Return the physical address of the first byte; the page must not be {@code null}. */
  public long physicalAddress() {
    Page held = page;
    if (held == null) {
      throw new IllegalStateException("fragment is empty: offset=" + offsetBytes);
    }
    return held.physicalAddress() + offsetBytes;
  }
}
