// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One buffer of {@code pageSize << order} bytes of physical memory ({@code struct page}, head
 * page).
 *
 * <p>Two independent counts exist. {@link #refCount()} is the memory manager's ({@code _refcount});
 * the pool keeps exactly one. {@link #poolRefCount()} counts pool references ({@code
 * pp_ref_count}): fragments and socket buffers that recycle; it reads 1 while the page is idle.
 */
public final class Page {
  private static final VarHandle REF_COUNT;
  private static final VarHandle POOL_REF_COUNT;
  private static final VarHandle GUARDED;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      REF_COUNT = lookup.findVarHandle(Page.class, "refCount", int.class);
      POOL_REF_COUNT = lookup.findVarHandle(Page.class, "poolRefCount", long.class);
      GUARDED = lookup.findVarHandle(Page.class, "guardedReferences", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final long id;
  private final long physicalAddress;
  private final int pageShift;
  private final int order;
  private final int node;
  private final boolean pfmemalloc;
  private final PageSupply supply;

  @SuppressWarnings("FieldMayBeFinal") // by VarHandle
  private volatile int refCount = 1;

  @SuppressWarnings("FieldMayBeFinal") // by VarHandle
  private volatile long poolRefCount;

  /** References handed out to callers, kept by {@link PageGuard}. */
  @SuppressWarnings("FieldMayBeFinal") // by VarHandle
  private long guardedReferences;

  @Nullable Throwable lastReturn;
  @Nullable PagePool pool;
  long dmaAddress;
  int dmaIndex;

  /**
   * Create a page with one memory-manager reference; only page supplies do this.
   *
   * @param supply where the last reference returns the page to
   * @param id number in allocation order, from 1
   * @param physicalAddress first byte, a multiple of the buffer size
   * @param pageShift log2 of the page size in bytes
   * @param order log2 of the number of pages, 0..10
   * @param node memory node, at least 0
   * @param pfmemalloc whether the page comes from the emergency reserves
   */
  public Page(
      PageSupply supply,
      long id,
      long physicalAddress,
      int pageShift,
      int order,
      int node,
      boolean pfmemalloc) {
    this.supply = supply;
    this.id = id;
    this.physicalAddress = physicalAddress;
    this.pageShift = pageShift;
    this.order = order;
    this.node = node;
    this.pfmemalloc = pfmemalloc;
  }

  /** Return the number of this page in allocation order, from 1; never used again. */
  public long id() {
    return id;
  }

  /** Return the page frame number: physical address divided by the page size. */
  public long pfn() {
    return physicalAddress >>> pageShift;
  }

  /** Return the physical address of the first byte. */
  public long physicalAddress() {
    return physicalAddress;
  }

  /** Return log2 of the number of pages in this buffer, 0..10. */
  public int order() {
    return order;
  }

  /** Return the size of the buffer in bytes. */
  public long sizeBytes() {
    return 1L << (pageShift + order);
  }

  /** Return the memory node ({@code page_to_nid}). */
  public int node() {
    return node;
  }

  /** Return whether the page comes from the emergency reserves and is never recycled. */
  public boolean pfmemalloc() {
    return pfmemalloc;
  }

  /** Return the pool that owns this page, or {@code null} for an ordinary page. */
  public @Nullable PagePool pool() {
    return pool;
  }

  /** Return whether the page carries the pool signature ({@code pp_magic}). */
  public boolean isPoolPage() {
    return pool != null;
  }

  /** Return the memory manager's count ({@code page_count}). */
  public int refCount() {
    return refCount;
  }

  /** Return the number of pool references ({@code pp_ref_count}). */
  public long poolRefCount() {
    return poolRefCount;
  }

  /**
   * Take a memory-manager reference ({@code get_page}); only while one is held.
   *
   * @throws PageOwnershipException if the page has been freed already
   */
  public void get() {
    addReferences(1);
  }

  /**
   * Drop a memory-manager reference; the last one frees the page ({@code put_page}).
   *
   * @throws PageOwnershipException if the page has been freed already
   */
  public void put() {
    dropReferences(1);
  }

  /**
   * Take several memory-manager references at once ({@code page_ref_add}).
   *
   * @param count how many, at least 0
   * @throws PageOwnershipException if the page has been freed already
   */
  public void addReferences(int count) {
    int before = (int) REF_COUNT.getAndAdd(this, count);
    if (before <= 0) {
      REF_COUNT.getAndAdd(this, -count);
      throw misuse(
          "freed page referenced: "
              + this
              + " ref="
              + before
              + " (hint: nobody may touch a page after its last put)");
    }
  }

  /**
   * Drop several memory-manager references at once ({@code page_ref_sub_and_test}).
   *
   * @param count how many, at least 0
   * @return {@code true} if this freed the page
   * @throws PageOwnershipException if fewer references exist
   */
  public boolean dropReferences(int count) {
    int left = (int) REF_COUNT.getAndAdd(this, -count) - count;
    if (left < 0) {
      REF_COUNT.getAndAdd(this, count);
      throw misuse(
          "page freed more often than referenced: "
              + this
              + " ref="
              + (left + count)
              + " dropped="
              + count
              + " (hint: the page was put after its last reference; find the second put)");
    }
    if (left == 0) {
      supply.free(this);
    }
    return left == 0;
  }

  /**
   * Set the count of a page whose every reference is gone, instead of freeing it ({@code
   * set_page_count}).
   *
   * @param count new count, at least 1
   */
  public void resetReferences(int count) {
    REF_COUNT.setVolatile(this, count);
  }

  /**
   * Drop references without freeing ({@code page_ref_sub_return}).
   *
   * @param count how many, at least 0
   * @return references left; at 0 the caller owes {@link #free} or {@link #resetReferences}
   */
  public int subReferences(int count) {
    return (int) REF_COUNT.getAndAdd(this, -count) - count;
  }

  /** Free a page whose references were all taken off with {@link #subReferences}. */
  public void free() {
    supply.free(this);
  }

  /** Return an exception that tells where the page was returned, if that is known. */
  PageOwnershipException misuse(String text) {
    PageOwnershipException misuse = new PageOwnershipException(text, this);
    Throwable before = lastReturn;
    if (before != null) {
      misuse.initCause(before);
    }
    return misuse;
  }

  void setPoolRefCount(long count) {
    POOL_REF_COUNT.setVolatile(this, count);
  }

  long addPoolRefCount(long delta) {
    return (long) POOL_REF_COUNT.getAndAdd(this, delta) + delta;
  }

  void guardedReferences(long count) {
    GUARDED.setRelease(this, count);
  }

  long addGuardedReferences(long delta) {
    return (long) GUARDED.getAndAdd(this, delta) + delta;
  }

  @Override
  public String toString() {
    return "page=0x"
        + Long.toHexString(pfn())
        + " id="
        + id
        + (pool == null ? "" : " pool=" + pool.name());
  }
}
