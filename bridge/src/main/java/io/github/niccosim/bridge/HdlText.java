// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.math.BigInteger;
import java.util.StringJoiner;

/** Show values the way their type is declared. */
final class HdlText {
  private HdlText() {}

  /** Return for example {@code {tag: 0x3, state: Busy}}; array elements from left to right. */
  static String show(HdlType type, BigInteger value) {
    return switch (type) {
      case HdlType.Vector vector ->
          vector.widthBits() == 1 ? value.toString() : "0x" + value.toString(16);
      case HdlType.Enumeration enumeration ->
          enumeration
              .nameOf(value)
              .orElseGet(() -> "%d'h%s".formatted(type.widthBits(), value.toString(16)));
      case HdlType.Struct struct -> {
        StringJoiner text = new StringJoiner(", ", "{", "}");
        for (HdlType.Field field : struct.fields()) {
          BigInteger part = bits(value, field.lowBit(), field.type().widthBits());
          text.add(field.name() + ": " + show(field.type(), part));
        }
        yield text.toString();
      }
      case HdlType.PackedArray array -> {
        StringJoiner text = new StringJoiner(", ", "[", "]");
        int width = array.element().widthBits();
        for (int low = array.widthBits() - width; low >= 0; low -= width) {
          text.add(show(array.element(), bits(value, low, width)));
        }
        yield text.toString();
      }
      default -> "0x" + value.toString(16);
    };
  }

  private static BigInteger bits(BigInteger value, int low, int width) {
    BigInteger mask = BigInteger.ONE.shiftLeft(width).subtract(BigInteger.ONE);
    return value.shiftRight(low).and(mask);
  }
}
