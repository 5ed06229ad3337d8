// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Every combination of the counted bins of two or more points of a group.
 *
 * @param <T> type of the sampled items
 */
public final class CoverCross<T> {
  private final String name;
  private final List<CoverPoint<T>> points;
  private final Map<List<String>, Counter> combinations = new LinkedHashMap<>();
  private final Map<List<String>, Bin.Kind> kinds = new LinkedHashMap<>();
  private long atLeast = 1;

  CoverCross(String name, List<CoverPoint<T>> points) {
    this.name = name;
    this.points = points;
  }

  /** Return the name of the cross. */
  public String name() {
    return name;
  }

  /**
   * Leave combinations out.
   *
   * @param which gets the names of the bins, one for each point in order
   * @return this
   */
  public CoverCross<T> ignore(Predicate<List<String>> which) {
    return mark(which, Bin.Kind.IGNORED);
  }

  /**
   * Forbid combinations: a sample with one throws.
   *
   * @param which gets the names of the bins, one for each point in order
   * @return this
   */
  public CoverCross<T> illegal(Predicate<List<String>> which) {
    return mark(which, Bin.Kind.ILLEGAL);
  }

  /**
   * Want more than one hit of every combination.
   *
   * @param hits 1 or more
   * @return this
   */
  public CoverCross<T> atLeast(long hits) {
    atLeast = hits;
    combinations.values().forEach(each -> each.atLeast = hits);
    return this;
  }

  /** Count the combinations of the points' latest matches. */
  void sample() {
    count(0, new ArrayList<>());
  }

  private void count(int depth, List<String> chosen) {
    if (depth == points.size()) {
      Counter counter = all().get(List.copyOf(chosen));
      if (counter != null) {
        counter.hit(name, chosen);
      }
      return;
    }
    for (Counter bin : points.get(depth).matched()) {
      chosen.add(bin.name);
      count(depth + 1, chosen);
      chosen.removeLast();
    }
  }

  List<Counter> counters() {
    return List.copyOf(all().values());
  }

  /** Built at the first use, when the points have all their bins. */
  private Map<List<String>, Counter> all() {
    if (combinations.isEmpty()) {
      build(0, new ArrayList<>());
    }
    return combinations;
  }

  private void build(int depth, List<String> chosen) {
    if (depth == points.size()) {
      List<String> bins = List.copyOf(chosen);
      Counter counter =
          new Counter(String.join(" x ", bins), kinds.getOrDefault(bins, Bin.Kind.COUNTED));
      counter.atLeast = atLeast;
      combinations.put(bins, counter);
      return;
    }
    for (Counter bin : points.get(depth).crossable()) {
      chosen.add(bin.name);
      build(depth + 1, chosen);
      chosen.removeLast();
    }
  }

  private CoverCross<T> mark(Predicate<List<String>> which, Bin.Kind kind) {
    combinations.clear();
    all().keySet().stream().filter(which).forEach(bins -> kinds.put(bins, kind));
    combinations.clear();
    return this;
  }
}
