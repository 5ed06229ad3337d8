// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.testing;

import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PagePool;
import io.github.niccosim.pool.PagePoolStats;
import io.github.niccosim.pool.PoolState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything a kernel could be asked about one pool at one moment: life-cycle counts, occupancies,
 * ring indices, the open fragment page and all eleven statistics.
 *
 * @param state counts, occupancies, indices and fragment state
 * @param stats statistics, not shared with the pool
 */
public record PoolSnapshot(PoolState state, PagePoolStats stats) {
  /**
   * Take a snapshot.
   *
   * @param pool pool, alive or gone
   */
  public static PoolSnapshot of(PagePool pool) {
    return new PoolSnapshot(pool.state(), pool.stats());
  }

  /**
   * Return all values by name, in a fixed order.
   *
   * <p>Names: {@code hold release inflight cache ring stale producer consumer_head consumer_tail
   * frag_page frag_offset frag_users mapped users detached dead}, then the statistics under their
   * ethtool names. {@code inflight} is the strict, possibly negative value; {@code frag_page} is a
   * page id, 0 for none; hold and release are unsigned 32 bits.
   */
  public Map<String, Long> values() {
    Map<String, Long> values = new LinkedHashMap<>();
    Page open = state.openPage();
    values.put("hold", Integer.toUnsignedLong(state.hold()));
    values.put("release", Integer.toUnsignedLong(state.release()));
    values.put("inflight", (long) state.inflight());
    values.put("cache", (long) state.cache());
    values.put("ring", (long) state.ring());
    values.put("stale", (long) state.stale());
    values.put("producer", (long) state.ringProducer());
    values.put("consumer_head", (long) state.ringConsumerHead());
    values.put("consumer_tail", (long) state.ringConsumerTail());
    values.put("frag_page", open == null ? 0 : open.id());
    values.put("frag_offset", (long) state.fragmentOffset());
    values.put("frag_users", (long) state.fragmentUsers());
    values.put("mapped", (long) state.mapped());
    values.put("users", (long) state.users());
    values.put("detached", state.detached() ? 1L : 0L);
    values.put("dead", state.dead() ? 1L : 0L);
    values.putAll(stats.ethtool());
    return values;
  }

  /**
   * Compare with recorded values.
   *
   * @param recorded values under the names of {@link #values}; names left out are not compared
   * @return one {@code name: recorded=1 here=2} per difference, empty when all are equal
   * @throws IllegalArgumentException if a name is not known
   */
  public List<String> differences(Map<String, Long> recorded) {
    Map<String, Long> here = values();
    List<String> differences = new ArrayList<>();
    recorded.forEach((name, value) -> {
      Long mine = here.get(name);
      if (mine == null) {
        throw new IllegalArgumentException(
            "value not known: name=" + name + " (expected: one of " + here.keySet() + ")");
      }
      if (!mine.equals(value)) {
        differences.add(name + ": recorded=" + value + " here=" + mine);
      }
    });
    return differences;
  }

  /** Return all values on one line as {@code name=value}, the form {@link PoolScript} prints. */
  public String line() {
    StringBuilder text = new StringBuilder();
    values()
        .forEach((name, value) -> {
          String shorter = name.replace("rx_pp_alloc_", "").replace("rx_pp_recycle_", "recycle_");
          text.append(text.isEmpty() ? "" : " ").append(shorter).append('=').append(value);
        });
    return text.toString();
  }
}
