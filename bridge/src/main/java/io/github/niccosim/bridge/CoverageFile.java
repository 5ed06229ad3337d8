// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Read and write Verilator's {@code coverage.dat}.
 *
 * <p>One line for each point: {@code C '<pairs>' count}; a pair is byte 1, key, byte 2, value; what
 * is not printable in it is {@code %XX}.
 */
final class CoverageFile {
  private static final String HEADER = "# SystemC::Coverage-3";

  private CoverageFile() {}

  static List<CoveragePoint> parse(String text, Path file) {
    List<String> lines = text.lines().toList();
    if (lines.isEmpty() || !lines.get(0).startsWith("# SystemC::Coverage")) {
      throw new ModelException("not a coverage file: file=" + file);
    }
    List<CoveragePoint> points = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.isEmpty() && !line.startsWith("#")) {
        points.add(point(line, file, i + 1));
      }
    }
    return points;
  }

  private static CoveragePoint point(String line, Path file, int number) {
    int end = line.lastIndexOf("' ");
    try {
      if (!line.startsWith("C '") || end < 3) {
        throw new NumberFormatException("no point");
      }
      Map<String, String> pairs = pairs(line.substring(3, end));
      String page = pairs.getOrDefault("page", "");
      return new CoveragePoint(
          CoverageKind.ofPage(page),
          pairs.getOrDefault("f", ""),
          Integer.parseInt(pairs.getOrDefault("l", "0")),
          Integer.parseInt(pairs.getOrDefault("n", "0")),
          pairs.getOrDefault("o", ""),
          pairs.getOrDefault("S", ""),
          page.substring(page.indexOf('/') + 1),
          pairs.getOrDefault("h", ""),
          Long.parseLong(line.substring(end + 2).strip()));
    } catch (NumberFormatException e) {
      throw new ModelException(
          "coverage file is damaged: file=%s line=%d text=%s".formatted(file, number, line));
    }
  }

  private static Map<String, String> pairs(String text) {
    Map<String, String> pairs = new TreeMap<>();
    for (String pair : text.split("\001")) {
      int middle = pair.indexOf('\002');
      if (middle > 0) {
        pairs.put(pair.substring(0, middle), unquoted(pair.substring(middle + 1)));
      }
    }
    return pairs;
  }

  static String format(List<CoveragePoint> points) {
    StringBuilder out = new StringBuilder(HEADER).append('\n');
    for (CoveragePoint point : points) {
      out.append("C '");
      pair(out, "f", point.file());
      pair(out, "l", String.valueOf(point.line()));
      pair(out, "n", String.valueOf(point.column()));
      pair(out, "page", point.kind().page() + "/" + point.module());
      pair(out, "o", point.name());
      if (!point.lines().isEmpty()) {
        pair(out, "S", point.lines());
      }
      pair(out, "h", point.hierarchy());
      out.append("' ").append(point.count()).append('\n');
    }
    return out.toString();
  }

  private static void pair(StringBuilder out, String key, String value) {
    out.append('\001').append(key).append('\002');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c > '~' || c == '%' || c == '"') {
        out.append("%%%02X".formatted((int) c & 0xff));
      } else {
        out.append(c);
      }
    }
  }

  private static String unquoted(String value) {
    if (value.indexOf('%') < 0) {
      return value;
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '%' && isHex(value, i + 1)) {
        // a negative char of Verilator comes as FFFFFFXX
        int from = value.startsWith("FFFFFF", i + 1) && isHex(value, i + 7) ? i + 7 : i + 1;
        out.append((char) Integer.parseInt(value.substring(from, from + 2), 16));
        i = from + 1;
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static boolean isHex(String text, int at) {
    return at + 2 <= text.length()
        && Character.digit(text.charAt(at), 16) >= 0
        && Character.digit(text.charAt(at + 1), 16) >= 0;
  }
}
