// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.testing;

import io.github.niccosim.pool.ExecutionContext;
import io.github.niccosim.pool.FaultInjector;
import io.github.niccosim.pool.KernelRules;
import io.github.niccosim.pool.ManualWorkQueue;
import io.github.niccosim.pool.Napi;
import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PagePool;
import io.github.niccosim.pool.PagePoolParams;
import io.github.niccosim.pool.PoolRecorder;
import io.github.niccosim.pool.PoolSystem;
import io.github.niccosim.pool.SystemPages;
import io.github.niccosim.pool.frag.PageFragCache;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A machine for pools on which everything can be injected and everything is recorded.
 *
 * <p>It wires one page supply, one execution context, manual time and one {@link PoolRecorder}
 * (device, allocator listener and observer at once) together. Nothing guards against misuse: pools
 * behave exactly as the kernel's, wrong puts included. Pages get ids 1, 2, 3 … in allocation order
 * and stay reachable by id after they were freed. Single-threaded.
 */
public final class PoolLab {
  private final SystemPages pages;
  private final ExecutionContext context = new ExecutionContext();
  private final ManualWorkQueue work = new ManualWorkQueue();
  private final PoolRecorder recorder = new PoolRecorder();
  private final Map<Long, Page> byId = new HashMap<>();
  private final Map<String, Napi> napis = new HashMap<>();
  private final PoolSystem system;

  /** Create a lab with 4096-byte pages and the rules of {@link KernelRules#BASELINE}. */
  public PoolLab() {
    this(12, KernelRules.BASELINE);
  }

  /**
   * Create a lab.
   *
   * @param pageShift log2 of the page size in bytes: 12, 14 or 16
   * @param rules kernel version to follow
   */
  public PoolLab(int pageShift, KernelRules rules) {
    pages = new SystemPages(pageShift);
    pages.listener(
        new SystemPages.Listener() {
          @Override
          public void allocated(Page page) {
            byId.put(page.id(), page);
            recorder.allocated(page);
          }

          @Override
          public void freed(Page page) {
            recorder.freed(page);
          }
        });
    system = newSystem(rules);
  }

  /**
   * Return one more system on the same supply, context, time and recorder.
   *
   * @param rules kernel version to follow
   */
  public PoolSystem newSystem(KernelRules rules) {
    return PoolSystem.builder()
        .pages(pages)
        .context(context)
        .workQueue(work)
        .observer(recorder)
        .rules(rules)
        .build();
  }

  /** Return the page supply: budget, bulk cap, node, reserves, highest order. */
  public SystemPages pages() {
    return pages;
  }

  /** Return the execution context: CPU, node, softirq, hard interrupt. */
  public ExecutionContext context() {
    return context;
  }

  /** Return simulated time; the workers of destroyed pools run here. */
  public ManualWorkQueue work() {
    return work;
  }

  /** Return the device of all pools and the log: mapping failures, "needs sync", events. */
  public PoolRecorder recorder() {
    return recorder;
  }

  /** Return the system to create pools on: DMA alignment, real-time build. */
  public PoolSystem system() {
    return system;
  }

  /** Return the injector of kmalloc, pool id and mapped-page index failures. */
  public FaultInjector faults() {
    return system.faults();
  }

  /** Return a builder of parameters with the lab's device. */
  public PagePoolParams.Builder params() {
    return PagePoolParams.builder().device(recorder);
  }

  /**
   * Create a pool on the lab's system.
   *
   * @param params parameters, usually from {@link #params}
   * @throws io.github.niccosim.pool.PagePoolException with the errno the kernel returns
   */
  public PagePool create(PagePoolParams params) {
    return PagePool.create(system, params);
  }

  /**
   * Create a page fragment cache on the lab's supply.
   *
   * @param direction hand-out direction of the kernel version
   */
  public PageFragCache fragCache(PageFragCache.Direction direction) {
    return new PageFragCache(pages, direction);
  }

  /**
   * Return the NAPI instance of a name, created idle and enabled on first use.
   *
   * @param name any name
   */
  public Napi napi(String name) {
    return napis.computeIfAbsent(name, key -> new Napi(key, napis.size() + 1));
  }

  /**
   * Return a page by its number in allocation order, freed or not.
   *
   * @param id 1 or more
   * @throws IllegalArgumentException if no such page was ever allocated
   */
  public Page page(long id) {
    Page page = byId.get(id);
    if (page == null) {
      throw new IllegalArgumentException(
          "page never allocated: id=" + id + " (expected: 1.." + byId.size() + ")");
    }
    return page;
  }

  /** Return the events since the last call, oldest first, and forget them. */
  public List<PoolRecorder.Event> takeEvents() {
    List<PoolRecorder.Event> events = recorder.events();
    recorder.clear();
    return events;
  }
}
