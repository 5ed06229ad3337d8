// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Cache, ring and counters of one pool: the allocation and return paths.
 *
 * <p>Package-private; {@link PagePool} is the face. Consumer methods: everything but {@link #put},
 * {@link #putLast}, {@link #putBulkRound} and {@link #release}.
 */
final class PoolCore {
  private static final VarHandle RELEASE;
  private static final int CACHE_SIZE = 128;
  private static final int REFILL = 64;

  static {
    try {
      RELEASE = MethodHandles.lookup().findVarHandle(PoolCore.class, "releaseCount", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final PagePool pool;
  private final PoolSystem system;
  private final PagePoolParams params;
  private final @Nullable PoolObserver observer;
  private final @Nullable PoolDma dma;
  private final @Nullable MemoryProvider provider;
  private final PageSupply supply;
  private final PageRing ring;
  private final @Nullable Page[] cache = new Page[CACHE_SIZE];
  private final @Nullable Page[] bulk = new Page[REFILL];
  private final RecycleCounters recycle;
  private int cacheCount;
  private int nid;
  private int holdCount;

  @SuppressWarnings({"FieldMayBeFinal", "UnusedVariable"}) // by VarHandle
  private volatile int releaseCount;

  private long fast;
  private long slow;
  private long slowHighOrder;
  private long empty;
  private long refill;
  private long waive;

  PoolCore(PagePool pool, int ringSize, @Nullable PoolDma dma, @Nullable MemoryProvider provider) {
    this.pool = pool;
    this.dma = dma;
    this.provider = provider;
    system = pool.system();
    params = pool.params();
    observer = system.observer();
    supply = system.pages();
    nid = params.nid();
    ring = new PageRing(ringSize, system.ringCacheLineBytes(), system.confined());
    recycle = new RecycleCounters(ring);
  }

  @Nullable Page alloc() {
    int newest = cacheCount - 1;
    @Nullable Page[] pages = cache;
    if (Integer.compareUnsigned(newest, pages.length) < 0) { // also the bounds check
      cacheCount = newest;
      fast++;
      return pages[newest];
    }
    Page page = refillFromRing();
    return page != null ? page : allocSlow();
  }

  private @Nullable Page popCache() {
    return cache[--cacheCount];
  }

  private @Nullable Page refillFromRing() {
    if (ring.looksEmpty()) {
      empty++;
      return null;
    }
    int node = system.numa() && provider == null ? preferredNode() : PageRing.EVERY_NODE;
    int count = ring.consumeInto(cache, cacheCount, REFILL, node);
    cacheCount = count;
    if (count < REFILL && node != PageRing.EVERY_NODE) {
      waiveForeign(node);
    }
    if (count == 0) {
      return null;
    }
    refill++;
    return popCache();
  }

  /** Give up the oldest ring page if another node stopped the refill. */
  private void waiveForeign(int node) {
    Page page = ring.peek();
    if (page != null && page.node() != node) {
      ring.consume();
      release(page);
      waive++;
    }
  }

  private int preferredNode() {
    return nid >= 0 ? nid : system.context().node();
  }

  private @Nullable Page allocSlow() {
    MemoryProvider bound = provider;
    if (bound != null) {
      Page page = bound.allocate(pool);
      if (page != null) {
        adopt(page);
      }
      return page;
    }
    return params.order() > 0 ? allocHighOrder() : allocSinglePages();
  }

  private @Nullable Page allocHighOrder() {
    Page page = supply.allocPage(params.order(), preferredNode());
    if (page == null) {
      return null;
    }
    if (dma != null && !dma.map(page)) {
      page.put();
      return null;
    }
    slowHighOrder++;
    adopt(page);
    return page;
  }

  private @Nullable Page allocSinglePages() {
    int count = supply.allocBulk(bulk, REFILL, preferredNode());
    for (int i = 0; i < count; i++) {
      Page page = Objects.requireNonNull(bulk[i]);
      bulk[i] = null;
      if (dma != null && !dma.map(page)) {
        page.put();
      } else {
        cache[cacheCount++] = page;
        adopt(page);
      }
    }
    if (cacheCount == 0) {
      return null;
    }
    slow++;
    return popCache();
  }

  private void adopt(Page page) {
    page.pool = pool;
    page.setPoolRefCount(1);
    if (params.initCallback() != null) {
      params.initCallback().accept(pool, page);
    }
    holdCount++;
    if (observer != null) {
      observer.adopted(pool, page);
    }
  }

  void syncForDevice(Page page, int syncBytes) {
    if (dma != null) {
      dma.syncForDevice(page, syncBytes);
    }
  }

  void countFragmentReuse() {
    recycle.cached++;
    fast++;
  }

  void put(Page page, int dmaSyncSize, boolean allowDirect) {
    if (observer != null && !observer.accepts(pool, page, dmaSyncSize, allowDirect)) {
      return;
    }
    if (PoolReferences.unref(pool, page, 1) == 0) {
      putLast(page, dmaSyncSize, allowDirect);
    }
  }

  void putLast(Page page, int dmaSyncSize, boolean allowDirect) {
    if (keepOrRelease(page, dmaSyncSize, pool.directAllowed(allowDirect))) {
      ring.lockProducers();
      boolean kept = offerToRing(page);
      ring.unlockProducers();
      if (!kept) {
        release(page);
      }
    }
  }

  /** Do all but the ring; returns whether the page still wants a place in it. */
  private boolean keepOrRelease(Page page, int dmaSyncSize, boolean direct) {
    if (!recyclable(page)) {
      recycle.countReleased();
      release(page);
      return false;
    }
    if (dma != null) {
      dma.syncForDevice(page, dmaSyncSize);
    }
    return !direct || !recycleInCache(page);
  }

  private boolean recycleInCache(Page page) {
    int count = cacheCount;
    @Nullable Page[] pages = cache;
    if (Integer.compareUnsigned(count, pages.length) >= 0) { // also the bounds check
      recycle.cacheFull++;
      return false;
    }
    if (observer != null) {
      observer.recycled(pool, page, PoolObserver.Place.CACHE);
    }
    pages[count] = page;
    cacheCount = count + 1;
    recycle.cached++;
    return true;
  }

  private boolean offerToRing(Page page) {
    if (observer != null && ring.accepts()) {
      observer.recycled(pool, page, PoolObserver.Place.RING);
    }
    return ring.produce(page);
  }

  static boolean recyclable(Page page) {
    return page.refCount() == 1 && !page.pfmemalloc();
  }

  /**
   * Give a page back to the system: unmap, count, disown, drop the reference.
   *
   * <p>Once counted, another thread may find the pool empty and end it: nothing of the pool is read
   * after that.
   */
  void release(Page page) {
    MemoryProvider bound = provider;
    disown(page);
    if (bound != null) {
      bound.release(pool, page);
    } else {
      dropLastReference(page);
    }
  }

  /** Unmap a page, take it off the books and keep its memory-manager reference. */
  void disown(Page page) {
    if (dma != null) {
      dma.release(page);
    }
    page.pool = null;
    if (observer != null) {
      observer.released(pool, page);
    }
    RELEASE.getAndAdd(this, 1);
  }

  private void dropLastReference(Page page) {
    if (page.refCount() <= 0) {
      system.misused(
          pool,
          page,
          "page released after it was freed: "
              + page
              + " pool="
              + pool.name()
              + " (hint: it was returned twice; find the second put)");
      return;
    }
    page.put();
  }

  /** One round of a bulk return; keeps foreign pages at the front and returns how many. */
  int putBulkRound(@Nullable Page[] pages, int count, @Nullable Page[] forRing) {
    boolean direct = pool.napiLocal();
    int foreign = 0;
    int kept = 0;
    for (int i = 0; i < count; i++) {
      Page page = Objects.requireNonNull(pages[i]);
      if (page.pool != pool) {
        pages[foreign++] = page;
      } else if (keepOrRelease(page, -1, direct)) {
        forRing[kept++] = page;
      }
    }
    produceBulk(forRing, kept);
    return foreign;
  }

  /** Bulk return of one pool as before Linux 6.13: never into the cache. */
  void putBulkToRing(@Nullable Page[] pages, int count, @Nullable Page[] forRing) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      Page page = Objects.requireNonNull(pages[i]);
      if (keepOrRelease(page, -1, false)) {
        forRing[kept++] = page;
      }
    }
    produceBulk(forRing, kept);
  }

  private void produceBulk(@Nullable Page[] forRing, int count) {
    int done = 0;
    ring.lockProducers();
    while (done < count && offerToRing(Objects.requireNonNull(forRing[done]))) {
      done++;
    }
    ring.unlockProducers();
    for (; done < count; done++) {
      release(Objects.requireNonNull(forRing[done]));
    }
  }

  void scrub(boolean first) {
    if (first) {
      releaseCache();
      if (dma != null && system.rules().unmapAtDestroy()) {
        dma.scrub(system.rules().clearAddressAtScrub());
      }
    }
    for (Page page = ring.consume(); page != null; page = ring.consume()) {
      if (page.refCount() != 1) {
        system.warn(pool, "ring page with references: " + page + " ref=" + page.refCount());
      }
      release(page);
    }
  }

  private void releaseCache() {
    while (cacheCount > 0) {
      release(Objects.requireNonNull(popCache()));
    }
  }

  void waitForProducers() {
    ring.lockProducers();
    ring.unlockProducers();
  }

  int inflightStrict() {
    int distance = distance();
    if (distance < 0) {
      system.warn(pool, "negative inflight " + distance);
    }
    return distance;
  }

  /** Return hold − release as the kernel computes it, in 32 bits. */
  int distance() {
    return distance(holdCount, releaseCount);
  }

  static int distance(int hold, int release) {
    return hold - release;
  }

  void addStatsTo(PagePoolStats stats) {
    stats.fast += fast;
    stats.slow += slow;
    stats.slowHighOrder += slowHighOrder;
    stats.empty += empty;
    stats.refill += refill;
    stats.waive += waive;
    if (params.has(PagePoolParams.FLAG_SYSTEM_POOL)) {
      system.addSystemPoolCounters(stats);
    } else {
      recycle.addTo(stats);
    }
  }

  void updateNid(int node) {
    nid = node;
    if (observer != null) {
      observer.nodeUpdated(pool, node);
    }
    releaseCache();
  }

  int nid() {
    return nid;
  }

  RecycleCounters recycleCounters() {
    return recycle;
  }

  PageRing ring() {
    return ring;
  }

  int cacheCount() {
    return cacheCount;
  }

  int holdCount() {
    return holdCount;
  }

  int releaseCount() {
    return releaseCount;
  }
}
