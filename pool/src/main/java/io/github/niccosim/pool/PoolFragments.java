// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import org.jspecify.annotations.Nullable;

/** The page a pool now cuts into fragments, at most one; consumer context only. */
final class PoolFragments {
  /** Pool references loaded on a page when it is opened. */
  static final long BIAS = Long.MAX_VALUE >> 1;

  private static final long BIAS_32 = Integer.MAX_VALUE >> 1;

  private final PagePool pool;
  private final PoolCore core;
  private final PoolSystem system;
  private final int bufferBytes;
  private final long bias;
  private @Nullable Page open;
  private int nextOffset;
  private int users;

  PoolFragments(PagePool pool, PoolCore core) {
    this.pool = pool;
    this.core = core;
    this.system = pool.system();
    this.bufferBytes = pool.bufferSizeBytes();
    bias = system.bits32() ? BIAS_32 : BIAS;
  }

  /** {@code page_pool_alloc_frag}. */
  @Nullable Page allocate(PageFragment out, int sizeBytes) {
    out.page = null;
    if (Integer.compareUnsigned(sizeBytes, bufferBytes) > 0) {
      system.warn(
          pool, "fragment larger than the page: size=" + sizeBytes + " page=" + bufferBytes);
      return null;
    }
    int alignment = system.dmaCacheAlignment();
    int size = (sizeBytes + alignment - 1) & -alignment;
    int offset = nextOffset;
    out.offsetBytes = offset;
    out.sizeBytes = sizeBytes;
    Page page = open;
    if (page != null && offset + size > bufferBytes) {
      page = drain(page);
      if (page != null) {
        core.countFragmentReuse();
        return start(page, size, out);
      }
    }
    if (page == null) {
      page = core.alloc();
      open = page;
      return page == null ? null : start(page, size, out);
    }
    users++;
    nextOffset = offset + size;
    return handOut(page, size, out);
  }

  /** {@code page_pool_alloc}: a whole page for more than half of it, else a fragment. */
  @Nullable Page allocateEither(PageFragment out, int sizeBytes) {
    if (Integer.compareUnsigned(sizeBytes << 1, bufferBytes) > 0) { // wraps as in the kernel
      out.sizeBytes = bufferBytes;
      out.offsetBytes = 0;
      out.page = pool.allocPages();
      return out.page;
    }
    Page page = allocate(out, sizeBytes);
    if (page != null && nextOffset + sizeBytes > bufferBytes) {
      out.sizeBytes = bufferBytes - out.offsetBytes;
      nextOffset = bufferBytes;
    }
    return page;
  }

  private Page start(Page page, int size, PageFragment out) {
    users = 1;
    out.offsetBytes = 0;
    nextOffset = size;
    page.setPoolRefCount(bias);
    return handOut(page, size, out);
  }

  private Page handOut(Page page, int size, PageFragment out) {
    out.page = page;
    PoolObserver observer = system.observer();
    if (observer != null) {
      observer.fragmentHandedOut(pool, page, out.offsetBytes, size);
    }
    return page;
  }

  /** Give back the spare references; the page itself when nobody holds it and it can be reused. */
  private @Nullable Page drain(Page page) {
    open = null;
    if (PoolReferences.unref(pool, page, bias - users) != 0) {
      return null;
    }
    if (PoolCore.recyclable(page)) {
      core.syncForDevice(page, -1);
      return open = page;
    }
    core.release(page);
    return null;
  }

  /** Give back the spare references for good; part of destroy. */
  void close() {
    Page page = open;
    open = null;
    if (page != null && PoolReferences.unref(pool, page, bias - users) == 0) {
      core.release(page);
    }
  }

  @Nullable Page openPage() {
    return open;
  }

  int nextOffset() {
    return nextOffset;
  }

  int users() {
    return users;
  }
}
