// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import static io.github.niccosim.pool.ModelPool.CACHED;
import static io.github.niccosim.pool.ModelPool.CACHE_FULL;
import static io.github.niccosim.pool.ModelPool.EMPTY;
import static io.github.niccosim.pool.ModelPool.FAST;
import static io.github.niccosim.pool.ModelPool.HIGH;
import static io.github.niccosim.pool.ModelPool.REFILL;
import static io.github.niccosim.pool.ModelPool.RELEASED;
import static io.github.niccosim.pool.ModelPool.RING;
import static io.github.niccosim.pool.ModelPool.RING_FULL;
import static io.github.niccosim.pool.ModelPool.SLOW;
import static io.github.niccosim.pool.ModelPool.WAIVE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reference model of page pools, written from the specification alone and deliberately simple:
 * lists, maps and arithmetic on counts instead of slots, locks and tags.
 */
final class PoolModel implements PoolSubject {
  private static final long BIAS = 4611686018427387903L;

  private final @Nullable ModelPool[] pools = new ModelPool[2];
  private final List<ModelPool> waiting = new ArrayList<>();
  private final Map<Long, ModelPage> pages = new HashMap<>();
  private final Map<String, Integer> env = new HashMap<>();
  private final StringBuilder events = new StringBuilder();
  private long lastPage;

  PoolModel() {
    env.put("softirq", 1);
    env.put("napi", -1);
    env.put("budget", -1);
    env.put("bulkcap", 1 << 30);
    env.put("align", 1);
    env.put("needsync", 1);
  }

  private int env(String key) {
    return env.getOrDefault(key, 0);
  }

  private ModelPool pool(int slot) {
    return Objects.requireNonNull(pools[slot]);
  }

  private ModelPage page(long id) {
    return Objects.requireNonNull(pages.get(id));
  }

  private void event(String kind, ModelPage page, long offset, long length) {
    events.append(kind).append(' ').append(page.id).append(' ');
    events.append(offset).append('+').append(length).append('\n');
  }

  private static long bytes(ModelPage page) {
    return 4096L << page.order;
  }

  @Override
  public void create(int slot, Settings settings) {
    pools[slot] = new ModelPool(settings, slot);
  }

  private @Nullable ModelPage fresh(ModelPool pool) {
    int budget = env("budget");
    if (budget == 0) {
      return null;
    }
    if (budget > 0) {
      env.put("budget", budget - 1);
    }
    int node = pool.nid >= 0 ? pool.nid : env("node");
    ModelPage page = new ModelPage(++lastPage, node, pool.settings.order(), env("pfm") != 0);
    pages.put(page.id, page);
    event("ALLOC", page, 0, bytes(page));
    return page;
  }

  private boolean map(ModelPool pool, ModelPage page) {
    if (!pool.settings.map()) {
      return true;
    }
    int failing = env("mapfail");
    if (failing > 0) {
      env.put("mapfail", failing - 1);
      unget(page.id);
      return false;
    }
    event("MAP", page, 0, bytes(page));
    page.mapped = true;
    int index = 1;
    while (pool.mapped.containsKey(index)) {
      index++;
    }
    pool.mapped.put(index, page);
    sync(pool, page, -1);
    return true;
  }

  private void sync(ModelPool pool, ModelPage page, int size) {
    if (pool.syncing && env("needsync") != 0) {
      long length = Math.min(size & 0xffffffffL, pool.settings.maxLen());
      event("SYNC_FOR_DEVICE", page, pool.settings.offset(), length);
    }
  }

  private void adopt(ModelPool pool, ModelPage page) {
    page.slot = pool.slot;
    page.pp = 1;
    pool.hold++;
  }

  private @Nullable ModelPage take(ModelPool pool) {
    if (!pool.cache.isEmpty()) {
      pool.counters[FAST]++;
      return pool.cache.removeLast();
    }
    if (pool.ring.isEmpty()) {
      pool.counters[EMPTY]++;
      return slow(pool);
    }
    int wanted = pool.nid >= 0 ? pool.nid : env("node");
    while (!pool.ring.isEmpty() && pool.cache.size() < 64) {
      ModelPage page = fromRing(pool);
      if (page.node != wanted) {
        leave(pool, page);
        pool.counters[WAIVE]++;
        break;
      }
      pool.cache.add(page);
    }
    if (pool.cache.isEmpty()) {
      return slow(pool);
    }
    pool.counters[REFILL]++;
    return pool.cache.removeLast();
  }

