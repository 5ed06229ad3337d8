// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.frag;

import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PageFragment;
import io.github.niccosim.pool.PageSupply;
import org.jspecify.annotations.Nullable;

/**
 * Cuts one page after the other into fragments ({@code struct page_frag_cache}).
 *
 * <p>The page carries {@code M + 1} references, {@code M} being 32768 or the page size if that is
 * larger. Each fragment takes one of them from {@link #bias()}; {@link #users()} is what is left
 * outside.
 */
public final class PageFragCache {
  /** In which direction a page is handed out. */
  public enum Direction {
    /** From the start upward: Linux 6.13 and later. */
    UP,
    /** From the end downward: up to Linux 6.12. */
    DOWN
  }

  private static final int MAX_SIZE = 32768;

  private final PageSupply supply;
  private final Direction direction;
  private final int pageSizeBytes;
  private final int references;
  private final int bigOrder;
  private @Nullable Page page;
  private int offset;
  private int bias;
  private int node;

  /**
   * Create an empty cache.
   *
   * @param supply where pages come from
   * @param direction direction of the kernel version
   */
  public PageFragCache(PageSupply supply, Direction direction) {
    this.supply = supply;
    this.direction = direction;
    pageSizeBytes = 1 << supply.pageShift();
    references = Math.max(MAX_SIZE, pageSizeBytes);
    bigOrder = Integer.numberOfTrailingZeros(references / pageSizeBytes);
  }

  /** Set the memory node of new pages, at least 0. */
  public PageFragCache node(int value) {
    node = value;
    return this;
  }

  /**
   * Allocate a fragment without alignment ({@code page_frag_alloc}).
   *
   * @param out receives page, offset and size; page is {@code null} on failure
   * @param sizeBytes bytes, 0 or more
   * @return whether there was memory
   */
  public boolean allocate(PageFragment out, int sizeBytes) {
    return allocate(out, sizeBytes, 1);
  }

  /**
   * Allocate an aligned fragment ({@code page_frag_alloc_align}).
   *
   * @param out receives page, offset and size; page is {@code null} on failure
   * @param sizeBytes bytes, 0 or more; above the page size only while it fits the current big page
   * @param alignment power of two
   * @return whether there was memory
   */
  public boolean allocate(PageFragment out, int sizeBytes, int alignment) {
    if (sizeBytes < 0 || Integer.bitCount(alignment) != 1 || alignment < 0) {
      throw new IllegalArgumentException(
          "fragment request not usable: size="
              + sizeBytes
              + " alignment="
              + alignment
              + " (expected: size 0 or more, alignment a power of two)");
    }
    boolean done =
        direction == Direction.UP
            ? allocateUp(sizeBytes, alignment)
            : allocateDown(sizeBytes, alignment);
    if (!done) {
      out.set(null, 0, 0);
      return false;
    }
    bias--;
    out.set(page, direction == Direction.UP ? offset - sizeBytes : offset, sizeBytes);
    return true;
  }

  private boolean allocateUp(int size, int alignment) {
    Page current = page;
    if (current == null) {
      current = refill();
    }
    while (current != null) {
      long start = ((long) offset + alignment - 1) & -alignment;
      if (start + size <= current.sizeBytes()) {
        offset = (int) start + size;
        return true;
      }
      if (size > pageSizeBytes) {
        return false;
      }
      if (rearm(current)) {
        offset = 0;
      } else {
        current = refill();
      }
    }
    return false;
  }

  private boolean allocateDown(int size, int alignment) {
    Page current = page;
    if (current == null) {
      current = refill();
    }
    while (current != null) {
      int start = offset - size;
      if (start < 0) {
        if (!rearm(current)) {
          current = refill();
          if (current != null && current.pfmemalloc() && size > current.sizeBytes()) {
            return false; // the kernel would free and allocate such pages for ever
          }
          continue;
        }
        start = (int) current.sizeBytes() - size;
        if (start < 0) {
          return false; // armed anew, but the offset stays where it was
        }
      }
      offset = start & -alignment;
      return true;
    }
    return false;
  }

  /** Take the spare references back and load a page nobody uses anew; else it is left or freed. */
  private boolean rearm(Page current) {
    if (current.subReferences(bias) != 0) {
      return false;
    }
    if (current.pfmemalloc()) {
      current.free();
      return false;
    }
    current.resetReferences(references + 1);
    bias = references + 1;
    return true;
  }

  private @Nullable Page refill() {
    Page fresh = bigOrder > 0 ? supply.allocPage(bigOrder, node) : null;
    if (fresh == null) {
      fresh = supply.allocPage(0, node);
    }
    page = fresh;
    if (fresh == null) {
      return null;
    }
    fresh.addReferences(references);
    bias = references + 1;
    offset = direction == Direction.UP ? 0 : (int) fresh.sizeBytes();
    return fresh;
  }

  /**
   * Free one fragment ({@code page_frag_free}).
   *
   * @param page page the fragment lies in
   */
  public static void free(Page page) {
    page.put();
  }

  /**
   * Give back many references at once ({@code __page_frag_cache_drain}).
   *
   * @param page page a private cache took fragments from
   * @param count references to drop, at least 0
   */
  public static void drain(Page page, int count) {
    page.dropReferences(count);
  }

  /** Give back the spare references and forget the page ({@code page_frag_cache_drain}). */
  public void drain() {
    Page current = page;
    page = null;
    if (current != null) {
      drain(current, bias);
    }
  }

  /** Return whether the current page comes from the reserves; socket buffers copy this. */
  public boolean pfmemalloc() {
    Page current = page;
    return current != null && current.pfmemalloc();
  }

  /** Return the page being cut, or {@code null}. */
  public @Nullable Page page() {
    return page;
  }

  /** Return where the next fragment starts (up) or ends (down), in bytes. */
  public int offset() {
    return offset;
  }

  /** Return how many references the cache itself still holds. */
  public int bias() {
    return bias;
  }

  /** Return how many fragments of the current page are not freed. */
  public int users() {
    Page current = page;
    return current == null ? 0 : current.refCount() - bias;
  }
}
