// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import io.github.niccosim.waveforms.internal.HeapBudget;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Values of one signal, stored compactly by encoding and width. Grows while it is read. */
abstract sealed class ValueColumn {
  private final Encoding encoding;
  private final int widthBits;

  ValueColumn(Encoding encoding, int widthBits) {
    this.encoding = encoding;
    this.widthBits = widthBits;
  }

  static ValueColumn of(Encoding encoding, int widthBits) {
    return switch (encoding) {
      case REAL -> new Reals();
      case TEXT -> new Texts();
      case EVENT -> new Bits(encoding);
      case BITS -> widthBits == 1 ? new Bits(encoding) : new Words(widthBits);
    };
  }

  final Encoding encoding() {
    return encoding;
  }

  final int widthBits() {
    return widthBits;
  }

  /** Make room for {@code capacity} values. */
  abstract void grow(int capacity);

  abstract WaveValue value(int i);

  abstract WaveValue unknown();

  abstract boolean isKnown(int i);

  abstract long low64(int i);

  /** Copy value {@code from} over value {@code to}. */
  abstract void move(int from, int to);

  /** Compare two values; {@code b} may be -1 for the unknown value before the first change. */
  abstract boolean same(int a, int b);

  /** One state character per value. */
  static final class Bits extends ValueColumn {
    byte[] states = new byte[16];

    Bits(Encoding encoding) {
      super(encoding, 1);
    }

    @Override
    void grow(int capacity) {
      states = Arrays.copyOf(states, (int) HeapBudget.require(capacity, "history", -1));
    }

    @Override
    WaveValue value(int i) {
      String text = encoding() == Encoding.EVENT ? "" : String.valueOf((char) states[i]);
      return new WaveValue(encoding(), text, Double.NaN);
    }

    @Override
    WaveValue unknown() {
      String text = encoding() == Encoding.EVENT ? "" : "x";
      return new WaveValue(encoding(), text, Double.NaN);
    }

    @Override
    boolean isKnown(int i) {
      return states[i] == '0' || states[i] == '1';
    }

    @Override
    long low64(int i) {
      return states[i] == '1' ? 1 : 0;
    }

    @Override
    void move(int from, int to) {
      states[to] = states[from];
    }

    @Override
    boolean same(int a, int b) {
      return encoding() != Encoding.EVENT && states[a] == (b < 0 ? 'x' : states[b]);
    }
  }

  /**
   * Whole words per value, least significant first, and state characters where a bit is not 0/1.
   */
  static final class Words extends ValueColumn {
    final int wordsPerValue;
    long[] words;
    byte @Nullable [] @Nullable [] states;

    Words(int widthBits) {
      super(Encoding.BITS, widthBits);
      wordsPerValue = (widthBits + 63) / 64;
      words = new long[wordsPerValue * 4];
    }

    @Override
    void grow(int capacity) {
      long length = (long) capacity * wordsPerValue;
      HeapBudget.require(length * 8, "history", -1);
      words = Arrays.copyOf(words, Math.toIntExact(length));
      byte @Nullable [] @Nullable [] old = states;
      if (old != null) {
        states = Arrays.copyOf(old, capacity);
      }
    }

    void setStates(int i, byte @Nullable [] value) {
      byte @Nullable [] @Nullable [] all = states;
      if (all == null) {
        if (value == null) {
          return;
        }
        all = new byte @Nullable [words.length / wordsPerValue][];
        states = all;
      }
      all[i] = value;
    }

    byte @Nullable [] statesOf(int i) {
      byte @Nullable [] @Nullable [] all = states;
      return all == null ? null : all[i];
    }

    @Override
    WaveValue value(int i) {
      byte[] unknown = statesOf(i);
      if (unknown != null) {
        return WaveValue.ofBits(new String(unknown, StandardCharsets.ISO_8859_1));
      }
      byte[] digits = new byte[widthBits()];
      for (int bit = 0; bit < digits.length; bit++) {
        long word = words[i * wordsPerValue + (bit >>> 6)];
        digits[digits.length - 1 - bit] = (byte) ('0' + (word >>> (bit & 63) & 1));
      }
      return WaveValue.ofBits(new String(digits, StandardCharsets.ISO_8859_1));
    }

    @Override
    WaveValue unknown() {
      return WaveValue.ofBits("x".repeat(widthBits()));
    }

    @Override
    boolean isKnown(int i) {
      return statesOf(i) == null;
    }

    @Override
    long low64(int i) {
      return words[i * wordsPerValue];
    }

    @Override
    void move(int from, int to) {
      System.arraycopy(words, from * wordsPerValue, words, to * wordsPerValue, wordsPerValue);
      setStates(to, statesOf(from));
      setStates(from, null);
    }

    @Override
    boolean same(int a, int b) {
      byte[] left = statesOf(a);
      if (b < 0) {
        return left != null && allUnknown(left);
      }
      byte[] right = statesOf(b);
      if (left != null || right != null) {
        return Arrays.equals(left, right);
      }
      int n = wordsPerValue;
      return n == 1
          ? words[a] == words[b]
          : Arrays.equals(words, a * n, a * n + n, words, b * n, b * n + n);
    }

    private static boolean allUnknown(byte[] value) {
      for (byte state : value) {
        if (state != 'x') {
          return false;
        }
      }
      return true;
    }
  }

  /** Double-precision numbers. */
  static final class Reals extends ValueColumn {
    double[] numbers = new double[16];

    Reals() {
      super(Encoding.REAL, 64);
    }

    @Override
    void grow(int capacity) {
      HeapBudget.require(capacity * 8L, "history", -1);
      numbers = Arrays.copyOf(numbers, capacity);
    }

    @Override
    WaveValue value(int i) {
      return WaveValue.ofReal(numbers[i]);
    }

    @Override
    WaveValue unknown() {
      return WaveValue.ofReal(Double.NaN);
    }

    @Override
    boolean isKnown(int i) {
      return !Double.isNaN(numbers[i]);
    }

    @Override
    long low64(int i) {
      return (long) numbers[i];
    }

    @Override
    void move(int from, int to) {
      numbers[to] = numbers[from];
    }

    @Override
    boolean same(int a, int b) {
      return Double.compare(numbers[a], b < 0 ? Double.NaN : numbers[b]) == 0;
    }
  }

  /** Texts as bytes. */
  static final class Texts extends ValueColumn {
    byte[][] texts = new byte[16][];

    Texts() {
      super(Encoding.TEXT, 0);
    }

    @Override
    void grow(int capacity) {
      HeapBudget.require(capacity * 8L, "history", -1);
      texts = Arrays.copyOf(texts, capacity);
    }

    @Override
    WaveValue value(int i) {
      return WaveValue.ofText(new String(texts[i], StandardCharsets.UTF_8));
    }

    @Override
    WaveValue unknown() {
      return WaveValue.ofText("");
    }

    @Override
    boolean isKnown(int i) {
      return true;
    }

    @Override
    long low64(int i) {
      return 0;
    }

    @Override
    void move(int from, int to) {
      texts[to] = texts[from];
    }

    @Override
    boolean same(int a, int b) {
      return b < 0 ? texts[a].length == 0 : Arrays.equals(texts[a], texts[b]);
    }
  }
}
