// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.testing;

import io.github.niccosim.pool.KernelRules;
import io.github.niccosim.pool.Napi;
import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PageFragment;
import io.github.niccosim.pool.PagePool;
import io.github.niccosim.pool.PagePoolException;
import io.github.niccosim.pool.PagePoolParams;
import io.github.niccosim.pool.PoolState;
import io.github.niccosim.pool.PoolSystem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replays operations on page pools, one line of text each, and tells everything that changed.
 *
 * <pre>
 * create N k=v …     pool N, current from then on; keys pool_size order nid flags dir max_len offset
 *                    napi cpuid legacy=1; flags MAP+SYNC+SYSTEM+UNREADABLE or a number
 * use N              make pool N current; "N: operation" does both
 * env k=v …          cpu softirq hardirq node napi=NAME:cpu|idle|on|off rt dmaalign need_sync;
 *                    allocator: budget bulkcap maxorder (or inf) newnode (or any) pfm;
 *                    failures: mapfail idxfail idfail kfail = count[@skip][:ENOMEM|EBUSY]
 * alloc n            n whole pages, one handle each: 1, 2, 3 … over the script, also for failures
 * frag n, palloc n   page_pool_alloc_frag, page_pool_alloc
 * put p [sz=n]       put without direct; putd with; putu, putud drop the reference first and then
 *                    use put_unrefed_page
 * bulk p,p,…         page_pool_put_netmem_bulk
 * get p, unget p     memory-manager reference; ppget p  pool reference; fragment p n
 * nid n, nidch n     page_pool_update_nid, page_pool_nid_changed
 * napi NAME|none     page_pool_enable_direct_recycling; nodirect  …_disable_…
 * userget, destroy   users of the current pool
 * tick [n]           the release worker of the current pool, else the next one; or n seconds
 * cycle n how        n times allocate and return: direct, ring or slow
 * show p, same p,p   counts of a page, identity of two
 * </pre>
 *
 * <p>A page {@code p} is a handle, a range of handles {@code 3-7} where several make sense, or a
 * page id as {@code #64}. Numbers are 32 bits, signed or unsigned. Single-threaded.
 */
public final class PoolScript {
  private static final long PS_PER_SECOND = 1_000_000_000_000L;

  private final PoolLab lab;
  private final PoolSystem legacy;
  private final ScriptSettings settings;
  private final Map<String, PagePool> pools = new LinkedHashMap<>();
  private final Set<PagePool> buried = new HashSet<>();
  private final List<String> results = new ArrayList<>();
  private final List<String> details = new ArrayList<>();
  private final List<@Nullable Page> handles = new ArrayList<>();
  private final Map<Page, Integer> named = new HashMap<>();
  private final PageFragment fragment = new PageFragment();
  private @Nullable PagePool current;

  /** Create a script on a new lab. */
  public PoolScript() {
    this(new PoolLab());
  }

  /**
   * Create a script.
   *
   * @param lab machine to work on; may be used beside the script
   */
  public PoolScript(PoolLab lab) {
    this.lab = lab;
    legacy = lab.newSystem(new KernelRules(true, false, false, true, false, false));
    settings = new ScriptSettings(lab);
  }

  /**
   * Run several operations.
   *
   * @param operations operations separated by {@code ;}
   * @return one step per operation
   */
  public List<Step> run(String operations) {
    List<Step> steps = new ArrayList<>();
    for (String operation : operations.split(";")) {
      steps.add(step(operation));
    }
    return steps;
  }

  /**
   * Run one operation.
   *
   * @param operation one line of the language
   * @return result, values of every pool after it, events
   * @throws IllegalArgumentException if the line cannot be understood
   */
  public Step step(String operation) {
    String trimmed = operation.strip();
    details.clear();
    String[] words = trimmed.split("\\s+");
    if (words[0].endsWith(":")) {
      use(words[0].substring(0, words[0].length() - 1));
      words = Arrays.copyOfRange(words, 1, words.length);
    }
    execute(words);
    Map<String, String> snapshots = new LinkedHashMap<>();
    pools.forEach((name, pool) -> {
      if (!pool.dead() || buried.add(pool)) {
        snapshots.put(name, PoolSnapshot.of(pool).line());
      }
    });
    return new Step(trimmed, String.join(" ", details), snapshots, lab.takeEvents());
  }

  /** Return results in the form of the vectors of pool.md, oldest first. */
  public List<String> results() {
    return List.copyOf(results);
  }

  /** Return all pools ever created, by name in creation order; the last of each name. */
  public Map<String, PagePool> pools() {
    return new LinkedHashMap<>(pools);
  }

  private PagePool pool() {
    return Objects.requireNonNull(current, "no current pool (hint: create one first)");
  }

  private Page page(String word) {
    if (word.startsWith("#")) {
      return lab.page(Long.parseLong(word.substring(1)));
    }
    int handle = Integer.parseInt(word);
    Page page = handle < 1 || handle > handles.size() ? null : handles.get(handle - 1);
    if (page == null) {
      throw new IllegalArgumentException("handle names no page: handle=" + word);
    }
    return page;
  }

  private void execute(String[] words) {
    String first = words.length > 1 ? words[1] : "";
    switch (words[0]) {
      case "create" -> create(words);
      case "use" -> use(first);
      case "env" -> ScriptSettings.parse(words, 1).forEach(settings::environment);
      case "alloc" -> alloc(Integer.parseInt(first));
      case "frag" -> fragment(pool().allocFrag(fragment, ScriptSettings.number(first)), false);
      case "palloc" -> fragment(pool().alloc(fragment, ScriptSettings.number(first)), true);
      case "put", "putd", "putu", "putud" -> put(words);
      case "bulk" -> bulk(range(first));
      case "get", "unget", "ppget", "fragment", "show" -> onPage(words);
      case "same" -> same(first.split(","));
      case "cycle" -> cycle(Integer.parseInt(first), words[2]);
      default -> control(words[0], first);
    }
  }

  private void control(String word, String argument) {
    switch (word) {
      case "nid" -> pool().updateNid(Integer.parseInt(argument));
      case "nidch" -> pool().nidChanged(Integer.parseInt(argument));
      case "napi" -> pool().enableDirectRecycling(napiOrNone(argument));
      case "nodirect" -> pool().disableDirectRecycling();
      case "userget" -> pool().addUser();
      case "destroy" -> destroy();
      case "tick" -> tick(argument);
      default -> throw new IllegalArgumentException("operation not known: " + word);
    }
  }

  private @Nullable Napi napiOrNone(String name) {
    return name.equals("none") ? null : lab.napi(name);
  }

  private void use(String name) {
    PagePool pool = pools.get(name);
    if (pool == null) {
      throw new IllegalArgumentException("pool not known: " + name);
    }
    current = pool;
  }

  private void say(String result) {
    results.add(result);
    details.add(result);
  }

  private void create(String[] words) {
    PagePoolParams.Builder builder = lab.params().name(words[1]);
    Map<String, String> options = ScriptSettings.parse(words, 2);
    options.forEach((key, value) -> settings.parameter(builder, key, value));
    PoolSystem where = options.containsKey("legacy") ? legacy : lab.system();
    try {
      PagePool created = PagePool.create(where, builder.build());
      pools.put(words[1], created);
      current = created;
      say("create=ok,ring=" + created.ringSize());
      details.add("id=" + Integer.toUnsignedString(created.id()));
    } catch (PagePoolException e) {
      say("create=" + e.errno());
    }
  }

  private void alloc(int count) {
    for (int i = 0; i < count; i++) {
      Page page = pool().allocPages();
      handles.add(page);
      if (page == null) {
        say(handles.size() + "=NULL");
      } else {
        detail(page);
      }
    }
  }

  private void fragment(@Nullable Page page, boolean withSize) {
    handles.add(page);
    if (page == null) {
      say(handles.size() + "=NULL");
      return;
    }
    int name = named.computeIfAbsent(page, key -> named.size() + 1);
    String place = "@" + fragment.offsetBytes() + (withSize ? "+" + fragment.sizeBytes() : "");
    results.add(handles.size() + "=pg" + name + place);
    detail(page);
    details.add(place);
  }

  private void detail(Page page) {
    int references = Math.max(0, page.refCount());
    details.add("pg" + page.id() + " ref=" + references + " pp=" + page.poolRefCount());
  }

  private static List<String> range(String text) {
    List<String> all = new ArrayList<>();
    for (String part : text.split(",")) {
      String[] ends = part.split("-");
      if (ends.length == 1) {
        all.add(part);
      } else {
        for (int i = Integer.parseInt(ends[0]); i <= Integer.parseInt(ends[1]); i++) {
          all.add(Integer.toString(i));
        }
      }
    }
    all.remove("");
    return all;
  }

  private void put(String[] words) {
    boolean direct = words[0].endsWith("d");
    int size = words.length > 2 ? ScriptSettings.number(words[2].substring("sz=".length())) : -1;
    for (String handle : range(words[1])) {
      Page page = page(handle);
      if (!words[0].startsWith("putu")) {
        pool().putPage(page, size, direct);
      } else if (PagePool.unrefPage(page, 1) == 0) {
        pool().putUnrefedPage(page, size, direct);
      }
      detail(page);
    }
  }

  private void bulk(List<String> list) {
    @Nullable Page[] array = new Page[list.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = page(list.get(i));
    }
    PagePool.putBulk(array, array.length);
  }

  private void onPage(String[] words) {
    Page page = page(words[1]);
    switch (words[0]) {
      case "get" -> page.get();
      case "unget" -> page.put();
      case "ppget" -> PagePool.refPage(page);
      case "fragment" -> PagePool.fragmentPage(page, Integer.parseInt(words[2]));
      default ->
          results.add("n" + words[1] + ":ref=" + page.refCount() + ",pp=" + page.poolRefCount());
    }
    detail(page);
  }

  private void destroy() {
    pool().destroy();
    PoolState state = pool().state();
    say(state.dead() ? "dead" : state.detached() ? "detached" : "kept");
  }

  private void tick(String seconds) {
    if (seconds.isEmpty()) {
      if (current == null || !lab.work().runWorkerOf(current)) {
        lab.work().runNext();
      }
    } else {
      lab.work().advance(Integer.parseInt(seconds) * PS_PER_SECOND);
    }
    if (current != null && seconds.isEmpty()) {
      PoolState state = pool().state();
      say("tick:infl=" + state.inflight() + (state.dead() ? ",dead" : ""));
    }
  }

  private void cycle(int count, String how) {
    for (int i = 0; i < count; i++) {
      Page page = Objects.requireNonNull(pool().allocPages());
      if (how.equals("slow")) {
        page.get();
      }
      pool().putFullPage(page, how.equals("direct"));
      if (how.equals("slow")) {
        page.put();
      }
    }
  }

  private void same(String[] two) {
    boolean same = page(two[0]) == page(two[1]);
    say("same(" + two[0] + "," + two[1] + ")=" + (same ? "yes" : "no"));
  }
}
