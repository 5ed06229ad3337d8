// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import io.github.niccosim.waveforms.internal.HeapBudget;
import java.util.Arrays;

/**
 * Collects the values of one signal in time order and drops what is no change.
 *
 * <p>Used by the readers, and by users who derive signals of their own. Not thread-safe.
 */
public final class HistoryBuilder {
  private final ValueColumn column;
  private long[] times = new long[4];
  private int capacity = 4;
  private int size;

  /**
   * Start an empty history.
   *
   * @param encoding how values will be given
   * @param widthBits 1 or more for bits, otherwise ignored
   */
  public HistoryBuilder(Encoding encoding, int widthBits) {
    this.column = ValueColumn.of(encoding, widthBits);
  }

  /** {@return how values are to be given} */
  public Encoding encoding() {
    return column.encoding();
  }

  /** {@return the width in bits} */
  public int widthBits() {
    return column.widthBits();
  }

  /** {@return the time of the last value kept, or {@link Long#MIN_VALUE}} */
  public long lastTicks() {
    return size == 0 ? Long.MIN_VALUE : times[size - 1];
  }

  /**
   * Add the state of a one-bit signal or the firing of an event.
   *
   * @param ticks time, not before {@link #lastTicks()}
   * @param state state character in lower case
   */
  public void addBit(long ticks, int state) {
    int at = reserve(ticks);
    ((ValueColumn.Bits) column).states[at] = (byte) state;
    settle(at);
  }

  /**
   * Add a value of up to 64 known bits.
   *
   * @param ticks time, not before {@link #lastTicks()}
   * @param value the low bits count
   */
  public void addLong(long ticks, long value) {
    if (column instanceof ValueColumn.Words words) {
      int at = reserve(ticks);
      int n = words.wordsPerValue;
      Arrays.fill(words.words, at * n, at * n + n, 0);
      int width = words.widthBits();
      words.words[at * n] = width < 64 ? value & (1L << width) - 1 : value;
      words.setStates(at, null);
      settle(at);
    } else {
      addBit(ticks, '0' + (int) (value & 1));
    }
  }

  /**
   * Add known bits packed into bytes.
   *
   * @param ticks time, not before {@link #lastTicks()}
   * @param data holds the bits, most significant first, starting at the top bit of a byte
   * @param from first byte
   */
  public void addPacked(long ticks, byte[] data, int from) {
    ValueColumn.Words words = (ValueColumn.Words) column;
    int width = words.widthBits();
    int bytes = (width + 7) / 8;
    if (width <= 64) {
      long value = 0;
      for (int i = 0; i < bytes; i++) {
        value = value << 8 | data[from + i] & 0xFF;
      }
      addLong(ticks, value >>> bytes * 8 - width);
      return;
    }
    int at = reserve(ticks);
    int n = words.wordsPerValue;
    Arrays.fill(words.words, at * n, at * n + n, 0);
    int bit = width;
    for (int i = 0; i < bytes; i++) {
      bit -= 8;
      orByte(words.words, at * n, bit, data[from + i] & 0xFF);
    }
    words.setStates(at, null);
    settle(at);
  }

  /** Or a byte into words so that its lowest bit lands on {@code bit}, which may be negative. */
  private static void orByte(long[] words, int base, int bit, int value) {
    if (bit < 0) {
      words[base] |= value >>> -bit;
      return;
    }
    int word = base + (bit >>> 6);
    int shift = bit & 63;
    words[word] |= (long) value << shift;
    if (shift > 56) {
      words[word + 1] |= (long) value >>> 64 - shift;
    }
  }

  /**
   * Add state characters.
   *
   * @param ticks time, not before {@link #lastTicks()}
   * @param data holds one character per bit, most significant first; capitals are made small
   * @param from first character
   */
  public void addStates(long ticks, byte[] data, int from) {
    if (!(column instanceof ValueColumn.Words words)) {
      addBit(ticks, small(data[from]));
      return;
    }
    int width = words.widthBits();
    int at = reserve(ticks);
    int n = words.wordsPerValue;
    Arrays.fill(words.words, at * n, at * n + n, 0);
    boolean known = true;
    for (int i = 0; i < width; i++) {
      byte state = data[from + i];
      int bit = width - 1 - i;
      if (state == '1') {
        words.words[at * n + (bit >>> 6)] |= 1L << (bit & 63);
      } else if (state != '0') {
        known = false;
      }
    }
    words.setStates(at, known ? null : smallStates(data, from, width));
    settle(at);
  }

  private static byte[] smallStates(byte[] data, int from, int width) {
    byte[] states = Arrays.copyOfRange(data, from, from + width);
    for (int i = 0; i < width; i++) {
      states[i] = small(states[i]);
    }
    return states;
  }

  private static byte small(byte state) {
    return state >= 'A' && state <= 'Z' ? (byte) (state | 0x20) : state;
  }

  /**
   * Add a number to a real signal.
   *
   * @param ticks time, not before {@link #lastTicks()}
   * @param value any number
   */
  public void addReal(long ticks, double value) {
    int at = reserve(ticks);
    ((ValueColumn.Reals) column).numbers[at] = value;
    settle(at);
  }

  /**
   * Add a text.
   *
   * @param ticks time, not before {@link #lastTicks()}
   * @param value bytes of the text, UTF-8; not copied
   */
  public void addText(long ticks, byte[] value) {
    int at = reserve(ticks);
    ((ValueColumn.Texts) column).texts[at] = value;
    settle(at);
  }

  /** {@return the finished history; the builder is not to be used again} */
  public SignalHistory build() {
    return new SignalHistory(column, times, size);
  }

  private int reserve(long ticks) {
    if (size > 0 && ticks < times[size - 1]) {
      throw new IllegalArgumentException(
          "time runs backwards: ticks=" + ticks + " (expected: at least " + times[size - 1] + ")");
    }
    if (size + 1 >= capacity) {
      long wanted = Math.min(capacity * 2L, Integer.MAX_VALUE - 64);
      HeapBudget.require(wanted <= size + 1L ? Long.MAX_VALUE : wanted * 8, "history", -1);
      capacity = (int) wanted;
      times = Arrays.copyOf(times, capacity);
      column.grow(capacity);
    }
    times[size] = ticks;
    return size;
  }

  /** Decide what the value just stored at {@code size} means for the history. */
  private void settle(int at) {
    if (at > 0 && times[at - 1] == times[at]) {
      column.move(at, at - 1);
      if (column.same(at - 1, at - 2)) {
        size--;
      }
    } else if (!column.same(at, at - 1)) {
      size++;
    }
  }
}