  private ModelPage fromRing(ModelPool pool) {
    int size = ringSize(pool);
    int batch = size / 2 < 16 ? 1 : 16;
    ModelPage page = pool.ring.removeFirst();
    pool.head++;
    pool.stale++;
    if (pool.stale >= batch || pool.head == size) {
      pool.stale = 0;
    }
    pool.head %= size;
    return page;
  }

  private static int ringSize(ModelPool pool) {
    return pool.settings.ringSize() == 0 ? 1024 : pool.settings.ringSize();
  }

  private @Nullable ModelPage slow(ModelPool pool) {
    if (pool.settings.order() > 0) {
      ModelPage page = fresh(pool);
      if (page == null || !map(pool, page)) {
        return null;
      }
      pool.counters[HIGH]++;
      adopt(pool, page);
      return page;
    }
    List<ModelPage> got = new ArrayList<>();
    while (got.size() < Math.min(64, env("bulkcap"))) {
      ModelPage page = fresh(pool);
      if (page == null) {
        break;
      }
      got.add(page);
    }
    for (ModelPage page : got) {
      if (map(pool, page)) {
        adopt(pool, page);
        pool.cache.add(page);
      }
    }
    if (pool.cache.isEmpty()) {
      return null;
    }
    pool.counters[SLOW]++;
    return pool.cache.removeLast();
  }

  private void leave(ModelPool pool, ModelPage page) {
    if (page.mapped) {
      event("UNMAP", page, 0, bytes(page));
      page.mapped = false;
      pool.mapped.values().remove(page);
    }
    pool.release++;
    page.slot = -1;
    unget(page.id);
  }

  @Override
  public long alloc(int slot) {
    ModelPage page = take(pool(slot));
    return page == null ? 0 : page.id;
  }

  @Override
  public String fragment(int slot, int size, boolean either) {
    ModelPool pool = pool(slot);
    int max = 4096 << pool.settings.order();
    if (either && 2 * size > max) {
      ModelPage page = take(pool);
      return page == null ? "none" : page.id + "@0+" + max;
    }
    ModelPage page = cut(pool, size, max);
    if (page == null) {
      return "none";
    }
    int rounded = round(size);
    int offset = pool.offset - rounded;
    int owned = size;
    if (either && pool.offset + size > max) {
      owned = max - offset;
      pool.offset = max;
    }
    return page.id + "@" + offset + "+" + owned;
  }

  private int round(int size) {
    int align = env("align");
    return (size + align - 1) / align * align;
  }

  private @Nullable ModelPage cut(ModelPool pool, int wanted, int max) {
    if (wanted > max) {
      return null;
    }
    int size = round(wanted);
    ModelPage page = pool.open;
    if (page != null && pool.offset + size <= max) {
      pool.users++;
      pool.offset += size;
      return page;
    }
    ModelPage next = page == null ? null : reuse(pool, page);
    if (next == null) {
      next = take(pool);
    }
    pool.open = next;
    if (next != null) {
      next.pp = BIAS;
      pool.users = 1;
      pool.offset = size;
    }
    return next;
  }

  private @Nullable ModelPage reuse(ModelPool pool, ModelPage page) {
    page.pp -= BIAS - pool.users;
    if (page.pp > 0) {
      return null;
    }
    page.pp = 1;
    if (page.ref != 1 || page.reserve) {
      leave(pool, page);
      return null;
    }
    sync(pool, page, -1);
    pool.counters[CACHED]++;
    pool.counters[FAST]++;
    return page;
  }

  private boolean local(ModelPool pool) {
    return pool.direct && env("rt") == 0 && env("softirq") != 0 && env("napi") == env("cpu");
  }

  @Override
  public void put(int slot, long id, int syncSize, boolean direct) {
    ModelPool pool = pool(slot);
    ModelPage page = page(id);
    if (--page.pp > 0) {
      return;
    }
    page.pp = 1;
    if (!settle(pool, page, syncSize, direct || local(pool)) && !intoRing(pool, page)) {
      pool.counters[RING_FULL]++;
      leave(pool, page);
    }
  }

  /** Return whether the page needs no place in the ring. */
  private boolean settle(ModelPool pool, ModelPage page, int syncSize, boolean direct) {
    if (page.ref != 1 || page.reserve) {
      pool.counters[RELEASED]++;
      leave(pool, page);
      return true;
    }
    if (pool.settings.map()) {
      sync(pool, page, syncSize);
    }
    if (direct && pool.cache.size() < 128) {
      pool.cache.add(page);
      pool.counters[CACHED]++;
      return true;
    }
    pool.counters[CACHE_FULL] += direct ? 1 : 0;
    return false;
  }

