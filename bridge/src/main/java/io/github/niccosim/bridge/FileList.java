// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Read {@code .f} filelists into a {@link ModelSpec.Builder}. */
final class FileList {
  private static final int DEEPEST = 16;
  private static final Pattern TOKEN = Pattern.compile("\"([^\"]*)\"|(\\S+)");
  private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)}|\\((\\w+)\\)|(\\w+))");

  private final ModelSpec.Builder spec;
  private int depth;

  FileList(ModelSpec.Builder spec) {
    this.spec = spec;
  }

  void read(Path file) {
    if (++depth > DEEPEST) {
      throw new ModelBuildException("filelists include each other: file=" + file);
    }
    List<String> tokens = tokens(file, text(file));
    for (int i = 0; i < tokens.size(); i++) {
      String token = tokens.get(i);
      boolean takesNext = List.of("-f", "-F", "-y", "-v", "-I", "-D", "-G").contains(token);
      if (takesNext && i + 1 == tokens.size()) {
        throw new ModelBuildException(
            "filelist option has no value: file=" + file + " option=" + token);
      }
      option(file, token, takesNext ? tokens.get(++i) : "");
    }
    depth--;
  }

  private void option(Path file, String token, String next) {
    if (token.equals("-f") || token.equals("-F")) {
      read(existing(file, next));
    } else if (token.equals("-y")) {
      spec.libraryFolder(existing(file, next));
    } else if (token.equals("-v")) {
      spec.libraryFile(existing(file, next));
    } else if (token.startsWith("+incdir+")) {
      for (String folder : token.substring(8).split("\\+")) {
        spec.include(existing(file, folder));
      }
    } else if (token.startsWith("-I")) {
      spec.include(existing(file, next.isEmpty() ? token.substring(2) : next));
    } else if (token.startsWith("+define+")) {
      for (String definition : token.substring(8).split("\\+")) {
        define(definition);
      }
    } else if (token.startsWith("-D")) {
      define(next.isEmpty() ? token.substring(2) : next);
    } else if (token.startsWith("-G")) {
      parameter(file, next.isEmpty() ? token.substring(2) : next);
    } else if (token.startsWith("-") || token.startsWith("+")) {
      spec.verilatorFlag(token);
    } else {
      spec.source(existing(file, token));
    }
  }

  private void define(String definition) {
    int equals = definition.indexOf('=');
    if (equals < 0) {
      spec.define(definition, "");
    } else {
      spec.define(definition.substring(0, equals), definition.substring(equals + 1));
    }
  }

  private void parameter(Path file, String assignment) {
    int equals = assignment.indexOf('=');
    if (equals <= 0) {
      throw new ModelBuildException(
          "filelist parameter is not NAME=VALUE: file=%s text=%s".formatted(file, assignment));
    }
    spec.parameterLiteral(assignment.substring(0, equals), assignment.substring(equals + 1));
  }

  private static Path existing(Path file, String name) {
    Path beside = file.resolveSibling(name).normalize();
    if (Files.exists(beside)) {
      return beside;
    }
    Path here = Path.of(name).toAbsolutePath().normalize();
    if (Files.exists(here)) {
      return here;
    }
    throw new ModelBuildException(
        "filelist names a missing file: file=%s entry=%s (expected: %s or %s)"
            .formatted(file, name, beside, here));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new ModelBuildException("filelist cannot be read: file=" + file + " reason=" + e);
    }
  }

  private static List<String> tokens(Path file, String text) {
    String bare = text.replaceAll("(?s)/\\*.*?\\*/", " ").replaceAll("(?m)(^|\\s)(//|#).*$", " ");
    List<String> result = new ArrayList<>();
    Matcher token = TOKEN.matcher(bare);
    while (token.find()) {
      String quoted = token.group(1);
      result.add(variables(file, quoted != null ? quoted : token.group(2)));
    }
    return result;
  }

  private static String variables(Path file, String token) {
    return VARIABLE
        .matcher(token)
        .replaceAll(match -> {
          String name =
              match.group(1) != null
                  ? match.group(1)
                  : match.group(2) != null ? match.group(2) : match.group(3);
          String value = System.getenv(name);
          if (value == null) {
            throw new ModelBuildException(
                "filelist uses an unset variable: file=%s variable=%s".formatted(file, name));
          }
          return Matcher.quoteReplacement(value);
        });
  }
}
