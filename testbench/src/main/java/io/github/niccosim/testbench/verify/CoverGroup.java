// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Points and crosses that are sampled together, one item at a time.
 *
 * <pre>{@code
 * CoverGroup<Access> group = new CoverGroup<>("registers");
 * var op = group.point("op", a -> a.write() ? 1 : 0).bin("read", 0).bin("write", 1);
 * var addr = group.point("addr", Access::addr).bins(0, 63, 4).illegal("hole", 64, 255);
 * group.cross("op x addr", op, addr);
 * ...
 * group.sample(access);
 * Coverage.of(group).checkGoals();
 * }</pre>
 *
 * @param <T> type of the sampled items
 */
public final class CoverGroup<T> {
  private final String name;
  private final List<CoverPoint<T>> points = new ArrayList<>();
  private final List<CoverCross<T>> crosses = new ArrayList<>();
  private double goalPercent = 100;
  private long samples;

  /**
   * Make a group without points.
   *
   * @param name unique among the groups that are merged
   */
  public CoverGroup(String name) {
    this.name = name;
  }

  /** Return the name of the group. */
  public String name() {
    return name;
  }

  /**
   * Add a point.
   *
   * @param point unique in the group
   * @param property of an item, as a number; an enum gives its ordinal
   */
  public CoverPoint<T> point(String point, ToLongFunction<? super T> property) {
    checkFree(point);
    CoverPoint<T> added = new CoverPoint<>(point, property);
    points.add(added);
    return added;
  }

  /**
   * Add a cross of points of this group, which must have all their bins.
   *
   * @param cross unique in the group
   * @param of two or more
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  public final CoverCross<T> cross(String cross, CoverPoint<T>... of) {
    checkFree(cross);
    if (of.length < 2 || !points.containsAll(Arrays.asList(of))) {
      throw new IllegalArgumentException(
          "cross needs points of its group: group=%s cross=%s points=%d (expected: 2 or more)"
              .formatted(name, cross, of.length));
    }
    CoverCross<T> added = new CoverCross<>(cross, List.of(of));
    crosses.add(added);
    return added;
  }

  /**
   * Set how much of every point and cross is enough.
   *
   * @param percent of its counted bins, 0..100; 100 unless set
   * @return this
   */
  public CoverGroup<T> goal(double percent) {
    if (!(percent >= 0 && percent <= 100)) {
      throw new IllegalArgumentException(
          "goal out of range: group=%s percent=%s (expected: 0..100)".formatted(name, percent));
    }
    goalPercent = percent;
    return this;
  }

  /**
   * Sample an item: every point, then every cross.
   *
   * @param item not kept
   * @throws CoverageException if it falls into an illegal bin; it is counted there
   */
  public void sample(T item) {
    samples++;
    for (CoverPoint<T> point : points) {
      point.sample(item);
    }
    for (CoverCross<T> cross : crosses) {
      cross.sample();
    }
  }

  /** Return the counts so far. */
  Coverage.Group snapshot() {
    List<Coverage.Item> items = new ArrayList<>();
    points.forEach(each -> items.add(item(each.name(), each.counters())));
    crosses.forEach(each -> items.add(item(each.name(), each.counters())));
    return new Coverage.Group(name, goalPercent, samples, items);
  }

  private static Coverage.Item item(String name, List<Counter> counters) {
    return new Coverage.Item(name, counters.stream().map(Counter::snapshot).toList());
  }

  private void checkFree(String wanted) {
    if (points.stream().anyMatch(each -> each.name().equals(wanted))
        || crosses.stream().anyMatch(each -> each.name().equals(wanted))) {
      throw new IllegalArgumentException(
          "point or cross exists already: group=%s name=%s".formatted(name, wanted));
    }
  }
}
