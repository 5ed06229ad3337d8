// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.util.Comparator;

/**
 * Carry one coverage point: a place in the RTL and how often it was reached.
 *
 * @param kind what is counted
 * @param file RTL file as given to Verilator
 * @param line line of the point
 * @param column column of the point, 0 if unknown
 * @param name what it is: {@code if}, {@code else}, {@code block}, the bit of a toggle, the label
 *     of a cover statement
 * @param lines lines counted along with a point of kind LINE or BRANCH, such as {@code 12-14,16};
 *     empty if only its own
 * @param module module it is in, as Verilator names it
 * @param hierarchy instances of it, with {@code *} where they differ
 * @param count how often it was reached
 */
public record CoveragePoint(
    CoverageKind kind,
    String file,
    int line,
    int column,
    String name,
    String lines,
    String module,
    String hierarchy,
    long count)
    implements Comparable<CoveragePoint> {

  private static final Comparator<CoveragePoint> ORDER =
      Comparator.comparing(CoveragePoint::file)
          .thenComparingInt(CoveragePoint::line)
          .thenComparingInt(CoveragePoint::column)
          .thenComparing(CoveragePoint::kind)
          .thenComparing(CoveragePoint::name)
          .thenComparing(CoveragePoint::module)
          .thenComparing(CoveragePoint::hierarchy)
          .thenComparing(CoveragePoint::lines)
          .thenComparingLong(CoveragePoint::count);

  /** Order by place. */
  @Override
  public int compareTo(CoveragePoint other) {
    return ORDER.compare(this, other);
  }

  /** Whether it was reached at all. */
  boolean hit() {
    return count > 0;
  }

  CoveragePoint withCount(long newCount) {
    return new CoveragePoint(kind, file, line, column, name, lines, module, hierarchy, newCount);
  }
}
