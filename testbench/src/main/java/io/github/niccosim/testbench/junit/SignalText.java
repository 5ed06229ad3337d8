// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import io.github.niccosim.bridge.HdlType;
import io.github.niccosim.bridge.Signal;
import java.math.BigInteger;
import java.util.Locale;

/** A signal and its value in words. */
final class SignalText {
  private SignalText() {}

  static String name(Signal signal) {
    return "signal=" + signal.path() + " width=" + signal.widthBits();
  }

  static String hex(BigInteger value) {
    return "0x" + value.toString(16);
  }

  static String time(Signal signal) {
    long timePs = signal.model().timePs();
    return String.format(Locale.ROOT, "%n  time=%d.%03d ns", timePs / 1000, timePs % 1000);
  }

  /** Name the bits that are set, the highest first, as ranges. */
  static String bits(BigInteger set) {
    StringBuilder text = new StringBuilder();
    for (int high = set.bitLength() - 1; high >= 0; high--) {
      if (set.testBit(high)) {
        int low = high;
        while (low > 0 && set.testBit(low - 1)) {
          low--;
        }
        text.append(text.isEmpty() ? "" : ",").append(high).append(low < high ? ":" + low : "");
        high = low;
      }
    }
    return text.toString();
  }

  /** Return a table of the fields of a packed struct, or the names of an enum's values. */
  static String fields(Signal signal, BigInteger expected, BigInteger actual) {
    StringBuilder text = new StringBuilder();
    HdlType type = signal.type();
    if (type instanceof HdlType.Struct struct) {
      text.append(row("field", "expected", "actual", ""));
      rows(text, "", struct, 0, expected, actual);
    } else if (type instanceof HdlType.Enumeration) {
      text.append("\n  expected ").append(shown(type, expected));
      text.append(", actual ").append(shown(type, actual));
    }
    return text.toString();
  }

  private static void rows(
      StringBuilder text,
      String prefix,
      HdlType.Struct struct,
      int base,
      BigInteger expected,
      BigInteger actual) {
    for (HdlType.Field field : struct.fields()) {
      int low = base + field.lowBit();
      int width = field.type().widthBits();
      if (field.type() instanceof HdlType.Struct inner && !inner.union()) {
        rows(text, prefix + field.name() + ".", inner, low, expected, actual);
        continue;
      }
      BigInteger want = part(expected, low, width);
      BigInteger have = part(actual, low, width);
      String range = width == 1 ? "[" + low + "]" : "[" + (low + width - 1) + ":" + low + "]";
      text.append(
          row(
              prefix + field.name() + range,
              shown(field.type(), want),
              shown(field.type(), have),
              want.equals(have) ? "" : "*"));
    }
  }

  private static BigInteger part(BigInteger value, int low, int width) {
    return value.shiftRight(low).and(BigInteger.ONE.shiftLeft(width).subtract(BigInteger.ONE));
  }

  private static String shown(HdlType type, BigInteger value) {
    if (type instanceof HdlType.Enumeration names) {
      return names.nameOf(value).orElse(hex(value));
    }
    return hex(value);
  }

  private static String row(String name, String expected, String actual, String mark) {
    return String.format(Locale.ROOT, "%n  %-24s %-14s %-14s %s", name, expected, actual, mark)
        .stripTrailing();
  }
}
