// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.verify;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Print two transactions side by side, a star at each field that differs. */
final class FieldDiff {
  private FieldDiff() {}

  static String of(Map<String, @Nullable Object> expected, Map<String, @Nullable Object> actual) {
    int name = width(8, expected.keySet().stream().toArray(String[]::new));
    int left = width(8, expected.values().stream().map(Fields::text).toArray(String[]::new));
    StringBuilder table = new StringBuilder();
    String row = "\n    %-" + name + "s   %-" + left + "s   %s";
    table.append(row.formatted("field", "expected", "actual"));
    for (Map.Entry<String, @Nullable Object> field : expected.entrySet()) {
      Object wanted = field.getValue();
      Object got = actual.get(field.getKey());
      boolean same = Fields.same(wanted, got);
      String line = row.formatted(field.getKey(), Fields.text(wanted), Fields.text(got));
      table.append(same ? line : line.replaceFirst("    ", "  * "));
      if (!same && wanted instanceof byte[] a && got instanceof byte[] b) {
        table.append(firstDifference(a, b));
      }
    }
    return table.toString();
  }

  private static String firstDifference(byte[] expected, byte[] actual) {
    int at = Arrays.mismatch(expected, actual);
    return "   first difference at byte %d: expected %s, actual %s"
        .formatted(at, around(expected, at), around(actual, at));
  }

  private static String around(byte[] bytes, int at) {
    int end = Math.min(bytes.length, at + 4);
    return at >= bytes.length ? "end" : HexFormat.ofDelimiter(" ").formatHex(bytes, at, end);
  }

  private static int width(int least, String... texts) {
    int width = least;
    for (String text : texts) {
      width = Math.max(width, text.length());
    }
    return width;
  }
}
