// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Suggest names for one that does not exist. */
final class NearNames {
  private static final int SHOWN = 3;
  private static final int COMPARED_CHARS = 200;

  private NearNames() {}

  static String notFound(String path, Hierarchy hierarchy, Path file) {
    List<String> near =
        hierarchy.variables().stream()
            .map(Variable::path)
            .distinct()
            .sorted(Comparator.comparingInt(known -> distance(path, known)))
            .limit(SHOWN)
            .toList();
    return "no such signal: name="
        + path
        + " file="
        + file
        + " (hint: nearest are "
        + String.join(", ", near)
        + ")";
  }

  /** {@return the edit distance, halved when the last name is the same} */
  static int distance(String a, String b) {
    String left = a.substring(Math.max(0, a.length() - COMPARED_CHARS));
    String right = b.substring(Math.max(0, b.length() - COMPARED_CHARS));
    int[] row = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int substitute = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substitute, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    boolean sameLeaf = leaf(a).equals(leaf(b));
    return sameLeaf ? row[right.length()] / 2 : row[right.length()];
  }

  private static String leaf(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
