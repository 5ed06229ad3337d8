// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import io.github.niccosim.pool.dma.DmaChecker;
import io.github.niccosim.pool.dma.HostMemory;
import io.github.niccosim.pool.dma.PagePoison;
import io.github.niccosim.pool.monitor.JfrObserver;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The real pools behind the random test. */
final class RealPools implements PoolSubject {
  private final PoolRecorder recorder = new PoolRecorder();
  private final SystemPages pages = new SystemPages();
  private final Map<Long, Page> byId = new HashMap<>();
  private final ExecutionContext context = new ExecutionContext();
  private final ManualWorkQueue work = new ManualWorkQueue();
  private final Napi napi = new Napi("napi", 1);
  private final PoolSystem system;
  private final @Nullable PagePool[] pools = new PagePool[2];
  private final PageFragment fragment = new PageFragment();
  private final @Nullable CheckedDevice checked;
  private final Set<Long> whole = new HashSet<>();
  private final PageLedger ledger = new PageLedger(false);
  private boolean alwaysSynced = true;

  /** Without detectors: wrong puts happen. */
  RealPools() {
    this(null, false);
  }

  /**
   * With every detector: ownership guard, DMA checker, page ledger, poison, flight recorder, and
   * frames through non-coherent memory. Only {@link ContextGuard} cannot be among them: random
   * sequences change the context at will.
   */
  RealPools(@Nullable DmaChecker checker, boolean thorough) {
    checked = checker == null ? null : new CheckedDevice(recorder, checker);
    pages.listener(
        new SystemPages.Listener() {
          @Override
          public void allocated(Page page) {
            byId.put(page.id(), page);
            recorder.allocated(page);
          }

          @Override
          public void freed(Page page) {
            byId.remove(page.id());
            recorder.freed(page);
          }
        });
    system =
        PoolSystem.builder()
            .pages(pages)
            .context(context)
            .workQueue(work)
            .observer(checker == null ? recorder : detectors(checker, thorough))
            .build();
    napi.disable();
  }

  private PoolObserver detectors(DmaChecker checker, boolean thorough) {
    HostMemory memory = Objects.requireNonNull(checked).memory();
    PoolObserver watched =
        PoolObservers.of(new PageGuard(thorough), checker, ledger, new JfrObserver());
    return thorough ? PoolObservers.of(watched, new PagePoison(memory)) : watched;
  }

  private PagePool pool(int slot) {
    return Objects.requireNonNull(pools[slot]);
  }

  private Page page(long id) {
    return Objects.requireNonNull(byId.get(id));
  }

  @Override
  public void create(int slot, Settings s) {
    int flags =
        (s.map() ? PagePoolParams.FLAG_DMA_MAP : 0)
            | (s.sync() ? PagePoolParams.FLAG_DMA_SYNC_DEV : 0);
    pools[slot] =
        PagePool.create(
            system,
            PagePoolParams.builder()
                .poolSize(s.ringSize())
                .order(s.order())
                .nid(s.nid())
                .flags(flags)
                .offset(s.offset())
                .maxLen(s.maxLen())
                .device(checked == null ? recorder : checked)
                .napi(slot == 0 ? napi : null)
                .build());
  }

  @Override
  public long alloc(int slot) {
    Page page = pool(slot).allocPages();
    if (page == null) {
      return 0;
    }
    whole.add(page.id());
    return page.id();
  }

  @Override
  public String fragment(int slot, int size, boolean either) {
    Page page = either ? pool(slot).alloc(fragment, size) : pool(slot).allocFrag(fragment, size);
    if (page != null) {
      whole.remove(page.id());
    }
    return page == null
        ? "none"
        : page.id() + "@" + fragment.offsetBytes() + "+" + fragment.sizeBytes();
  }

  @Override
  public void put(int slot, long page, int syncSize, boolean direct) {
    receive(pool(slot), page(page), syncSize);
    pool(slot).putPage(page(page), syncSize, direct);
  }

