// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Per-queue pool of receive buffers with the semantics of Linux {@code struct page_pool}.
 *
 * <p>A pool owns pages from the moment they leave the page supply until they go back to it. An idle
 * page lies in the <em>cache</em> (128 entries, last in first out, consumer only) or in the
 * <em>ring</em> (first in first out, producers in any context). Allocation looks in the cache,
 * refills it from the ring, and asks the system last, for 64 pages at once.
 *
 * <p>Threads: allocation, direct return, node changes and destroy belong to one consumer context;
 * every other return may come from any thread.
 */
public final class PagePool {
  private static final int BULK_MAX = 16;

  private final PoolSystem system;
  private final PagePoolParams params;
  private final @Nullable PoolObserver observer;
  private final @Nullable PoolDma dma;
  private final @Nullable MemoryProvider provider;
  private final PoolCore core;
  private final DirectRecycling direct;
  private final PoolFragments fragments;
  private final PoolTeardown teardown;
  private final int bufferSizeBytes;
  private String name;
  private @Nullable Netdev netdev;
  private @Nullable Runnable disconnect;
  private int id;
  private final AtomicInteger users = new AtomicInteger(1);

  PagePool(
      PoolSystem system, PagePoolParams params, int ringSize, @Nullable MemoryProvider provider) {
    this.system = system;
    this.params = params;
    this.provider = provider;
    observer = system.observer();
    name = params.name();
    direct = new DirectRecycling(this);
    netdev = params.netdev();
    bufferSizeBytes = system.pageSizeBytes() << params.order();
    dma = params.has(PagePoolParams.FLAG_DMA_MAP) ? new PoolDma(this, params, deviceOf()) : null;
    core = new PoolCore(this, ringSize, dma, provider);
    fragments = new PoolFragments(this, core);
    teardown = new PoolTeardown(this, core);
  }

  /**
   * Create a pool ({@code page_pool_create}, with a CPU also {@code page_pool_create_percpu}).
   *
   * @param system machine to create it on
   * @param params parameters, checked here in the kernel's order
   * @return new pool with one user
   * @throws PagePoolException with the errno the kernel returns
   */
  public static PagePool create(PoolSystem system, PagePoolParams params) {
    return PoolCreation.create(system, params);
  }

  private DmaOps deviceOf() {
    DmaOps device = params.device();
    if (device == null) {
      throw new IllegalArgumentException(
          "pool maps without a device: name=" + name + " (expected: PagePoolParams.device)");
    }
    return device;
  }

  PoolCore core() {
    return core;
  }

  void publish(int newId) {
    id = newId;
    if (name.isEmpty()) {
      name = "pp" + Integer.toUnsignedString(newId);
    }
    if (params.has(PagePoolParams.FLAG_SYSTEM_POOL)) {
      system.addSystemPool(core.recycleCounters());
    }
    if (netdev != null) {
      netdev.list(this);
      netdev.tell(NetNamespace.Change.ADD, this);
    }
    if (observer != null) {
      observer.created(this);
    }
  }

  /**
   * Allocate one whole page ({@code page_pool_dev_alloc_pages}); consumer only.
   *
   * @return page with one reference of each kind, or {@code null} when out of memory
   */
  public @Nullable Page allocPages() {
    Page page = core.alloc();
    if (observer != null && page != null) {
      observer.handedOut(this, page);
    }
    return page;
  }

  /**
   * Allocate part of a page ({@code page_pool_dev_alloc_frag}); consumer only.
   *
   * @param out receives page, offset and size
   * @param sizeBytes wanted size, 0..buffer size; rounded up to the DMA cache alignment
   * @return the page, or {@code null} when the size is too large or memory is out
   */
  public @Nullable Page allocFrag(PageFragment out, int sizeBytes) {
    return fragments.allocate(out, checkedSize(sizeBytes));
  }

  /**
   * Allocate a fragment or, above half a page, a whole page ({@code page_pool_dev_alloc}).
   *
   * @param out receives page, offset and the size to charge, which may exceed the wanted one
   * @param sizeBytes wanted size in bytes, 0 or more
   * @return the page, or {@code null} when memory is out
   */
  public @Nullable Page alloc(PageFragment out, int sizeBytes) {
    return fragments.allocateEither(out, checkedSize(sizeBytes));
  }

  /**
   * As {@link #alloc}, for callers that keep addresses ({@code page_pool_dev_alloc_va}).
   *
   * @param out receives page, offset and size
   * @param sizeBytes wanted size in bytes, 0 or more
   * @return physical address of the first byte, 0 when memory is out
   */
  public long allocVa(PageFragment out, int sizeBytes) {
    return alloc(out, sizeBytes) == null ? 0 : out.physicalAddress();
  }

