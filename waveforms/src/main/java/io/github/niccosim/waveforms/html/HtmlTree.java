// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.html;

import io.github.niccosim.waveforms.EnumTable;
import io.github.niccosim.waveforms.Scope;
import io.github.niccosim.waveforms.Variable;
import io.github.niccosim.waveforms.internal.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Numbers scopes, variables, signals and enum tables the way the page counts them: the variables of
 * a scope, then its scopes.
 */
final class HtmlTree {
  private final Set<Variable> wanted;
  private final Map<Variable, Integer> numbers = new HashMap<>();
  private final Map<Integer, Integer> signalOfHandle = new LinkedHashMap<>();
  private final List<Variable> signals = new ArrayList<>();
  private final Map<EnumTable, Integer> tables = new LinkedHashMap<>();
  private int count;

  HtmlTree(Set<Variable> wanted) {
    this.wanted = wanted;
  }

  /** One variable per distinct signal, in order of signal number. */
  List<Variable> signals() {
    return signals;
  }

  int numberOf(Variable variable) {
    return numbers.getOrDefault(variable, -1);
  }

  /** Signals of the other trace come after those of this one. */
  int signalOf(Variable variable) {
    return signalOfHandle.getOrDefault(variable.handle(), -1);
  }

  /** Number a variable of another trace, whose signal has the given number. */
  String extra(Variable variable, int signal) {
    numbers.put(variable, count++);
    return leaf(variable.pathWithRange(), variable, signal);
  }

  /** Return the tree as JSON; {@code extra} gives further top scopes, numbered last. */
  String json(Scope root, Supplier<String> extra) {
    StringBuilder out = new StringBuilder();
    scope(root, out, extra);
    return out.toString();
  }

  private void scope(Scope scope, StringBuilder out, Supplier<String> extra) {
    StringBuilder leaves = new StringBuilder();
    for (Variable variable : scope.variables()) {
      if (wanted.contains(variable)) {
        numbers.put(variable, count++);
        leaves.append(leaves.isEmpty() ? "" : ",");
        leaves.append(leaf(nameOf(variable), variable, signalNumber(variable)));
      }
    }
    out.append('[').append(Json.quote(scope.name())).append(",[");
    boolean first = true;
    for (Scope child : scope.scopes()) {
      StringBuilder text = new StringBuilder();
      int before = count;
      scope(child, text, () -> "");
      if (count > before) {
        out.append(first ? "" : ",").append(text);
        first = false;
      }
    }
    String more = extra.get();
    out.append(first || more.isEmpty() ? "" : ",").append(more);
    out.append("],[").append(leaves).append("]]");
  }

  private static String nameOf(Variable variable) {
    return variable.range() == null ? variable.name() : variable.name() + variable.range();
  }

  private String leaf(String name, Variable variable, int signal) {
    String direction =
        switch (variable.direction()) {
          case INPUT -> "in";
          case OUTPUT -> "out";
          case INOUT -> "inout";
          default -> "";
        };
    EnumTable table = variable.enumTable();
    int number = table == null ? -1 : tables.computeIfAbsent(table, key -> tables.size());
    return "[" + Json.quote(name) + "," + signal + "," + number + ",\"" + direction + "\"]";
  }

  private int signalNumber(Variable variable) {
    return signalOfHandle.computeIfAbsent(
        variable.handle(),
        handle -> {
          signals.add(variable);
          return signals.size() - 1;
        });
  }

  /** Names by bits without leading zeros. */
  String enums() {
    StringBuilder out = new StringBuilder("[");
    for (EnumTable table : tables.keySet()) {
      out.append(out.length() > 1 ? "," : "").append('{');
      boolean first = true;
      for (Map.Entry<String, String> entry : table.namesByBits().entrySet()) {
        String bits = entry.getKey().replaceFirst("^0+(?=.)", "");
        out.append(first ? "" : ",").append(Json.quote(bits));
        out.append(':').append(Json.quote(entry.getValue()));
        first = false;
      }
      out.append('}');
    }
    return out.append(']').toString();
  }
}
