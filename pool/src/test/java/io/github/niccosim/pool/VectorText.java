// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import io.github.niccosim.pool.PoolRecorder.Event;
import io.github.niccosim.pool.PoolRecorder.Kind;
import io.github.niccosim.pool.testing.PoolScript;
import io.github.niccosim.pool.testing.Step;
import java.util.List;

/** Prints what a script did in the form of the pool vectors: results, states, warnings. */
final class VectorText {
  private final PoolScript script;
  private final List<Event> events;

  private VectorText(PoolScript script, List<Event> events) {
    this.script = script;
    this.events = events;
  }

  /** Run the operations of one vector and print everything that happened. */
  static String of(String operations) {
    PoolScript script = new PoolScript();
    List<Step> steps = script.run(operations);
    return new VectorText(script, steps.stream().flatMap(s -> s.events().stream()).toList())
        .print();
  }

  private String print() {
    StringBuilder text = new StringBuilder(String.join(", ", script.results()));
    script.pools().forEach((name, pool) -> text.append(" // ").append(state(name, pool)));
    events.stream()
        .filter(event -> event.kind() == Kind.WARNING)
        .filter(event -> !event.text().startsWith("page pool not created"))
        .map(event -> event.text().startsWith("fragment larger") ? "frag too big" : event.text())
        .forEach(warning -> text.append(" | WARN ").append(warning));
    return text.toString();
  }

  private long count(Kind kind) {
    return events.stream().filter(event -> event.kind() == kind).count();
  }

  private String state(String name, PagePool pool) {
    PoolState state = pool.state();
    StringBuilder text = new StringBuilder(name + ": hold=" + state.hold());
    text.append(" rel=").append(state.release()).append(" infl=").append(state.inflight());
    text.append(" cache=").append(state.cache()).append(" ring=").append(state.ring());
    append(text, " stale", state.stale());
    if (pool.params().has(PagePoolParams.FLAG_DMA_MAP)) {
      text.append(" maps=").append(count(Kind.MAP)).append(" unmaps=").append(count(Kind.UNMAP));
    }
    append(text, " syncs", count(Kind.SYNC_FOR_DEVICE));
    long bytes =
        events.stream()
            .filter(event -> event.kind() == Kind.SYNC_FOR_DEVICE)
            .mapToLong(Event::lengthBytes)
            .sum();
    append(text, " syncbytes", bytes);
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
