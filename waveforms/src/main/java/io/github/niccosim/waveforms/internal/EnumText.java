// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.internal;

import io.github.niccosim.waveforms.EnumTable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parse enum tables: type name, count, that many names, that many values, separated by spaces. */
public final class EnumText {
  private EnumText() {}

  /**
   * Parse a table.
   *
   * @param text as in FST's attribute 7 and VCD's {@code $attrbegin misc 07}
   * @return the table, or {@code null} if the text is none
   */
  public static @Nullable EnumTable parse(String text) {
    String[] words = text.split(" ");
    int count;
    try {
      count = words.length < 2 ? -1 : Integer.parseInt(words[1]);
    } catch (NumberFormatException e) {
      count = -1;
    }
    if (count < 0 || words.length != 2 + 2L * count) {
      return null;
    }
    Map<String, String> names = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      names.putIfAbsent(unescape(words[2 + count + i]), unescape(words[2 + i]));
    }
    return new EnumTable(words[0], Collections.unmodifiableMap(names));
  }

  /**
   * Undo C escapes.
   *
   * @param text with backslashes
   * @return without
   */
  public static String unescape(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i++);
      if (c != '\\' || i == text.length()) {
        out.append(c);
        continue;
      }
      char kind = text.charAt(i++);
      int plain = "abfnrtv".indexOf(kind);
      if (plain >= 0) {
        out.append("\u0007\b\f\n\r\t\u000b".charAt(plain));
      } else if (kind == 'x') {
        i = code(text, i, i + 2, 16, out);
      } else if (kind >= '0' && kind <= '7') {
        i = code(text, i - 1, i + 2, 8, out);
      } else {
        out.append(kind);
      }
    }
    return out.toString();
  }

  private static int code(String text, int from, int to, int radix, StringBuilder out) {
    int value = 0;
    int i = from;
    for (; i < Math.min(to, text.length()); i++) {
      int digit = Character.digit(text.charAt(i), radix);
      if (digit < 0) {
        break;
      }
      value = value * radix + digit;
    }
    out.append((char) (value & 0xFF));
    return i;
  }
}
