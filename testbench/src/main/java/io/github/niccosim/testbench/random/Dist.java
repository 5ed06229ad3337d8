// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.random;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;

/**
 * A weighted distribution over a finite number of values. Immutable: each method returns a larger
 * copy.
 *
 * <pre>{@code
 * Dist<Long> length = Dist.value(64, 3).or(Dist.range(65, 1517, 6)).or(1518L, 1);
 * Dist<Op> op = Dist.of(Op.READ, 3).or(Op.WRITE, 1);
 * }</pre>
 *
 * @param <T> type of the values
 */
public final class Dist<T> {

  /** Some values that share a weight; each of them is equally likely. */
  private record Part<T>(long size, double weight, LongFunction<T> values) {}

  private final List<Part<T>> parts;
  private final double totalWeight;
  private final long size;

  private Dist(List<Part<T>> parts) {
    this.parts = List.copyOf(parts);
    this.totalWeight = parts.stream().mapToDouble(Part::weight).sum();
    long count = 0;
    for (Part<T> part : parts) {
      count = count + part.size() < 0 ? Long.MAX_VALUE : count + part.size();
    }
    this.size = count;
  }

  /**
   * Begin with one value.
   *
   * @param value the value
   * @param weight above 0; counts relative to the other weights
   */
  public static Dist<Long> value(long value, double weight) {
    return new Dist<>(List.of(part(1, weight, i -> value)));
  }

  /**
   * Begin with a range whose values share the weight ({@code :/} in SystemVerilog).
   *
   * @param min smallest value
   * @param max largest value, at least {@code min}
   * @param weight of the whole range, above 0
   */
  public static Dist<Long> range(long min, long max, double weight) {
    return new Dist<>(List.of(part(sizeOf(min, max), weight, i -> min + i)));
  }

  /**
   * Begin with a range whose values have the weight each ({@code :=} in SystemVerilog).
   *
   * @param min smallest value
   * @param max largest value, at least {@code min}
   * @param weight of every single value, above 0
   */
  public static Dist<Long> each(long min, long max, double weight) {
    return range(min, max, weight * sizeOf(min, max));
  }

  /**
   * Make a range with equal chance for every value.
   *
   * @param min smallest value
   * @param max largest value, at least {@code min}
   */
  public static Dist<Long> uniform(long min, long max) {
    return range(min, max, 1);
  }

  /**
   * Begin with one value of any type.
   *
   * @param value the value
   * @param weight above 0
   */
  public static <T> Dist<T> of(T value, double weight) {
    return new Dist<>(List.of(part(1, weight, i -> value)));
  }

  /**
   * Make equal chances for some values of any type, such as the constants of an enum.
   *
   * @param values at least one
   */
  public static <T> Dist<T> anyOf(List<T> values) {
    List<T> copy = List.copyOf(values);
    return new Dist<>(List.of(part(copy.size(), 1, i -> copy.get((int) i))));
  }

  /**
   * Add one value.
   *
   * @param value the value
   * @param weight above 0
   */
  public Dist<T> or(T value, double weight) {
    return with(part(1, weight, i -> value));
  }

  /**
   * Add everything another distribution can draw, with its weights.
   *
   * @param other further values
   */
  public Dist<T> or(Dist<T> other) {
    List<Part<T>> all = new ArrayList<>(parts);
    all.addAll(other.parts);
    return new Dist<>(all);
  }

  /** Return the number of values, counting a value twice that was added twice. */
  public long size() {
    return size;
  }

  /**
   * Draw a value.
   *
   * @param random drawn from once or twice
   */
  public T draw(RandomGenerator random) {
    double at = random.nextDouble() * totalWeight;
    Part<T> chosen = parts.getLast();
    for (Part<T> part : parts) {
      at -= part.weight();
      if (at < 0) {
        chosen = part;
        break;
      }
    }
    return chosen.values().apply(chosen.size() == 1 ? 0 : random.nextLong(chosen.size()));
  }

  /** Return the value at an index, 0..size-1, in the order in which values were added. */
  T at(long index) {
    long left = index;
    for (Part<T> part : parts) {
      if (left < part.size()) {
        return part.values().apply(left);
      }
      left -= part.size();
    }
    throw new IndexOutOfBoundsException("value index out of range: index=" + index);
  }

  /** Return the chance of the value at an index, relative to those of the others. */
  double weightAt(long index) {
    long left = index;
    for (Part<T> part : parts) {
      if (left < part.size()) {
        return part.weight() / part.size();
      }
      left -= part.size();
    }
    throw new IndexOutOfBoundsException("value index out of range: index=" + index);
  }

  private Dist<T> with(Part<T> part) {
    List<Part<T>> all = new ArrayList<>(parts);
    all.add(part);
    return new Dist<>(all);
  }

  private static <T> Part<T> part(long size, double weight, LongFunction<T> values) {
    if (!(weight > 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException(
          "weight out of range: weight=" + weight + " (expected: above 0)");
    }
    if (size < 1) {
      throw new IllegalArgumentException("distribution is empty: values=0 (expected: 1 or more)");
    }
    return new Part<>(size, weight, values);
  }

  private static long sizeOf(long min, long max) {
    long size = max - min + 1;
    if (max < min || size < 1) {
      throw new IllegalArgumentException(
          "range is empty or has more than 2^63-1 values: min=%d max=%d (expected: min <= max)"
              .formatted(min, max));
    }
    return size;
  }
}