  private boolean intoRing(ModelPool pool, ModelPage page) {
    if (pool.ring.size() + pool.stale >= ringSize(pool)) {
      return false;
    }
    pool.ring.addLast(page);
    pool.counters[RING]++;
    return true;
  }

  @Override
  public void bulk(long[] ids) {
    List<ModelPage> left = new ArrayList<>();
    for (long id : ids) {
      ModelPage page = page(id);
      if (--page.pp == 0) {
        page.pp = 1;
        left.add(page);
      }
    }
    while (!left.isEmpty()) {
      ModelPool pool = pool(left.getFirst().slot);
      boolean direct = local(pool);
      List<ModelPage> others = new ArrayList<>();
      List<ModelPage> forRing = new ArrayList<>();
      for (ModelPage page : left) {
        if (page.slot != pool.slot) {
          others.add(page);
        } else if (!settle(pool, page, -1, direct)) {
          forRing.add(page);
        }
      }
      int done = 0;
      while (done < forRing.size() && intoRing(pool, forRing.get(done))) {
        done++;
      }
      if (done < forRing.size()) {
        pool.counters[RING_FULL]++;
      }
      forRing.subList(done, forRing.size()).forEach(page -> leave(pool, page));
      left = others;
    }
  }

  @Override
  public void get(long page) {
    page(page).ref++;
  }

  @Override
  public void unget(long id) {
    ModelPage page = page(id);
    if (--page.ref == 0) {
      pages.remove(id);
      event("FREE", page, 0, bytes(page));
    }
  }

  @Override
  public void ref(long page) {
    page(page).pp++;
  }

  @Override
  public void split(long page, int holders) {
    page(page).pp = holders;
  }

  @Override
  public void updateNid(int slot, int node) {
    pool(slot).nid = node;
    emptyCache(pool(slot));
  }

  private void emptyCache(ModelPool pool) {
    while (!pool.cache.isEmpty()) {
      leave(pool, pool.cache.removeLast());
    }
  }

  @Override
  public void destroy(int slot) {
    ModelPool pool = pool(slot);
    pool.direct = false;
    ModelPage open = pool.open;
    pool.open = null;
    if (open != null) {
      open.pp -= BIAS - pool.users;
      if (open.pp == 0) {
        open.pp = 1;
        leave(pool, open);
      }
    }
    emptyCache(pool);
    pool.syncing = false;
    unmapAll(pool);
    emptyRing(pool);
    pool.dead = pool.hold == pool.release;
    pool.dying = !pool.dead;
    if (pool.dying) {
      waiting.add(pool);
    }
  }

  private void unmapAll(ModelPool pool) {
    List<ModelPage> mapped = new ArrayList<>(pool.mapped.values());
    mapped.forEach(page -> {
      event("UNMAP", page, 0, bytes(page));
      page.mapped = false;
    });
    pool.mapped.clear();
  }

  private void emptyRing(ModelPool pool) {
    while (!pool.ring.isEmpty()) {
      leave(pool, fromRing(pool));
    }
  }

  @Override
  public void tick() {
    for (ModelPool pool : List.copyOf(waiting)) {
      emptyRing(pool);
      pool.dead = pool.hold == pool.release;
      if (pool.dead) {
        waiting.remove(pool);
      }
    }
  }

  @Override
  public void environment(String key, int value) {
    env.put(key, value);
  }

  @Override
  public String observe() {
    StringBuilder text = new StringBuilder();
    for (ModelPool pool : pools) {
      if (pool != null) {
        ModelPage open = pool.open;
        int producer = (pool.head + pool.ring.size()) % ringSize(pool);
        text.append("hold=").append(pool.hold).append(" release=").append(pool.release);
        text.append(" cache=").append(pool.cache.size());
        text.append(" ring=").append(pool.ring.size()).append(" stale=").append(pool.stale);
        text.append(" head=").append(pool.head).append(" producer=").append(producer);
        text.append(" open=").append(open == null ? 0 : open.id);
        text.append(" offset=").append(pool.offset).append(" users=").append(pool.users);
        text.append(pool.dead ? " dead" : pool.dying ? " detached" : "");
        text.append(' ').append(Arrays.toString(pool.counters)).append('\n');
      }
    }
    text.append(events);
    events.setLength(0);
    return text.toString();
  }
}
