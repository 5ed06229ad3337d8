// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.html;

import io.github.niccosim.waveforms.DifferenceSpans;
import io.github.niccosim.waveforms.SignalHistory;
import io.github.niccosim.waveforms.Variable;
import io.github.niccosim.waveforms.Waveform;
import io.github.niccosim.waveforms.internal.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Pairs the signals of two traces and finds where they differ. */
final class HtmlDifferences {
  /** A variable of this trace, its counterpart, and the counterpart's signal number in the page. */
  record Pair(Variable mine, Variable theirs, int signal) {}

  private final HtmlView view;
  private final HtmlTree tree;
  private final List<Pair> pairs = new ArrayList<>();

  HtmlDifferences(HtmlView view, HtmlTree tree) {
    this.view = view;
    this.tree = tree;
  }

  /** Return the other trace's differing signals as a further top scope, or nothing. */
  String treeJson() {
    Waveform other = view.other();
    if (other == null) {
      return "";
    }
    Map<String, Variable> theirs = new HashMap<>();
    other.variables().forEach(each -> theirs.putIfAbsent(each.pathWithRange(), each));
    Set<Integer> seen = new HashSet<>();
    StringBuilder leaves = new StringBuilder();
    for (Variable mine : List.copyOf(tree.signals())) {
      Variable match = theirs.get(mine.pathWithRange());
      if (match == null || !seen.add(mine.handle())) {
        continue;
      }
      if (spans(mine, match, view.fromTicks(), view.toTicks()).length > 0) {
        int signal = tree.signals().size() + pairs.size();
        pairs.add(new Pair(mine, match, signal));
        leaves.append(leaves.isEmpty() ? "" : ",").append(tree.extra(match, signal));
      }
    }
    String name = "other: " + other.file().getFileName();
    return leaves.isEmpty() ? "" : "[" + Json.quote(name) + ",[],[" + leaves + "]]";
  }

  List<Pair> pairs() {
    return pairs;
  }

  List<SignalHistory> otherHistories() {
    Waveform other = view.other();
    return other == null
        ? List.of()
        : pairs.stream().map(pair -> other.history(pair.theirs())).toList();
  }

  /** First time at which anything differs, or {@code null}. */
  @Nullable Long first() {
    Long first = null;
    for (Pair pair : pairs) {
      long[] spans = spans(pair.mine(), pair.theirs(), view.fromTicks(), view.toTicks());
      first = first == null ? Long.valueOf(spans[0]) : Long.valueOf(Math.min(first, spans[0]));
    }
    return first;
  }

  private long[] spans(Variable mine, Variable theirs, long fromTicks, long toTicks) {
    Waveform other = view.other();
    if (other == null) {
      return new long[0];
    }
    SignalHistory a = view.wave().history(mine);
    SignalHistory b = other.history(theirs);
    // What only the longer trace has is no difference.
    long common = Math.min(view.wave().info().endTicks(), other.info().endTicks());
    return DifferenceSpans.of(a, b, fromTicks, Math.min(toTicks, common));
  }

  /** Spans by signal number, of both sides. */
  String json(long fromTicks, long toTicks) {
    StringBuilder out = new StringBuilder("{");
    for (Pair pair : pairs) {
      long[] spans = spans(pair.mine(), pair.theirs(), fromTicks, toTicks);
      StringBuilder list = new StringBuilder("[");
      for (long time : spans) {
        list.append(list.length() > 1 ? "," : "").append(time);
      }
      list.append(']');
      for (int signal : new int[] {tree.signalOf(pair.mine()), pair.signal()}) {
        out.append(out.length() > 1 ? "," : "")
            .append('"')
            .append(signal)
            .append("\":")
            .append(list);
      }
    }
    return out.append('}').toString();
  }
}
