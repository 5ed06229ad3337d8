// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Turn the points of one file into what lcov knows: how often each line and each branch was taken.
 *
 * <p>Points that differ only in their instance or module variant are added up; then a line counts
 * as often as its most frequent point.
 */
final class CoverageLines {
  /** One arm; the block numbers the statements of a line that branch. */
  record Branch(int line, int block, int arm, long count) {}

  private record Place(int line, int column, String name, CoverageKind kind, String lines)
      implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int order = Integer.compare(line, other.line);
      order = order != 0 ? order : Integer.compare(column, other.column);
      order = order != 0 ? order : kind.compareTo(other.kind);
      order = order != 0 ? order : name.compareTo(other.name);
      return order != 0 ? order : lines.compareTo(other.lines);
    }
  }

  private final TreeMap<Place, Long> places = new TreeMap<>();

  /** Sort points by file; toggles and cover statements are left out. */
  static Map<String, CoverageLines> of(List<CoveragePoint> points) {
    Map<String, CoverageLines> files = new TreeMap<>();
    for (CoveragePoint point : points) {
      if (point.kind() == CoverageKind.LINE || point.kind() == CoverageKind.BRANCH) {
        files.computeIfAbsent(point.file(), unused -> new CoverageLines()).add(point);
      }
    }
    return files;
  }

  private void add(CoveragePoint point) {
    Place place =
        new Place(point.line(), point.column(), point.name(), point.kind(), point.lines());
    places.merge(place, point.count(), Long::sum);
  }

  /** Return line number to count. */
  TreeMap<Integer, Long> lines() {
    TreeMap<Integer, Long> counts = new TreeMap<>();
    places.forEach((place, count) -> {
      for (int line : lines(place)) {
        counts.merge(line, count, Math::max);
      }
    });
    return counts;
  }

  int total() {
    return lines().size();
  }

  int covered() {
    return (int) lines().values().stream().filter(count -> count > 0).count();
  }

  /** Return the arms of all branches; an else is at the column after its if. */
  List<Branch> branches() {
    List<Branch> branches = new ArrayList<>();
    int line = -1;
    int column = -1;
    int block = -1;
    int arm = 0;
    for (Map.Entry<Place, Long> entry : places.entrySet()) {
      Place place = entry.getKey();
      if (place.kind != CoverageKind.BRANCH) {
        continue;
      }
      boolean same = place.line == line && place.column - column <= 1;
      block = place.line != line ? 0 : same ? block : block + 1;
      arm = same ? arm + 1 : 0;
      line = place.line;
      column = same ? column : place.column;
      branches.add(new Branch(line, block, arm, entry.getValue()));
    }
    return branches;
  }

  /** Lines of a point: {@code 12-14,16}, else its own; an else that is not written has none. */
  private static List<Integer> lines(Place place) {
    List<Integer> result = new ArrayList<>();
    if (place.lines.isEmpty()) {
      if (!place.name.equals("else")) {
        result.add(place.line);
      }
      return result;
    }
    for (String range : place.lines.split(",")) {
      int dash = range.indexOf('-');
      int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
      int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
      for (int line = first; line <= last; line++) {
        result.add(line);
      }
    }
    return result;
  }
}
