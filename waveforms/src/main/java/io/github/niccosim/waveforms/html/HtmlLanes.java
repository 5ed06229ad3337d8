// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.html;

import io.github.niccosim.waveforms.Timescale;
import io.github.niccosim.waveforms.internal.Json;
import io.github.niccosim.waveforms.transaction.Attribute;
import io.github.niccosim.waveforms.transaction.Relation;
import io.github.niccosim.waveforms.transaction.Transaction;
import io.github.niccosim.waveforms.transaction.TransactionLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lays transactions out in lanes: boxes that overlap go below each other. */
final class HtmlLanes {
  /** Deeper stacks share the last level. */
  private static final int DEEPEST = 16;

  private final List<TransactionLog> logs;
  private final Timescale timescale;
  private final long fromTicks;
  private final long toTicks;
  private final Map<String, Integer> kinds = new LinkedHashMap<>();
  private final Set<Long> kept = new HashSet<>();
  private final List<String> names = new ArrayList<>();
  private final StringBuilder lanes = new StringBuilder("[");
  private final StringBuilder relations = new StringBuilder("[");
  private long firstId;

  HtmlLanes(List<TransactionLog> logs, Timescale timescale, long fromTicks, long toTicks) {
    this.logs = logs;
    this.timescale = timescale;
    this.fromTicks = fromTicks;
    this.toTicks = toTicks;
  }

  /** Lay everything out; call once. */
  void build() {
    for (TransactionLog log : logs) {
      for (String stream : log.streams()) {
        lane(log, stream);
      }
      for (Relation relation : log.relations()) {
        long from = relation.from() + firstId;
        long to = relation.to() + firstId;
        if (kept.contains(from) && kept.contains(to)) {
          relations.append(relations.length() > 1 ? "," : "");
          relations.append("[").append(Json.quote(relation.kind()));
          relations.append(',').append(from).append(',').append(to).append(']');
        }
      }
      firstId += log.transactions().size();
    }
  }

  List<String> names() {
    return names;
  }

  String lanesJson() {
    return lanes + "]";
  }

  String relationsJson() {
    return relations + "]";
  }

  String kindsJson() {
    StringBuilder out = new StringBuilder("[");
    kinds
        .keySet()
        .forEach(kind -> out.append(out.length() > 1 ? "," : "").append(Json.quote(kind)));
    return out.append(']').toString();
  }

  private void lane(TransactionLog log, String stream) {
    List<Transaction> inside =
        log.transactions().stream()
            .filter(each -> each.stream().equals(stream))
            .filter(each -> ticks(each.endPs()) >= fromTicks && ticks(each.startPs()) <= toTicks)
            .sorted(Comparator.comparingLong(Transaction::startPs))
            .toList();
    List<Long> ends = new ArrayList<>();
    StringBuilder boxes = new StringBuilder();
    for (Transaction each : inside) {
      int level = levelFor(each, ends);
      boxes.append(boxes.isEmpty() ? "" : ",").append(box(each, level));
      kept.add(each.id() + firstId);
    }
    if (!inside.isEmpty()) {
      lanes.append(lanes.length() > 1 ? "," : "").append("{\"name\":").append(Json.quote(stream));
      lanes.append(",\"depth\":").append(ends.size());
      lanes.append(",\"boxes\":[").append(boxes).append("]}");
      names.add(stream);
    }
  }

  /** Find the first level whose last box has ended. */
  private static int levelFor(Transaction each, List<Long> ends) {
    for (int level = 0; level < ends.size(); level++) {
      if (ends.get(level) <= each.startPs()) {
        ends.set(level, each.endPs());
        return level;
      }
    }
    if (ends.size() < DEEPEST) {
      ends.add(each.endPs());
    } else {
      ends.set(DEEPEST - 1, Math.max(ends.get(DEEPEST - 1), each.endPs()));
    }
    return ends.size() - 1;
  }

  private String box(Transaction each, int level) {
    StringBuilder attributes = new StringBuilder();
    for (Attribute attribute : each.attributes()) {
      attributes.append(attributes.isEmpty() ? "" : ",");
      attributes.append('[').append(Json.quote(attribute.name())).append(',');
      attributes.append(Json.quote(attribute.valueText())).append(']');
    }
    int kind = kinds.computeIfAbsent(each.kind(), key -> kinds.size());
    return "["
        + (each.id() + firstId)
        + ","
        + ticks(each.startPs())
        + ","
        + ticks(each.endPs())
        + ","
        + level
        + ","
        + kind
        + ","
        + Json.quote(each.label())
        + ",["
        + attributes
        + "]]";
  }

  private long ticks(long timePs) {
    return timescale.fromPs(timePs);
  }
}
