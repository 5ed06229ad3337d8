// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The machine that page pools live on: page supply, execution context, time, version rules, faults
 * and the one observer.
 *
 * <p>Several systems can exist side by side; nothing is shared between them.
 */
public final class PoolSystem {
  /** Default line size in bytes; sets the clearing batch of the rings. */
  public static final int DEFAULT_CACHE_LINE_BYTES = 64;

  private final PageSupply pages;
  private final ExecutionContext.Source contexts;
  private final WorkQueue workQueue;
  private final @Nullable PoolObserver observer;
  private final KernelRules rules;
  private final int ringCacheLineBytes;
  private final boolean numa;
  private final boolean bits32;
  private final boolean confined;
  private final FaultInjector faults = new FaultInjector();
  private final List<RecycleCounters> systemPoolCounters = new ArrayList<>();
  private int dmaCacheAlignment = 1;
  private boolean realTime;
  private int lastPoolId;

  private PoolSystem(Builder builder) {
    pages = builder.pages;
    contexts = builder.contexts;
    workQueue = builder.workQueue;
    observer = builder.observer;
    rules = builder.rules;
    ringCacheLineBytes = builder.exactRing ? builder.cacheLineBytes : 0;
    numa = builder.numa;
    bits32 = builder.bits32;
    confined = builder.confined;
  }

  /**
   * Return a builder with an unlimited supply of 4096-byte pages, one softirq context, manual time,
   * baseline rules and a {@link PageGuard} as observer.
   */
  public static Builder builder() {
    return new Builder();
  }

  /** Return the page supply. */
  public PageSupply pages() {
    return pages;
  }

  /** Return the context of the calling code. */
  public ExecutionContext context() {
    return contexts.current();
  }

  /** Return simulated time and delayed work. */
  public WorkQueue workQueue() {
    return workQueue;
  }

  /** Return the observer, or {@code null}. */
  public @Nullable PoolObserver observer() {
    return observer;
  }

  /** Return the version rules. */
  public KernelRules rules() {
    return rules;
  }

  /** Return the injector of kernel service failures. */
  public FaultInjector faults() {
    return faults;
  }

  /** Return the page size in bytes. */
  public int pageSizeBytes() {
    return 1 << pages.pageShift();
  }

  /** Return the DMA cache alignment in bytes that fragment sizes are rounded up to. */
  public int dmaCacheAlignment() {
    return dmaCacheAlignment;
  }

  /**
   * Set the DMA cache alignment: 1 on x86, usually 64 on arm64.
   *
   * @param bytes power of two, 1..4096
   */
  public void dmaCacheAlignment(int bytes) {
    if (Integer.bitCount(bytes) != 1 || bytes > 4096) {
      throw new IllegalArgumentException(
          "alignment not usable: bytes=" + bytes + " (expected: power of two, 1..4096)");
    }
    dmaCacheAlignment = bytes;
  }

  /** Return whether this is a real-time build, where nothing recycles directly by itself. */
  public boolean realTime() {
    return realTime;
  }

  /** Set whether this is a real-time build ({@code CONFIG_PREEMPT_RT}). */
  public void realTime(boolean value) {
    realTime = value;
  }

  boolean numa() {
    return numa;
  }

  /** Return whether this is a 32-bit machine whose devices have 64-bit bus addresses. */
  public boolean bits32() {
    return bits32;
  }

  boolean confined() {
    return confined;
  }

  int ringCacheLineBytes() {
    return ringCacheLineBytes;
  }

  /** Return the next id: cyclic, unsigned, never 0. */
  synchronized int nextPoolId() {
    lastPoolId++;
    if (lastPoolId == 0) {
      lastPoolId = 1;
    }
    return lastPoolId;
  }

  synchronized void addSystemPool(RecycleCounters counters) {
    systemPoolCounters.add(counters);
  }

  synchronized void addSystemPoolCounters(PagePoolStats stats) {
    for (RecycleCounters counters : systemPoolCounters) {
      counters.addTo(stats);
    }
  }

  void warn(@Nullable PagePool pool, String text) {
    PoolObserver told = observer;
    if (told != null) {
      told.warning(pool, text);
    }
  }

  void misused(PagePool pool, Page page, String text) {
    PoolObserver told = observer;
    if (told == null) {
      throw new PageOwnershipException(text, page);
    }
    told.misused(pool, page, text);
  }

  /** Collects what a system is made of. */
  public static final class Builder {
    private PageSupply pages = new SystemPages();
    private ExecutionContext.Source contexts;
    private WorkQueue workQueue = new ManualWorkQueue();
    private @Nullable PoolObserver observer = new PageGuard(false);
    private KernelRules rules = KernelRules.BASELINE;
    private int cacheLineBytes = DEFAULT_CACHE_LINE_BYTES;
    private boolean exactRing = true;
    private boolean numa = true;
    private boolean bits32;
    private boolean confined;

    private Builder() {
      ExecutionContext only = new ExecutionContext();
      contexts = () -> only;
    }

    /** Set the page supply. */
    public Builder pages(PageSupply value) {
      pages = value;
      return this;
    }

    /** Set where the current execution context comes from. */
    public Builder contexts(ExecutionContext.Source value) {
      contexts = value;
      return this;
    }

    /** Set one context for all code. */
    public Builder context(ExecutionContext value) {
      return contexts(() -> value);
    }

    /** Set simulated time and delayed work. */
    public Builder workQueue(WorkQueue value) {
      workQueue = value;
      return this;
    }

    /** Set who sees every step; replaces the one before. */
    public Builder observer(PoolObserver value) {
      observer = value;
      return this;
    }

    /**
     * Run without any observer: fastest, and a wrong put corrupts the pool exactly as it does in
     * the kernel.
     */
    public Builder unguarded() {
      observer = null;
      return this;
    }

    /** Set the version rules. */
    public Builder rules(KernelRules value) {
      rules = value;
      return this;
    }

    /** Set the cache line size in bytes: 32, 64 or 128. */
    public Builder cacheLineBytes(int value) {
      cacheLineBytes = value;
      return this;
    }

    /**
     * Choose rings that clear slots lazily as the kernel's (the default) or at once.
     *
     * @param value {@code false}: a ring refuses only when truly full; {@code ring_full} deviates
     */
    public Builder exactRing(boolean value) {
      exactRing = value;
      return this;
    }

    /** Choose whether memory nodes matter ({@code CONFIG_NUMA}). */
    public Builder numa(boolean value) {
      numa = value;
      return this;
    }

    /**
     * Promise that one thread does everything, as a single-threaded simulation does: returns
     * through the ring then need no lock.
     *
     * <p>Checked: a return through the ring by a second thread throws {@link
     * IllegalStateException}. Counters and order are the same either way.
     */
    public Builder confined() {
      confined = true;
      return this;
    }

    /**
     * Choose a 32-bit machine whose devices have 64-bit bus addresses ({@code
     * PAGE_POOL_32BIT_ARCH_WITH_64BIT_DMA}): addresses are stored shifted right by the page shift,
     * so one that is not page-aligned or has more than 32 bits above the shift cannot be mapped,
     * and pages carry fewer fragment references.
     */
    public Builder bits32(boolean value) {
      bits32 = value;
      return this;
    }

    /** Return the system. */
    public PoolSystem build() {
      return new PoolSystem(this);
    }
  }
}
