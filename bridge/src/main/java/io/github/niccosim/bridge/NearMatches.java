// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Suggest names for one that does not exist. */
final class NearMatches {
  private static final int LIMIT = 3;

  private NearMatches() {}

  /**
   * Return up to three names, nearest first, ties in alphabetical order; hopeless ones left out.
   */
  static List<String> of(String wanted, Collection<String> names) {
    int worst = Math.max(2, wanted.length() / 6);
    return names.stream()
        .filter(name -> score(wanted, name) <= worst)
        .sorted(
            Comparator.comparingInt((String name) -> score(wanted, name))
                .thenComparing(Comparator.naturalOrder()))
        .limit(LIMIT)
        .toList();
  }

  /** Return {@code " (hint: did you mean a, b?)"} or nothing. */
  static String hint(String wanted, Collection<String> names) {
    List<String> near = of(wanted, names);
    return near.isEmpty() ? "" : " (hint: did you mean " + String.join(", ", near) + "?)";
  }

  private static int score(String wanted, String name) {
    String a = wanted.toLowerCase(Locale.ROOT);
    String b = name.toLowerCase(Locale.ROOT);
    if (a.length() >= 3 && b.contains(a)) {
      return 1;
    }
    int whole = distance(a, b);
    return a.indexOf('.') < 0 || b.indexOf('.') < 0
        ? whole
        : Math.min(whole, 2 * distance(last(a), last(b)) + 1); // right name, wrong scope
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
