// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import java.util.regex.Pattern;

/** Match variable names against a pattern with {@code *}, {@code **} and {@code ?}. */
final class NamePattern {
  private final Pattern pattern;

  NamePattern(String text) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '*' && i + 1 < text.length() && text.charAt(i + 1) == '*') {
        regex.append(".*");
        i++;
      } else if (c == '*') {
        regex.append("[^.]*");
      } else if (c == '?') {
        regex.append("[^.]");
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    pattern = Pattern.compile(regex.toString());
  }

  boolean matches(Variable variable) {
    String path = variable.path();
    return pattern.matcher(path).matches()
        || variable.range() != null && pattern.matcher(variable.pathWithRange()).matches();
  }
}
