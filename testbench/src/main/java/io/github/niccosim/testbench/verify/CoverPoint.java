// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * One property of the sampled items, divided into bins.
 *
 * <p>A value may fall into several counted bins. Ignored bins win over counted ones and illegal
 * bins over both; a value in no bin counts nowhere.
 *
 * @param <T> type of the sampled items
 */
public final class CoverPoint<T> {

  /** A bin and the values it holds. */
  record ValueBin(Counter counter, LongPredicate values) {}

  private final String name;
  private final ToLongFunction<? super T> property;
  private final List<ValueBin> bins = new ArrayList<>();
  private final List<Transition> transitions = new ArrayList<>();
  private final List<Counter> matched = new ArrayList<>();
  private Predicate<? super T> guard = item -> true;
  private Counter last = new Counter("", Bin.Kind.COUNTED);

  CoverPoint(String name, ToLongFunction<? super T> property) {
    this.name = name;
    this.property = property;
  }

  /** Return the name of the point. */
  public String name() {
    return name;
  }

  /**
   * Count one value.
   *
   * @param bin name of the bin
   * @param value the value
   * @return this
   */
  public CoverPoint<T> bin(String bin, long value) {
    return bin(bin, value, value);
  }

  /**
   * Count a range of values together.
   *
   * @param bin name of the bin
   * @param min smallest value
   * @param max largest value
   * @return this
   */
  public CoverPoint<T> bin(String bin, long min, long max) {
    return add(bin, Bin.Kind.COUNTED, value -> value >= min && value <= max);
  }

  /**
   * Divide a range into bins of nearly equal size, named {@code [first..last]}.
   *
   * @param min smallest value
   * @param max largest value
   * @param count number of bins, 1 or more
   * @return this
   */
  public CoverPoint<T> bins(long min, long max, int count) {
    long size = max - min + 1;
    if (count < 1 || size < count) {
      throw new IllegalArgumentException(
          "bin count out of range: point=%s count=%d values=%d (expected: 1..values)"
              .formatted(name, count, size));
    }
    for (int i = 0; i < count; i++) {
      long first = min + Math.multiplyExact(size, i) / count;
      long last = min + Math.multiplyExact(size, i + 1) / count - 1;
      bin(first == last ? Long.toString(first) : "[%d..%d]".formatted(first, last), first, last);
    }
    return this;
  }

  /**
   * Count every constant of an enum; the property is its ordinal.
   *
   * @param type the enum
   * @return this
   */
  public <E extends Enum<E>> CoverPoint<T> bins(Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      bin(constant.name(), constant.ordinal());
    }
    return this;
  }

  /**
   * Count the values that a condition accepts.
   *
   * @param bin name of the bin
   * @param values accepts its values
   * @return this
   */
  public CoverPoint<T> binIf(String bin, LongPredicate values) {
    return add(bin, Bin.Kind.COUNTED, values);
  }

  /**
   * Leave values out of this point and of the crosses it is in.
   *
   * @param bin name of the bin
   * @param min smallest value
   * @param max largest value
   * @return this
   */
  public CoverPoint<T> ignore(String bin, long min, long max) {
    return add(bin, Bin.Kind.IGNORED, value -> value >= min && value <= max);
  }

  /**
   * Forbid values: a sample with one throws.
   *
   * @param bin name of the bin
   * @param min smallest value
   * @param max largest value
   * @return this
   */
  public CoverPoint<T> illegal(String bin, long min, long max) {
    return add(bin, Bin.Kind.ILLEGAL, value -> value >= min && value <= max);
  }

  /**
   * Count a sequence of values in consecutive samples of this point.
   *
   * @param bin name of the bin
   * @param values two or more
   * @return this
   */
  public CoverPoint<T> transition(String bin, long... values) {
    return transition(bin, Bin.Kind.COUNTED, values);
  }

  /**
   * Forbid a sequence of values in consecutive samples of this point.
   *
   * @param bin name of the bin
   * @param values two or more
   * @return this
   */
  public CoverPoint<T> illegalTransition(String bin, long... values) {
    return transition(bin, Bin.Kind.ILLEGAL, values);
  }

  /**
   * Want more than one hit of the bin added last.
   *
   * @param hits 1 or more
   * @return this
   */
  public CoverPoint<T> atLeast(long hits) {
    if (hits < 1 || counters().isEmpty()) {
      throw new IllegalArgumentException(
          "wanted hits out of range: point=%s hits=%d (expected: 1 or more, after a bin)"
              .formatted(name, hits));
    }
    last.atLeast = hits;
    return this;
  }

  /**
   * Sample only some items; the others do not exist for this point and its crosses.
   *
   * @param condition accepts the items to sample
   * @return this
   */
  public CoverPoint<T> when(Predicate<? super T> condition) {
    guard = condition;
    return this;
  }

  /** Match an item: count the bins it falls into and remember them for the crosses. */
  void sample(T item) {
    matched.clear();
    if (!guard.test(item)) {
      return;
    }
    long value = property.applyAsLong(item);
    for (Transition transition : transitions) {
      transition.sample(value);
    }
    boolean ignored = false;
    for (ValueBin bin : bins) {
      if (bin.values().test(value)) {
        bin.counter().hit(name, value);
        ignored |= bin.counter().kind == Bin.Kind.IGNORED;
        matched.add(bin.counter());
      }
    }
    if (ignored) {
      matched.forEach(each -> each.hits -= each.kind == Bin.Kind.COUNTED ? 1 : 0);
      matched.clear();
    }
  }

  /** Return the counted bins of the latest sample. */
  List<Counter> matched() {
    return matched;
  }

  /** Return the counted bins that crosses combine. */
  List<Counter> crossable() {
    return bins.stream()
        .map(ValueBin::counter)
        .filter(each -> each.kind == Bin.Kind.COUNTED)
        .toList();
  }

  List<Counter> counters() {
    List<Counter> all = new ArrayList<>();
    bins.forEach(each -> all.add(each.counter()));
    transitions.forEach(each -> all.add(each.counter));
    return all;
  }

  private CoverPoint<T> add(String bin, Bin.Kind kind, LongPredicate values) {
    bins.add(new ValueBin(newCounter(bin, kind), values));
    return this;
  }

  private CoverPoint<T> transition(String bin, Bin.Kind kind, long... values) {
    if (values.length < 2) {
      throw new IllegalArgumentException(
          "transition is too short: point=%s bin=%s values=%d (expected: 2 or more)"
              .formatted(name, bin, values.length));
    }
    transitions.add(new Transition(name, newCounter(bin, kind), values.clone()));
    return this;
  }

  private Counter newCounter(String bin, Bin.Kind kind) {
    if (counters().stream().anyMatch(each -> each.name.equals(bin))) {
      throw new IllegalArgumentException(
          "bin exists already: point=%s bin=%s (expected: another name)".formatted(name, bin));
    }
    last = new Counter(bin, kind);
    return last;
  }
}
