// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import org.jspecify.annotations.Nullable;

/**
 * Source of buffers bound to a receive queue in place of the page allocator ({@code struct
 * memory_provider_ops}: devmem, io_uring).
 */
public interface MemoryProvider {
  /** Return whether the operations are read-only data; {@code false} makes creation fail. */
  default boolean opsAreReadOnly() {
    return true;
  }

  /**
   * Bind a new pool.
   *
   * @param pool pool being created
   * @return error that fails the creation, or {@code null}
   */
  @Nullable Errno init(PagePool pool);

  /**
   * Provide one buffer in place of the slow path; the pool adopts it.
   *
   * @param pool asking pool
   * @return buffer, or {@code null} when there is none
   */
  @Nullable Page allocate(PagePool pool);

  /**
   * Take a buffer back when it leaves its pool.
   *
   * @param pool owner until now
   * @param page buffer
   */
  void release(PagePool pool, Page page);

  /**
   * Unbind a pool that is going away.
   *
   * @param pool dying pool
   */
  void destroy(PagePool pool);

  /** Return the id of the dma-buf behind the buffers, {@code null} for another kind of memory. */
  default @Nullable Integer dmabufId() {
    return null;
  }

  /** Return whether the buffers belong to an io_uring zero-copy receive area. */
  default boolean ioUring() {
    return false;
  }
}
