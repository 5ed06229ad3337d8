// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Split a filelist into words: white space separates, quotes of both kinds and a backslash protect,
 * {@code //}, {@code #} and slash-star begin a comment where a word could begin, {@code $NAME},
 * {@code ${NAME}} and {@code $(NAME)} are environment variables (not in single quotes).
 */
final class FileListTokens {
  private static final Pattern LITERAL =
      Pattern.compile("'(?:\\{|(?:[sS]?[bodhBODH][0-9a-fA-FxXzZ_?]+|[01xXzZ])(?=[\\s,;+})\"]|$))");

  private final Path file;
  private final String text;
  private final Function<String, @Nullable String> environment;
  private final List<String> words = new ArrayList<>();
  private int at;

  private FileListTokens(Path file, String text, Function<String, @Nullable String> environment) {
    this.file = file;
    this.text = text;
    this.environment = environment;
  }

  static List<String> of(Path file, String text, Function<String, @Nullable String> environment) {
    FileListTokens tokens = new FileListTokens(file, text, environment);
    tokens.split();
    return tokens.words;
  }

  private void split() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (c == '#' || text.startsWith("//", at)) {
        skipTo("\n");
      } else if (text.startsWith("/*", at)) {
        at += 2;
        skipTo("*/");
      } else {
        String word = word();
        if (!word.isEmpty()) {
          words.add(word);
        }
      }
    }
  }

  private void skipTo(String end) {
    int found = text.indexOf(end, at);
    at = found < 0 ? text.length() : found + end.length();
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
      char c = text.charAt(at);
      if (c == '"' || c == '\'' && !isLiteral()) {
        at++;
        quoted(word, c);
      } else if (c == '\\' && at + 1 < text.length()) {
        at += 2;
        if (text.charAt(at - 1) == '\n') {
          break; // the line goes on, the word does not
        }
        word.append(text.charAt(at - 1));
      } else if (c == '$') {
        variable(word);
      } else {
        word.append(c);
        at++;
      }
    }
    return word.toString();
  }

  /** Whether the apostrophe here belongs to a Verilog literal such as {@code -GWidth=8'h10}. */
  private boolean isLiteral() {
    return LITERAL.matcher(text).region(at, text.length()).lookingAt();
  }

  private void quoted(StringBuilder word, char quote) {
    int start = at;
    while (at < text.length() && text.charAt(at) != quote) {
      if (text.charAt(at) == '\\' && quote == '"' && at + 1 < text.length()) {
        word.append(text.charAt(at + 1));
        at += 2;
      } else if (text.charAt(at) == '$' && quote == '"') {
        variable(word);
      } else {
        word.append(text.charAt(at++));
      }
    }
    if (at == text.length()) {
      throw new ModelBuildException(
          "filelist has a quote without end: file=%s line=%d".formatted(file, line(start)));
    }
    at++;
  }

  private int line(int position) {
    return (int) text.substring(0, position).chars().filter(c -> c == '\n').count() + 1;
  }

  private void variable(StringBuilder word) {
    int start = at++;
    char open = at < text.length() ? text.charAt(at) : ' ';
    String name;
    if (open == '{' || open == '(') {
      int close = text.indexOf(open == '{' ? '}' : ')', at);
      if (close < 0) {
        throw new ModelBuildException(
            "filelist has a variable without end: file=%s line=%d".formatted(file, line(start)));
      }
      name = text.substring(at + 1, close);
      at = close + 1;
    } else {
      int end = at;
      while (end < text.length() && isNamePart(text.charAt(end))) {
        end++;
      }
      name = text.substring(at, end);
      at = end;
    }
    if (name.isEmpty()) {
      word.append('$');
      return;
    }
    String value = environment.apply(name);
    if (value == null) {
      throw new ModelBuildException(
          "filelist uses an unset variable: file=%s line=%d variable=%s"
              .formatted(file, line(start), name));
    }
    word.append(value);
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