  /**
   * Return the reference behind an address ({@code page_pool_free_va}).
   *
   * @param physicalAddress any byte of a page of this pool
   * @param allowDirect as in {@link #putPage}
   * @throws IllegalArgumentException if no page is allocated there
   */
  public void freeVa(long physicalAddress, boolean allowDirect) {
    Page page = system.pages().pageAt(physicalAddress);
    if (page == null) {
      throw new IllegalArgumentException(
          "no page at this address: address=0x" + Long.toHexString(physicalAddress));
    }
    core.put(page, -1, allowDirect);
  }

  private int checkedSize(int sizeBytes) {
    if (sizeBytes < 0 && observer != null) {
      observer.sizeNotUsable(this, sizeBytes);
    }
    return sizeBytes;
  }

  /**
   * Return one pool reference; the last one recycles or releases the page ({@code
   * page_pool_put_page}).
   *
   * @param page page of this pool
   * @param dmaSyncSize bytes from the pool's offset on that device or CPU may have written, −1 for
   *     all; unsigned
   * @param allowDirect {@code true} from the consumer context only: try the cache first
   */
  public void putPage(Page page, int dmaSyncSize, boolean allowDirect) {
    core.put(page, dmaSyncSize, allowDirect);
  }

  /**
   * Return one pool reference, everything may have been written ({@code page_pool_put_full_page}).
   *
   * @param page page of this pool
   * @param allowDirect as in {@link #putPage}
   */
  public void putFullPage(Page page, boolean allowDirect) {
    core.put(page, -1, allowDirect);
  }

  /**
   * Return a page straight into the cache ({@code page_pool_recycle_direct}); consumer only.
   *
   * @param page page of this pool
   */
  public void recycleDirect(Page page) {
    core.put(page, -1, true);
  }

  /**
   * Return a page whose last pool reference the caller has dropped already ({@code
   * page_pool_put_unrefed_page}).
   *
   * @param page page of this pool, its count restored to 1
   * @param dmaSyncSize as in {@link #putPage}
   * @param allowDirect as in {@link #putPage}
   */
  public void putUnrefedPage(Page page, int dmaSyncSize, boolean allowDirect) {
    if (observer != null && !observer.accepts(this, page, dmaSyncSize, allowDirect)) {
      return;
    }
    core.putLast(page, dmaSyncSize, allowDirect);
  }

  boolean directAllowed(boolean asked) {
    return direct.allowed(asked);
  }

  /**
   * Return up to 16 references at once, over any number of pools ({@code
   * page_pool_put_netmem_bulk}).
   *
   * @param pages references to return; the array holds garbage afterwards
   * @param count how many, 0..16
   * @throws IllegalArgumentException if there are more than 16
   */
  public static void putBulk(@Nullable Page[] pages, int count) {
    if (count < 0 || count > BULK_MAX) {
      throw new IllegalArgumentException(
          "bulk return too large: count=" + count + " (expected: 0.." + BULK_MAX + ")");
    }
    PoolBulk.put(pages, count);
  }

  /**
   * Drop pool references without returning the page ({@code page_pool_unref_page}).
   *
   * @param page page held by the caller
   * @param count references to drop, at least 1
   * @return references left; at 0 the caller owes a {@link #putUnrefedPage}
   */
  public static long unrefPage(Page page, long count) {
    return PoolReferences.drop(page, count);
  }

  /**
   * Take one more pool reference ({@code page_pool_ref_page}); only while holding one.
   *
   * @param page page held by the caller
   */
  public static void refPage(Page page) {
    PoolReferences.add(page, 1);
  }

  /**
   * Split a whole page among {@code count} holders ({@code page_pool_fragment_page}).
   *
   * @param page page that only the caller sees
   * @param count puts that are owed from now on, at least 1
   */
  public static void fragmentPage(Page page, long count) {
    PoolReferences.split(page, count);
  }

  /** Return the bus address of the first byte of a page; meaningful only if the pool maps. */
  public long dmaAddr(Page page) {
    if (dma == null && observer != null) {
      observer.unmappedAddressUsed(this, page);
    }
    return page.dmaAddress;
  }

  /** Return the direction parameter ({@code page_pool_get_dma_dir}). */
  public DmaDirection dmaDirection() {
    return params.direction();
  }

  /**
   * Hand received bytes to the CPU ({@code page_pool_dma_sync_for_cpu}).
   *
   * @param page mapped page
   * @param offsetBytes start of the fragment in the page, the pool's offset not included
   * @param lengthBytes bytes, 0 or more, not limited by {@code max_len}
   */
  public void dmaSyncForCpu(Page page, long offsetBytes, long lengthBytes) {
    if (dma == null) {
      throw new IllegalStateException(
          "pool does not map: pool=" + name + " (expected: PagePoolParams.FLAG_DMA_MAP)");
    }
    dma.syncForCpu(page, offsetBytes, lengthBytes);
  }

