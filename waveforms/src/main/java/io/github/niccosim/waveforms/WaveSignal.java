// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

/**
 * A variable together with its history: what queries are built from.
 *
 * <p>Conditions made here are asked for the value <em>just before</em> a time, which is what a
 * flip-flop clocked at that time samples. Immutable and thread-safe.
 */
public final class WaveSignal {
  private final Variable variable;
  private final SignalHistory history;

  WaveSignal(Variable variable, SignalHistory history) {
    this.variable = variable;
    this.history = history;
  }

  /** {@return the declaration} */
  public Variable variable() {
    return variable;
  }

  /** {@return all changes} */
  public SignalHistory history() {
    return history;
  }

  /**
   * Return the value just before a time.
   *
   * @param ticks time in timescale units
   * @return the value a flip-flop clocked at {@code ticks} samples
   */
  public WaveValue valueBefore(long ticks) {
    return history.valueBefore(ticks);
  }

  /** {@return the condition that all bits are known and at least one is 1} */
  public Condition isHigh() {
    return ticks -> {
      int i = history.indexBefore(ticks);
      return i >= 0 && history.isKnown(i) && isNonZero(i);
    };
  }

  /** {@return the condition that all bits are 0} */
  public Condition isLow() {
    return ticks -> {
      int i = history.indexBefore(ticks);
      return i >= 0 && history.isKnown(i) && !isNonZero(i);
    };
  }

  /**
   * Compare with a number.
   *
   * @param number compared with the value as an unsigned number of up to 64 bits
   * @return the condition that the value is known and equal
   */
  public Condition is(long number) {
    if (history.widthBits() > 64) {
      throw new IllegalArgumentException(
          "signal is too wide to compare with a long: name="
              + variable
              + " bits="
              + history.widthBits()
              + " (expected: 1..64)");
    }
    return ticks -> {
      int i = history.indexBefore(ticks);
      return i >= 0 && history.isKnown(i) && history.toLong(i) == number;
    };
  }

  /**
   * Compare with the name of an enumeration value.
   *
   * @param name as declared in the source
   * @return the condition that the signal has that value
   * @throws WaveformException if the signal has no such value
   */
  public Condition is(String name) {
    EnumTable table = variable.enumTable();
    if (table == null || !table.namesByBits().containsValue(name)) {
      throw new WaveformException(
          "no such enumeration value: name="
              + name
              + " signal="
              + variable
              + " (expected: "
              + (table == null ? "a signal of enumerated type" : table.namesByBits().values())
              + ")");
    }
    return ticks -> name.equals(table.nameOf(valueBefore(ticks).text()));
  }

  /** {@return the condition that no bit is unknown} */
  public Condition isKnown() {
    return ticks -> history.isKnown(history.indexBefore(ticks));
  }

  /** {@return the times at which the signal becomes 1} */
  public Edges rising() {
    return Edges.of(history, '1');
  }

  /** {@return the times at which the signal becomes 0} */
  public Edges falling() {
    return Edges.of(history, '0');
  }

  /** {@return the times of all changes} */
  public Edges changes() {
    return Edges.of(history, '*');
  }

  private boolean isNonZero(int i) {
    return history.widthBits() <= 64
        ? history.toLong(i) != 0
        : history.value(i).text().indexOf('1') >= 0;
  }

  @Override
  public String toString() {
    return variable.toString();
  }
}
