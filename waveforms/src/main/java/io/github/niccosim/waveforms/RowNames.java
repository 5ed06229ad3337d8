// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Name rows by the last part of their path, and by more of it where that is not enough. */
final class RowNames {
  private RowNames() {}

  static List<String> of(List<Variable> rows) {
    Map<String, String> pathOfName = new HashMap<>();
    Map<String, Integer> paths = new HashMap<>();
    for (Variable row : rows) {
      String known = pathOfName.putIfAbsent(row.name(), row.path());
      if (known != null && !known.equals(row.path())) {
        paths.merge(row.name(), 1, Integer::sum);
      }
    }
    List<String> names = new ArrayList<>();
    for (Variable row : rows) {
      names.add(paths.containsKey(row.name()) ? longer(row, rows) : row.name());
    }
    return names;
  }

  /** Add enclosing scopes until no other row of the same name has the same ones. */
  private static String longer(Variable row, List<Variable> rows) {
    String path = row.path();
    int from = path.length() - row.name().length();
    while (from > 0) {
      from = path.lastIndexOf('.', from - 2) + 1;
      String name = path.substring(from);
      boolean unique =
          rows.stream()
              .map(Variable::path)
              .noneMatch(other -> !other.equals(path) && other.endsWith("." + name));
      if (unique) {
        return name;
      }
    }
    return path;
  }
}
