// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Render coverage points as a table or as an lcov tracefile. */
final class CoverageReport {
  private static final int NAME_COLUMNS = 36;

  private CoverageReport() {}

  static String lcov(List<CoveragePoint> points, String testName) {
    StringBuilder out = new StringBuilder();
    CoverageLines.of(points)
        .forEach((file, counts) -> {
          out.append("TN:").append(testName.replaceAll("\\W", "_")).append('\n');
          out.append("SF:").append(file).append('\n');
          List<CoverageLines.Branch> branches = counts.branches();
          for (CoverageLines.Branch branch : branches) {
            out.append(
                "BRDA:%d,%d,%d,%d\n"
                    .formatted(branch.line(), branch.block(), branch.arm(), branch.count()));
          }
          out.append("BRF:").append(branches.size()).append('\n');
          long taken = branches.stream().filter(branch -> branch.count() > 0).count();
          out.append("BRH:").append(taken).append('\n');
          counts.lines().forEach((line, count) -> out.append("DA:%d,%d\n".formatted(line, count)));
          out.append("LF:").append(counts.total()).append('\n');
          out.append("LH:").append(counts.covered()).append('\n');
          out.append("end_of_record\n");
        });
    return out.toString();
  }

  static String table(List<CoveragePoint> points) {
    Set<CoverageKind> kinds = EnumSet.noneOf(CoverageKind.class);
    points.forEach(point -> kinds.add(point.kind()));
    boolean lines = kinds.remove(CoverageKind.LINE) || kinds.contains(CoverageKind.BRANCH);
    StringBuilder out = new StringBuilder(padded("file"));
    if (lines) {
      out.append("  %14s".formatted("lines"));
    }
    kinds.forEach(kind -> out.append("  %14s".formatted(title(kind))));
    out.append('\n');
    Map<String, List<CoveragePoint>> files = new TreeMap<>();
    points.forEach(
        point -> files.computeIfAbsent(point.file(), unused -> new ArrayList<>()).add(point));
    files.forEach((file, own) -> row(out, file, own, lines, kinds));
    row(out, "all", points, lines, kinds);
    return out.toString().replaceAll("(?m) +$", "");
  }

  private static void row(
      StringBuilder out,
      String name,
      List<CoveragePoint> points,
      boolean lines,
      Set<CoverageKind> kinds) {
    out.append(padded(name));
    if (lines) {
      Map<String, CoverageLines> counts = CoverageLines.of(points);
      share(
          out,
          counts.values().stream().mapToInt(CoverageLines::covered).sum(),
          counts.values().stream().mapToInt(CoverageLines::total).sum());
    }
    for (CoverageKind kind : kinds) {
      List<CoveragePoint> own = points.stream().filter(point -> point.kind() == kind).toList();
      share(out, own.stream().filter(CoveragePoint::hit).count(), own.size());
    }
    out.append('\n');
  }

  /** {@code 12/16 75.0%}, or a dash where there is nothing to count. */
  private static void share(StringBuilder out, long covered, long total) {
    String text =
        total == 0
            ? "-"
            : String.format(Locale.ROOT, "%d/%d %5.1f%%", covered, total, 100.0 * covered / total);
    out.append("  %14s".formatted(text));
  }

  private static String title(CoverageKind kind) {
    return switch (kind) {
      case LINE -> "lines";
      case BRANCH -> "branches";
      case TOGGLE -> "toggles";
      case USER -> "covers";
      case EXPRESSION -> "expressions";
    };
  }

  /** The end of a long path tells more than its beginning. */
  private static String padded(String name) {
    String text =
        name.length() <= NAME_COLUMNS
            ? name
            : "..." + name.substring(name.length() - NAME_COLUMNS + 3);
    return text + " ".repeat(NAME_COLUMNS - text.length());
  }
}
