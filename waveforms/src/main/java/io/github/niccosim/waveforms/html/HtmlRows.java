// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.html;

import io.github.niccosim.waveforms.Scope;
import io.github.niccosim.waveforms.Variable;
import io.github.niccosim.waveforms.internal.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Decides what the page shows first: lanes, differences, then the rows asked for. */
final class HtmlRows {
  private static final int MOST_PAIRS = 12;

  private final HtmlView view;
  private final HtmlTree tree;
  private final HtmlLanes lanes;
  private final HtmlDifferences differences;
  private final List<String> out = new ArrayList<>();

  HtmlRows(HtmlView view, HtmlTree tree, HtmlLanes lanes, HtmlDifferences differences) {
    this.view = view;
    this.tree = tree;
    this.lanes = lanes;
    this.differences = differences;
  }

  String json(int most) {
    if (!view.signalsFirst()) {
      transactions();
    }
    if (!differences.pairs().isEmpty()) {
      group("different, each with the other trace below");
      for (HtmlDifferences.Pair pair :
          differences.pairs().subList(0, Math.min(MOST_PAIRS, differences.pairs().size()))) {
        signal(pair.mine(), "auto");
        signal(pair.theirs(), "auto");
      }
    }
    if (view.rows().isEmpty()) {
      firstSignals(most);
    }
    for (HtmlView.Row row : view.rows()) {
      switch (row) {
        case HtmlView.GroupRow title -> group(title.title());
        case HtmlView.SignalRow signal -> signal(signal.variable(), signal.radix());
      }
    }
    if (view.signalsFirst()) {
      transactions();
    }
    return "[" + String.join(",", out) + "]";
  }

  private void transactions() {
    if (lanes.names().isEmpty()) {
      return;
    }
    group("transactions");
    for (int i = 0; i < lanes.names().size(); i++) {
      if (view.lanes().isEmpty() || view.lanes().contains(lanes.names().get(i))) {
        out.add("[2," + i + "]");
      }
    }
  }

  /** Take signals level by level from the top, until there are enough. */
  private void firstSignals(int most) {
    Deque<Scope> scopes = new ArrayDeque<>();
    scopes.add(view.wave().hierarchy().root());
    int count = 0;
    while (!scopes.isEmpty() && count < most) {
      Scope scope = scopes.removeFirst();
      scopes.addAll(scope.scopes());
      List<Variable> inside =
          scope.variables().stream().filter(each -> tree.numberOf(each) >= 0).toList();
      if (!inside.isEmpty()) {
        group(scope.path());
      }
      for (Variable variable : inside.subList(0, Math.min(inside.size(), most - count))) {
        signal(variable, "auto");
        count++;
      }
    }
  }

  private void group(String title) {
    out.add("[1," + Json.quote(title) + "]");
  }

  private void signal(Variable variable, String radix) {
    out.add("[0," + tree.numberOf(variable) + "," + Json.quote(radix) + "]");
  }
}
