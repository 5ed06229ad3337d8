// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import org.jspecify.annotations.Nullable;

/**
 * Where pools get pages from and give them back to: the system page allocator.
 *
 * <p>{@link SystemPages} is the one with limits and fault injection.
 */
public interface PageSupply {
  /** Return log2 of the page size in bytes: 12, 14 or 16. */
  int pageShift();

  /**
   * Allocate one buffer ({@code alloc_pages_node}).
   *
   * @param order log2 of the number of pages, 0..10
   * @param node wanted memory node, at least 0
   * @return page with one reference, or {@code null} when out of memory
   */
  @Nullable Page allocPage(int order, int node);

  /**
   * Allocate single pages into {@code into} from index 0 ({@code alloc_pages_bulk_node}).
   *
   * @param into receives the pages
   * @param count how many are wanted, 1..{@code into.length}
   * @param node wanted memory node, at least 0
   * @return how many were allocated, 0..{@code count}
   */
  int allocBulk(@Nullable Page[] into, int count, int node);

  /**
   * Take back a page whose last reference is gone; called by {@link Page#put()} only.
   *
   * @param page page with no references left
   */
  void free(Page page);

  /**
   * Return the allocated page that holds an address ({@code virt_to_head_page}).
   *
   * @param physicalAddress any byte of the page
   * @return page, or {@code null} when nothing is allocated there
   */
  @Nullable Page pageAt(long physicalAddress);
}
