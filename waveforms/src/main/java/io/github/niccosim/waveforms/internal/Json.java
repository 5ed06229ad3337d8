// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.internal;

/** Write JSON texts. */
public final class Json {
  private Json() {}

  /**
   * Quote a text. {@code <} is escaped as well, so that the result may stand inside HTML.
   *
   * @param text any text
   * @return a JSON string with its quotes, plain ASCII
   */
  public static String quote(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        default -> {
          if (c < ' ' || c > '~' || c == '<') {
            out.append("\\u").append(Character.forDigit(c >> 12, 16));
            out.append(Character.forDigit(c >> 8 & 15, 16));
            out.append(Character.forDigit(c >> 4 & 15, 16));
            out.append(Character.forDigit(c & 15, 16));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
