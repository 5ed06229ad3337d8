// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Look at the sources behind the places Verilator names. */
final class SourceText {
  private static final int MAX_LINES = 40;

  private final Map<String, String> files;
  private final Path folder;
  private final Map<String, List<String>> lines = new HashMap<>();

  SourceText(Map<String, String> files, Path folder) {
    this.files = files;
    this.folder = folder;
  }

  /** Return the text from one place to the other one, empty if it is not known. */
  String between(DesignXml.Spot from, DesignXml.Spot to) {
    List<String> text = text(from.file());
    if (to.line() - from.line() > MAX_LINES || to.line() > text.size() || from.line() < 1) {
      return "";
    }
    StringBuilder result = new StringBuilder();
    for (int line = from.line(); line <= to.line(); line++) {
      String whole = text.get(line - 1);
      int start = line == from.line() ? from.column() - 1 : 0;
      int end = line == to.line() ? to.column() - 1 : whole.length();
      if (start < 0 || start > end || end > whole.length()) {
        return "";
      }
      String part = whole.substring(start, end);
      int comment = part.indexOf("//");
      result.append(comment < 0 ? part : part.substring(0, comment)).append(' ');
    }
    return result.toString();
  }

  /** Return the text from a place on, at most to the end of the next line. */
  String from(DesignXml.Spot at) {
    List<String> text = text(at.file());
    if (at.line() < 1 || at.line() > text.size()) {
      return "";
    }
    String line = text.get(at.line() - 1);
    String next = at.line() < text.size() ? text.get(at.line()) : "";
    int start = Math.max(0, Math.min(at.column() - 1, line.length()));
    return line.substring(start) + " " + next;
  }

  private List<String> text(String file) {
    return lines.computeIfAbsent(
        file,
        unused -> {
          try {
            Path path = folder.resolve(files.getOrDefault(file, ""));
            return Files.isRegularFile(path)
                ? Files.readAllLines(path, StandardCharsets.ISO_8859_1)
                : List.of();
          } catch (IOException e) {
            return List.of(); // names of enumerations are then not known, nothing else
          }
        });
  }
}
