// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs the operations of one pool vector and prints results and states as the vector file does. */
final class PoolScript {
  private static final int UNLIMITED = SystemPages.UNLIMITED;

  private final SystemPages pages = new SystemPages();
  private final ExecutionContext context = new ExecutionContext();
  private final ManualWorkQueue work = new ManualWorkQueue();
  private final List<String> warnings = new ArrayList<>();
  private final CountingDevice device = new CountingDevice();
  private final Map<String, Napi> napis = new HashMap<>();
  private final Map<String, PagePool> pools = new LinkedHashMap<>();
  private final List<String> results = new ArrayList<>();
  private final List<@Nullable Page> handles = new ArrayList<>();
  private final List<Page> named = new ArrayList<>();
  private final PoolSystem system = newSystem(KernelRules.BASELINE);
  private final PoolSystem legacy =
      newSystem(new KernelRules(true, false, false, true, false, false));
  private final PageFragment fragment = new PageFragment();
  private @Nullable PagePool current;

  private PoolSystem newSystem(KernelRules rules) {
    PoolObserver warned =
        new PoolObserver() {
          @Override
          public void warning(@Nullable PagePool pool, String text) {
            if (pool != null) {
              warnings.add(text);
            }
          }

          @Override
          public void misused(PagePool pool, Page page, String text) {
            // The vectors describe a kernel, which notices nothing here.
          }
        };
    return PoolSystem.builder()
        .pages(pages)
        .context(context)
        .workQueue(work)
        .observer(warned)
        .rules(rules)
        .build();
  }

  void run(String operations) {
    for (String operation : operations.split(";")) {
      step(operation.strip().split("\\s+"));
    }
  }

  private PagePool pool() {
    return java.util.Objects.requireNonNull(current);
  }

  private Page page(String handle) {
    return java.util.Objects.requireNonNull(handles.get(Integer.parseInt(handle) - 1));
  }

  private void step(String[] words) {
    String first = words.length > 1 ? words[1] : "";
    switch (words[0]) {
      case "create" -> create(words);
      case "use" -> current = pools.get(first);
      case "env" -> options(words, 1).forEach(this::environment);
      case "alloc" -> alloc(Integer.parseInt(first));
      case "frag" -> fragment(pool().allocFrag(fragment, Integer.parseInt(first)), false);
      case "palloc" -> fragment(pool().alloc(fragment, Integer.parseInt(first)), true);
      case "put" -> put(words, false);
      case "putd" -> put(words, true);
      case "bulk" -> bulk(range(first));
      case "get" -> page(first).get();
      case "unget" -> page(first).put();
      case "ppget" -> PagePool.refPage(page(first));
      case "fragment" -> PagePool.fragmentPage(page(first), Integer.parseInt(words[2]));
      case "nid" -> pool().updateNid(Integer.parseInt(first));
      case "userget" -> pool().addUser();
      case "destroy" -> destroy();
      case "tick" -> tick();
      case "cycle" -> cycle(Integer.parseInt(first), words[2]);
      case "show" -> show(first);
      case "same" -> same(first.split(","));
      default -> throw new IllegalArgumentException("operation not known: " + words[0]);
    }
  }

  private static Map<String, String> options(String[] words, int from) {
    Map<String, String> options = new LinkedHashMap<>();
    for (int i = from; i < words.length; i++) {
      String[] pair = words[i].split("=");
      options.put(pair[0], pair[1]);
    }
    return options;
  }

  private void create(String[] words) {
    PagePoolParams.Builder builder = PagePoolParams.builder().name(words[1]).device(device);
    Map<String, String> options = options(words, 2);
    options.forEach((key, value) -> parameter(builder, key, value));
    PoolSystem where = options.containsKey("legacy") ? legacy : system;
    try {
      PagePool created = PagePool.create(where, builder.build());
      pools.put(words[1], created);
      current = created;
      results.add("create=ok,ring=" + created.ringSize());
    } catch (PagePoolException e) {
      results.add("create=" + e.errno());
    }
  }

  private void parameter(PagePoolParams.Builder builder, String key, String value) {
    switch (key) {
      case "pool_size" -> builder.poolSize(Integer.parseInt(value));
      case "order" -> builder.order(Integer.parseInt(value));
      case "nid" -> builder.nid(Integer.parseInt(value));
      case "max_len" -> builder.maxLen(Integer.parseInt(value));
      case "offset" -> builder.offset(Integer.parseInt(value));
      case "cpuid" -> builder.cpu(Integer.parseInt(value));
      case "napi" -> builder.napi(napi(value));
      case "dir" -> builder.direction(direction(value));
      case "flags" -> builder.flags(flags(value));
      case "legacy" -> {}
      default -> throw new IllegalArgumentException("key not known: " + key);
    }
  }

  private Napi napi(String name) {
    return napis.computeIfAbsent(name, key -> new Napi(key, 1));
  }

  private static DmaDirection direction(String value) {
    return switch (value) {
      case "FROM" -> DmaDirection.FROM_DEVICE;
      case "TO" -> DmaDirection.TO_DEVICE;
      case "BIDIR" -> DmaDirection.BIDIRECTIONAL;
      default -> DmaDirection.NONE;
    };
  }

  private static int flags(String value) {
    int flags = 0;
    for (String name : value.split("\\+")) {
      flags |=
          switch (name) {
            case "MAP" -> PagePoolParams.FLAG_DMA_MAP;
            case "SYNC" -> PagePoolParams.FLAG_DMA_SYNC_DEV;
            case "SYSTEM" -> PagePoolParams.FLAG_SYSTEM_POOL;
            case "UNREADABLE" -> PagePoolParams.FLAG_ALLOW_UNREADABLE_NETMEM;
            default -> 1 << 30;
          };
    }
    return flags;
  }

