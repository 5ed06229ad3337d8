// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.testing;

import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PageFragment;
import io.github.niccosim.pool.frag.PageFragCache;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Replays operations on one page fragment cache, one line of text each.
 *
 * <pre>
 * f n [align] [xK]     allocate, K times; handles 1, 2, 3 … over the script, also for failures
 * x h, x h..h, x #id   free the fragment of a handle, or one fragment of a page
 * drain                page_frag_cache_drain
 * drain #id n          __page_frag_cache_drain: n references of a page at once
 * set hi|lo|pfm 0|1    order-3 and order-0 allocations work; new pages come from the reserves
 * env k=v …            as in {@link PoolScript}
 * </pre>
 *
 * <p>Each step's result is {@code pg7@128} per fragment, or {@code NULL}. Single-threaded.
 */
public final class FragScript {
  private final PoolLab lab;
  private final PageFragCache cache;
  private final ScriptSettings settings;
  private final PageFragment fragment = new PageFragment();
  private final List<@Nullable Page> handles = new ArrayList<>();
  private boolean big = true;
  private boolean single = true;

  /**
   * Create a script on a new lab.
   *
   * @param direction hand-out direction of the kernel version
   */
  public FragScript(PageFragCache.Direction direction) {
    this(new PoolLab(), direction);
  }

  /**
   * Create a script.
   *
   * @param lab machine to work on; may be used beside the script
   * @param direction hand-out direction of the kernel version
   */
  public FragScript(PoolLab lab, PageFragCache.Direction direction) {
    this.lab = lab;
    cache = lab.fragCache(direction);
    settings = new ScriptSettings(lab);
  }

  /** Return the cache. */
  public PageFragCache cache() {
    return cache;
  }

  /**
   * Run one operation.
   *
   * @param operation one line of the language
   * @return result, values of the cache after it, events
   * @throws IllegalArgumentException if the line cannot be understood
   */
  public Step step(String operation) {
    String trimmed = operation.strip();
    String[] words = trimmed.split("\\s+");
    String result = "";
    switch (words[0]) {
      case "f" -> result = allocate(words);
      case "x" -> free(words[1]);
      case "drain" -> drain(words);
      case "set" -> set(words[1], words[2].equals("1"));
      case "env" -> ScriptSettings.parse(words, 1).forEach(settings::environment);
      default -> throw new IllegalArgumentException("operation not known: " + words[0]);
    }
    Map<String, String> snapshot = Map.of("cache", FragSnapshot.of(cache).line());
    return new Step(trimmed, result, snapshot, lab.takeEvents());
  }

  private String allocate(String[] words) {
    int alignment = 1;
    int times = 1;
    for (int i = 2; i < words.length; i++) {
      if (words[i].startsWith("x")) {
        times = Integer.parseInt(words[i].substring(1));
      } else {
        alignment = Integer.parseInt(words[i]);
      }
    }
    List<String> places = new ArrayList<>();
    cache.node(lab.context().node());
    for (int i = 0; i < times; i++) {
      boolean done = cache.allocate(fragment, Integer.parseInt(words[1]), alignment);
      Page page = done ? fragment.page() : null;
      handles.add(page);
      places.add(page == null ? "NULL" : "pg" + page.id() + "@" + fragment.offsetBytes());
    }
    return String.join(" ", places);
  }

  private void free(String which) {
    if (which.startsWith("#")) {
      PageFragCache.free(lab.page(Long.parseLong(which.substring(1))));
      return;
    }
    String[] ends = which.split("\\.\\.");
    int last = Integer.parseInt(ends[ends.length - 1]);
    for (int i = Integer.parseInt(ends[0]); i <= last; i++) {
      Page page = handles.get(i - 1);
      if (page == null) {
        throw new IllegalArgumentException("handle names no fragment: handle=" + i);
      }
      PageFragCache.free(page);
    }
  }

  private void drain(String[] words) {
    if (words.length == 1) {
      cache.drain();
    } else {
      Page page = lab.page(Long.parseLong(words[1].substring(1)));
      PageFragCache.drain(page, Integer.parseInt(words[2]));
    }
  }

  private void set(String key, boolean on) {
    switch (key) {
      case "hi" -> big = on;
      case "lo" -> single = on;
      case "pfm" -> lab.pages().pfmemalloc(on);
      default -> throw new IllegalArgumentException("setting not known: " + key);
    }
    lab.pages().maxOrder(big ? Integer.MAX_VALUE : single ? 0 : -1);
  }
}