  /** Move a frame through a page that only its last holder sees, as far as the put will sync. */
  private void receive(PagePool pool, Page page, int syncSize) {
    boolean alone = page.refCount() == 1 && page.poolRefCount() == 1;
    PagePoolParams params = pool.params();
    if (checked != null
        && alone
        && whole.contains(page.id())
        && alwaysSynced
        && params.has(PagePoolParams.FLAG_DMA_SYNC_DEV)
        && !pool.detached()) {
      int length = syncSize < 0 ? params.maxLenBytes() : Math.min(syncSize, params.maxLenBytes());
      if (length > 0) {
        checked.receive(pool, page, length);
      }
    }
  }

  @Override
  public void bulk(long[] ids) {
    @Nullable Page[] array = new Page[ids.length];
    for (int i = 0; i < ids.length; i++) {
      array[i] = page(ids[i]);
    }
    PagePool.putBulk(array, array.length);
  }

  @Override
  public void get(long page) {
    page(page).get();
  }

  @Override
  public void unget(long page) {
    page(page).put();
  }

  @Override
  public void ref(long page) {
    PagePool.refPage(page(page));
  }

  @Override
  public void split(long page, int holders) {
    PagePool.fragmentPage(page(page), holders);
  }

  @Override
  public void updateNid(int slot, int node) {
    pool(slot).updateNid(node);
  }

  @Override
  public void destroy(int slot) {
    pool(slot).destroy();
  }

  @Override
  public void tick() {
    work.advance(1_000_000_000_000L);
  }

  @Override
  public void environment(String key, int value) {
    switch (key) {
      case "cpu" -> context.cpu(value);
      case "softirq" -> context.softirq(value != 0);
      case "node" -> context.node(value);
      case "napi" -> napi.schedule(value);
      case "budget" -> pages.budget(value < 0 ? SystemPages.UNLIMITED : value);
      case "bulkcap" -> pages.bulkCap(value);
      case "pfm" -> pages.pfmemalloc(value != 0);
      case "mapfail" -> recorder.failMappings(0, value);
      case "align" -> system.dmaCacheAlignment(value);
      case "needsync" -> {
        recorder.needsSync(value != 0);
        alwaysSynced &= value != 0;
      }
      case "rt" -> system.realTime(value != 0);
      default -> throw new IllegalArgumentException(key);
    }
  }

  @Override
  public String observe() {
    StringBuilder text = new StringBuilder();
    for (PagePool pool : pools) {
      if (pool != null) {
        if (checked != null && !ledger.check(pool).isEmpty()) {
          throw new IllegalStateException("books differ: " + ledger.check(pool));
        }
        PoolState s = pool.state();
        text.append("hold=").append(s.hold()).append(" release=").append(s.release());
        text.append(" cache=").append(s.cache()).append(" ring=").append(s.ring());
        text.append(" stale=").append(s.stale()).append(" head=").append(s.ringConsumerHead());
        text.append(" producer=").append(s.ringProducer());
        Page open = s.openPage();
        text.append(" open=").append(open == null ? 0 : open.id());
        text.append(" offset=").append(s.fragmentOffset());
        text.append(" users=").append(s.fragmentUsers());
        text.append(s.dead() ? " dead" : s.detached() ? " detached" : "");
        text.append(' ').append(pool.stats().ethtool().values()).append('\n');
      }
    }
    for (PoolRecorder.Event event : recorder.events()) {
      if (event.kind() == PoolRecorder.Kind.WARNING || event.kind() == PoolRecorder.Kind.MISUSE) {
        continue; // the model knows no warnings
      }
      text.append(event.kind()).append(' ').append(event.pageId()).append(' ');
      text.append(event.offsetBytes()).append('+').append(event.lengthBytes()).append('\n');
    }
    recorder.clear();
    return text.toString();
  }
}
