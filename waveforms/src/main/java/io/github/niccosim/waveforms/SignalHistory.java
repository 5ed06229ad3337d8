// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * All changes of one signal, in time order.
 *
 * <p>Change {@code i} says that the signal has value {@code i} from time {@code i} on. Before the
 * first change the value is unknown ({@code x}, NaN, empty text). Times are strictly increasing and
 * no two neighbouring values are equal: of several values written at one time the last is kept, and
 * writing the same value again is no change. Named events keep every time at which they fired.
 *
 * <p>Immutable and thread-safe. Memory: 8 bytes for the time of a change and 1 byte, or 8 bytes for
 * each 64 bits, for its value.
 */
public final class SignalHistory {
  private final ValueColumn column;
  private final long[] times;
  private final int size;

  SignalHistory(ValueColumn column, long[] times, int size) {
    this.column = column;
    this.times = times;
    this.size = size;
  }

  /** {@return the number of changes} */
  public int size() {
    return size;
  }

  /** {@return how values are to be understood} */
  public Encoding encoding() {
    return column.encoding();
  }

  /** {@return the width in bits; 64 for reals and 0 for text} */
  public int widthBits() {
    return column.widthBits();
  }

  /**
   * Return when a change happened.
   *
   * @param i 0..{@link #size()} - 1
   * @return time in timescale units
   */
  public long timeTicks(int i) {
    check(i);
    return times[i];
  }

  /**
   * Return the value from a change on.
   *
   * @param i 0..{@link #size()} - 1, or -1 for the value before the first change
   * @return the value
   */
  public WaveValue value(int i) {
    if (i == -1) {
      return column.unknown();
    }
    check(i);
    return column.value(i);
  }

  /**
   * Return whether a value consists of 0 and 1 only. Cheap.
   *
   * @param i 0..{@link #size()} - 1, or -1 for the value before the first change
   * @return whether {@link #toLong} may be called, up to 64 bits
   */
  public boolean isKnown(int i) {
    if (i == -1) {
      return false;
    }
    check(i);
    return column.isKnown(i);
  }

  /**
   * Return the low 64 bits of a value. Cheap: no object is made.
   *
   * @param i 0..{@link #size()} - 1
   * @return bits; unknown bits read as 0, ask {@link #isKnown} first
   */
  public long toLong(int i) {
    check(i);
    return column.low64(i);
  }

  /**
   * Find the change that gives the value at a time.
   *
   * @param ticks time in timescale units
   * @return index of the last change at or before {@code ticks}, or -1
   */
  public int indexAt(long ticks) {
    int found = Arrays.binarySearch(times, 0, size, ticks);
    return found >= 0 ? found : -found - 2;
  }

  /**
   * Find the change that gives the value just before a time, as a flip-flop samples it.
   *
   * @param ticks time in timescale units
   * @return index of the last change before {@code ticks}, or -1
   */
  public int indexBefore(long ticks) {
    int found = Arrays.binarySearch(times, 0, size, ticks);
    return found >= 0 ? found - 1 : -found - 2;
  }

  /**
   * Return the value at a time.
   *
   * @param ticks time in timescale units
   * @return the value from the last change at or before it
   */
  public WaveValue valueAt(long ticks) {
    return value(indexAt(ticks));
  }

  /**
   * Return the value just before a time.
   *
   * @param ticks time in timescale units
   * @return the value from the last change before it
   */
  public WaveValue valueBefore(long ticks) {
    return value(indexBefore(ticks));
  }

  /**
   * One change.
   *
   * @param timeTicks when, in timescale units
   * @param value value from then on
   */
  public record Change(long timeTicks, WaveValue value) {}

  /**
   * Visit all changes in order.
   *
   * @param visitor called once per change
   */
  public void forEach(Consumer<Change> visitor) {
    for (int i = 0; i < size; i++) {
      visitor.accept(new Change(times[i], column.value(i)));
    }
  }

  private void check(int i) {
    if (i < 0 || i >= size) {
      throw new IndexOutOfBoundsException(
          "no such change: index=" + i + " (expected: 0.." + (size - 1) + ")");
    }
  }
}
