// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What happened to one buffer last, each kind of step once. */
final class DmaHistory {
  /** Kinds of steps that explain a later wrong access. */
  enum Step {
    MAPPED,
    HANDED_OUT,
    SYNCED,
    PUT,
    RECYCLED,
    RELEASED
  }

  private record Entry(long order, DmaSite site) {}

  private final Map<Step, Entry> last = new EnumMap<>(Step.class);
  private long order;

  void note(Step step, DmaSite site) {
    last.put(step, new Entry(order++, site));
  }

  void forget(Step step) {
    last.remove(step);
  }

  List<DmaSite> newestFirst() {
    List<Entry> entries = new ArrayList<>(last.values());
    entries.sort(Comparator.comparingLong(Entry::order).reversed());
    return entries.stream().map(Entry::site).toList();
  }
}
