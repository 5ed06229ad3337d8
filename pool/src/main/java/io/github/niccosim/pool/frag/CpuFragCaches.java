// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.frag;

import io.github.niccosim.pool.ExecutionContext;
import io.github.niccosim.pool.PageFragment;
import io.github.niccosim.pool.PageSupply;
import java.util.ArrayList;
import java.util.List;

/**
 * The two fragment caches of every CPU: one for NAPI and softirq context, one for the rest.
 *
 * <p>Both functions round the size up to the cache line, so that two fragments never share one.
 */
public final class CpuFragCaches {
  private static final int LINE_BYTES = 64;

  private final PageSupply supply;
  private final ExecutionContext.Source contexts;
  private final PageFragCache.Direction direction;
  private final List<PageFragCache> netdevCaches = new ArrayList<>();
  private final List<PageFragCache> napiCaches = new ArrayList<>();

  /**
   * Create empty caches.
   *
   * @param supply where pages come from
   * @param contexts tells CPU and kind of context
   * @param direction direction of the kernel version
   */
  public CpuFragCaches(
      PageSupply supply, ExecutionContext.Source contexts, PageFragCache.Direction direction) {
    this.supply = supply;
    this.contexts = contexts;
    this.direction = direction;
  }

  /**
   * Allocate in any context ({@code netdev_alloc_frag_align}): hard interrupts use their own cache,
   * everything else the NAPI cache with softirqs off.
   *
   * @param out receives the fragment
   * @param sizeBytes bytes, 0 or more
   * @param alignment power of two
   * @return whether there was memory
   */
  public boolean netdevAllocFrag(PageFragment out, int sizeBytes, int alignment) {
    ExecutionContext context = contexts.current();
    List<PageFragCache> caches = context.inHardirq() ? netdevCaches : napiCaches;
    return of(caches, context).allocate(out, rounded(sizeBytes), alignment);
  }

  /**
   * Allocate in softirq context ({@code napi_alloc_frag_align}).
   *
   * @param out receives the fragment
   * @param sizeBytes bytes, 0 or more
   * @param alignment power of two
   * @return whether there was memory
   * @throws IllegalStateException outside softirq context
   */
  public boolean napiAllocFrag(PageFragment out, int sizeBytes, int alignment) {
    ExecutionContext context = contexts.current();
    if (!context.inSoftirq() || context.inHardirq()) {
      throw new IllegalStateException(
          "napi fragment outside softirq context: cpu="
              + context.cpu()
              + " (hint: use netdevAllocFrag)");
    }
    return of(napiCaches, context).allocate(out, rounded(sizeBytes), alignment);
  }

  /** Return the NAPI cache of a CPU. */
  public PageFragCache napiCache(int cpu) {
    return at(napiCaches, cpu);
  }

  /** Return the cache of a CPU for hard-interrupt context. */
  public PageFragCache netdevCache(int cpu) {
    return at(netdevCaches, cpu);
  }

  /** Drain all caches. */
  public void drain() {
    napiCaches.forEach(PageFragCache::drain);
    netdevCaches.forEach(PageFragCache::drain);
  }

  private PageFragCache of(List<PageFragCache> caches, ExecutionContext context) {
    return at(caches, context.cpu()).node(context.node());
  }

  private PageFragCache at(List<PageFragCache> caches, int cpu) {
    while (caches.size() <= cpu) {
      caches.add(new PageFragCache(supply, direction));
    }
    return caches.get(cpu);
  }

  private static int rounded(int sizeBytes) {
    return (sizeBytes + LINE_BYTES - 1) & -LINE_BYTES;
  }
}
