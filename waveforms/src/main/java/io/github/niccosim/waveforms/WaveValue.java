// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import java.math.BigInteger;

/**
 * One value of a signal: bits, a real number, or text. Immutable.
 *
 * @param encoding how to understand it
 * @param text state characters, most significant first, for bits; the text itself for text; empty
 *     for an event
 * @param real the number of a real signal, else NaN
 */
public record WaveValue(Encoding encoding, String text, double real) {
  /**
   * Make a value of bits.
   *
   * @param states state characters, most significant first
   * @return the value
   */
  public static WaveValue ofBits(String states) {
    return new WaveValue(Encoding.BITS, states, Double.NaN);
  }

  /**
   * Make a value of bits from a number.
   *
   * @param number the low {@code widthBits} bits count
   * @param widthBits 1..64
   * @return the value
   */
  public static WaveValue ofLong(long number, int widthBits) {
    char[] states = new char[widthBits];
    for (int i = 0; i < widthBits; i++) {
      states[i] = (char) ('0' + (number >>> widthBits - 1 - i & 1));
    }
    return ofBits(new String(states));
  }

  /**
   * Make a real value.
   *
   * @param number any number
   * @return the value
   */
  public static WaveValue ofReal(double number) {
    return new WaveValue(Encoding.REAL, "", number);
  }

  /**
   * Make a text value.
   *
   * @param text any text
   * @return the value
   */
  public static WaveValue ofText(String text) {
    return new WaveValue(Encoding.TEXT, text, Double.NaN);
  }

  /** {@return whether every bit is 0 or 1; for other encodings, whether there is a value} */
  public boolean isKnown() {
    return switch (encoding) {
      case BITS -> text.chars().allMatch(c -> c == '0' || c == '1');
      case REAL -> !Double.isNaN(real);
      case TEXT, EVENT -> true;
    };
  }

  /**
   * Return the bits as an unsigned number.
   *
   * @return 0 or greater
   * @throws IllegalStateException if a bit is not 0 or 1, or this is not a value of bits
   */
  public BigInteger toBigInteger() {
    if (encoding != Encoding.BITS || !isKnown()) {
      throw new IllegalStateException(
          "value is not a number: value=" + this + " (expected: bits 0 and 1 only)");
    }
    return new BigInteger(text, 2);
  }

  /**
   * Return the bits as a number.
   *
   * @return the bits of a value up to 64 wide; bit 63 is the sign only for 64-bit values
   * @throws IllegalStateException if a bit is not 0 or 1, or the value is wider than 64 bits
   */
  public long toLong() {
    if (text.length() > 64) {
      throw new IllegalStateException(
          "value is too wide for a long: bits=" + text.length() + " (expected: 1..64)");
    }
    return toBigInteger().longValue();
  }

  /**
   * Write the bits in hexadecimal, one digit per four bits counted from the right.
   *
   * <p>A digit whose bits are all in the same unknown state is that state's character; a mixture is
   * {@code X}.
   *
   * @return digits without prefix
   */
  public String toHex() {
    StringBuilder hex = new StringBuilder();
    for (int end = text.length(); end > 0; end -= 4) {
      hex.append(digit(text.substring(Math.max(0, end - 4), end)));
    }
    return hex.reverse().toString();
  }

  private static char digit(String nibble) {
    if (nibble.chars().allMatch(c -> c == '0' || c == '1')) {
      return Character.forDigit(Integer.parseInt(nibble, 2), 16);
    }
    char first = nibble.charAt(0);
    return nibble.chars().allMatch(c -> c == first) ? first : 'X';
  }

  /** {@return the value as a reader expects it: one state, hexadecimal, number or text} */
  @Override
  public String toString() {
    return switch (encoding) {
      case BITS -> text.length() == 1 ? text : toHex();
      case REAL -> Double.toString(real);
      case TEXT -> text;
      case EVENT -> "!";
    };
  }
}