  /**
   * Return whether a return from the current context may go to the cache ({@code
   * page_pool_napi_local}).
   */
  public boolean napiLocal() {
    return direct.local();
  }

  /**
   * Change the preferred node and release everything in the cache ({@code page_pool_update_nid}).
   *
   * @param node new node, or {@link PagePoolParams#ANY_NODE}
   */
  public void updateNid(int node) {
    core.updateNid(node);
  }

  /**
   * As {@link #updateNid}, but only if the node differs ({@code page_pool_nid_changed}).
   *
   * @param node new node
   */
  public void nidChanged(int node) {
    if (core.nid() != node) {
      updateNid(node);
    }
  }

  /**
   * Bind a NAPI instance ({@code page_pool_enable_direct_recycling}).
   *
   * @param instance instance that allocates from this pool; {@code null} unbinds with a warning
   */
  public void enableDirectRecycling(@Nullable Napi instance) {
    direct.enable(instance);
  }

  /** Unbind NAPI instance and CPU ({@code page_pool_disable_direct_recycling}); idempotent. */
  public void disableDirectRecycling() {
    direct.disable();
  }

  /** Add a user; {@link #destroy} then has to be called once more ({@code page_pool_get}). */
  public void addUser() {
    users.getAndIncrement();
  }

  /**
   * Set what runs when the pool really dies; an XDP registration uses it.
   *
   * @param action runs once, after the last page is back
   */
  public void onDeath(Runnable action) {
    disconnect = action;
  }

  /**
   * Drop one user; the last one ends the pool, at once or when its pages are back ({@code
   * page_pool_destroy}).
   *
   * <p>Pages still outside are awaited once a second of simulated time. Everything the pool mapped
   * is unmapped here, wherever it is.
   */
  public void destroy() {
    int left = users.decrementAndGet();
    if (left < 0) {
      users.getAndIncrement();
      throw new IllegalStateException(
          "pool destroyed too often: pool=" + name + " (hint: one destroy per user)");
    }
    if (left == 0) {
      teardown.begin();
    }
  }

  void closeFragments() {
    fragments.close();
  }

  void netdev(@Nullable Netdev value) {
    netdev = value;
  }

  /** Run what waits for the end of the pool: XDP disconnect, then the memory provider. */
  void runLastActions() {
    if (disconnect != null) {
      disconnect.run();
    }
    if (provider != null) {
      provider.destroy(this);
    }
  }

  /** Return pages taken from the system and not given back, never negative. */
  public int inflight() {
    return Math.max(0, core.distance());
  }

  /**
   * Add this pool's statistics to {@code stats} ({@code page_pool_get_stats}).
   *
   * @param stats receives the values on top of what it holds
   */
  public void addStatsTo(PagePoolStats stats) {
    core.addStatsTo(stats);
  }

  /** Return this pool's statistics in a new object. */
  public PagePoolStats stats() {
    PagePoolStats stats = new PagePoolStats();
    addStatsTo(stats);
    return stats;
  }

  /** Return occupancies, indices and counts of this moment, for tests and reports. */
  public PoolState state() {
    return PoolState.of(core, fragments, dma, users.get(), teardown);
  }

  /** Return the system this pool lives on. */
  public PoolSystem system() {
    return system;
  }

  /** Return the parameters given at creation. */
  public PagePoolParams params() {
    return params;
  }

  /** Return the id: unsigned, never 0, unique in its system. */
  public int id() {
    return id;
  }

  /** Return the name in reports. */
  public String name() {
    return name;
  }

  /** Return the receive queue given at creation. */
  public int queueIndex() {
    return params.queueIndex();
  }

  /** Return the interface that lists the pool, or {@code null}. */
  public @Nullable Netdev netdev() {
    return netdev;
  }

  /** Return the NAPI instance bound now, or {@code null}. */
  public @Nullable Napi napi() {
    return direct.napi();
  }

  /** Return the buffer size in bytes: page size times {@code 1 << order}. */
  public int bufferSizeBytes() {
    return bufferSizeBytes;
  }

  /** Return the ring capacity after defaults and clamps. */
  public int ringSize() {
    return core.ring().size();
  }

  /** Return whether a memory provider is bound ({@code page_pool_is_unreadable}). */
  public boolean unreadable() {
    return provider != null;
  }

  /** Return the memory provider, {@code null} for ordinary pages. */
  public @Nullable MemoryProvider provider() {
    return provider;
  }

  /** Return whether destroy has begun and pages are still awaited. */
  public boolean detached() {
    return teardown.detached();
  }

  /** Return the simulated time at which destroy was deferred, −1 when it was not. */
  public long detachTimePs() {
    return teardown.detachTimePs();
  }

  /** Return whether the pool is gone. */
  public boolean dead() {
    return teardown.dead();
  }

  @Override
  public String toString() {
    return name;
  }
}
