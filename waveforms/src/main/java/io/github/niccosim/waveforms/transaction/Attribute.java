// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.transaction;

import org.jspecify.annotations.Nullable;

/**
 * One named property of a transaction: a number or a text.
 *
 * @param name name, not empty
 * @param number the number, 0 for a text
 * @param text the text, or {@code null} for a number
 */
public record Attribute(String name, long number, @Nullable String text) {
  /**
   * Make a number.
   *
   * @param name name, not empty
   * @param number any value
   * @return the attribute
   */
  public static Attribute of(String name, long number) {
    return new Attribute(name, number, null);
  }

  /**
   * Make a text.
   *
   * @param name name, not empty
   * @param text any text
   * @return the attribute
   */
  public static Attribute of(String name, String text) {
    return new Attribute(name, 0, text);
  }

  /**
   * Make an address, written as hexadecimal text.
   *
   * @param name name, not empty
   * @param address taken as unsigned
   * @return the attribute
   */
  public static Attribute ofAddress(String name, long address) {
    return of(name, "0x" + Long.toHexString(address));
  }

  /** {@return the value as text} */
  public String valueText() {
    return text == null ? Long.toString(number) : text;
  }
}