  private void environment(String key, String value) {
    switch (key) {
      case "cpu" -> context.cpu(Integer.parseInt(value));
      case "softirq" -> context.softirq(value.equals("1"));
      case "node" -> context.node(Integer.parseInt(value));
      case "napi" -> {
        String[] parts = value.split(":");
        napi(parts[0]).schedule(Integer.parseInt(parts[1]));
      }
      case "rt" -> system.realTime(value.equals("1"));
      case "dmaalign" -> system.dmaCacheAlignment(Integer.parseInt(value));
      case "need_sync" -> device.needsSync = value.equals("1");
      case "budget" -> pages.budget(value.equals("inf") ? UNLIMITED : Integer.parseInt(value));
      case "bulkcap" -> pages.bulkCap(Integer.parseInt(value));
      case "pfm" -> pages.pfmemalloc(value.equals("1"));
      case "mapfail" -> device.failingMaps = Integer.parseInt(value);
      default -> throw new IllegalArgumentException("environment not known: " + key);
    }
  }

  private void alloc(int count) {
    for (int i = 0; i < count; i++) {
      Page page = pool().allocPages();
      handles.add(page);
      if (page == null) {
        results.add(handles.size() + "=NULL");
      }
    }
  }

  private void fragment(@Nullable Page page, boolean withSize) {
    handles.add(page);
    if (page == null) {
      results.add(handles.size() + "=NULL");
      return;
    }
    if (!named.contains(page)) {
      named.add(page);
    }
    String size = withSize ? "+" + fragment.sizeBytes() : "";
    results.add(
        handles.size() + "=pg" + (named.indexOf(page) + 1) + "@" + fragment.offsetBytes() + size);
  }

  private static List<String> range(String text) {
    List<String> all = new ArrayList<>();
    for (String part : text.split(",")) {
      String[] ends = part.split("-");
      int last = Integer.parseInt(ends[ends.length - 1]);
      for (int i = Integer.parseInt(ends[0]); i <= last; i++) {
        all.add(Integer.toString(i));
      }
    }
    return all;
  }

  private void put(String[] words, boolean direct) {
    int size = words.length > 2 ? Integer.parseInt(words[2].substring("sz=".length())) : -1;
    for (String handle : range(words[1])) {
      pool().putPage(page(handle), size, direct);
    }
  }

  private void bulk(List<String> list) {
    @Nullable Page[] array = new Page[list.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = page(list.get(i));
    }
    PagePool.putBulk(array, array.length);
  }

  private void destroy() {
    pool().destroy();
    PoolState state = pool().state();
    results.add(state.dead() ? "dead" : state.detached() ? "detached" : "kept");
  }

  private void tick() {
    work.runNext();
    PoolState state = pool().state();
    results.add("tick:infl=" + state.inflight() + (state.dead() ? ",dead" : ""));
  }

  private void cycle(int count, String how) {
    for (int i = 0; i < count; i++) {
      Page page = java.util.Objects.requireNonNull(pool().allocPages());
      if (how.equals("slow")) {
        page.get();
      }
      pool().putFullPage(page, how.equals("direct"));
      if (how.equals("slow")) {
        page.put();
      }
    }
  }

  private void show(String handle) {
    Page page = page(handle);
    results.add("n" + handle + ":ref=" + page.refCount() + ",pp=" + page.poolRefCount());
  }

  private void same(String[] two) {
    boolean same = page(two[0]) == page(two[1]);
    results.add("same(" + two[0] + "," + two[1] + ")=" + (same ? "yes" : "no"));
  }

  /** Return everything that happened, in the form of the vector file. */
  String print() {
    StringBuilder text = new StringBuilder(String.join(", ", results));
    pools.forEach((name, pool) -> text.append(" // ").append(state(name, pool)));
    for (String warning : warnings) {
      String shortened = warning.startsWith("fragment larger") ? "frag too big" : warning;
      text.append(" | WARN ").append(shortened);
    }
    return text.toString();
  }

  private String state(String name, PagePool pool) {
    PoolState state = pool.state();
    StringBuilder text = new StringBuilder(name + ": hold=" + state.hold());
    text.append(" rel=").append(state.release()).append(" infl=").append(state.inflight());
    text.append(" cache=").append(state.cache()).append(" ring=").append(state.ring());
    append(text, " stale", state.stale());
    if (pool.params().has(PagePoolParams.FLAG_DMA_MAP)) {
      text.append(" maps=").append(device.maps).append(" unmaps=").append(device.unmaps);
    }
    append(text, " syncs", device.syncs);
    append(text, " syncbytes", device.syncBytes);
    return text + " | " + counters(pool.stats());
  }

  private static String counters(PagePoolStats stats) {
    StringBuilder text = new StringBuilder();
    append(text, " fast", stats.fast);
    append(text, " slow", stats.slow);
    append(text, " ho", stats.slowHighOrder);
    append(text, " empty", stats.empty);
    append(text, " refill", stats.refill);
    append(text, " waive", stats.waive);
    append(text, " cached", stats.cached);
    append(text, " cfull", stats.cacheFull);
    append(text, " rring", stats.ring);
    append(text, " rfull", stats.ringFull);
    append(text, " relref", stats.releasedRefcnt);
    return text.isEmpty() ? "all stats 0" : text.substring(1);
  }

  private static void append(StringBuilder text, String key, long value) {
    if (value != 0) {
      text.append(key).append('=').append(value);
    }
  }
}
