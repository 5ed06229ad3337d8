// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Find errors and warnings in what Verilator and g++ print. */
final class Diagnostics {
  /** {@code %Warning-WIDTH: fifo.sv:42:7: text}, or without a position. */
  private static final Pattern VERILATOR =
      Pattern.compile("%(Error|Warning)(?:-(\\w+))?: (?:(\\S.*?):(\\d+):(?:\\d+:)? )?(.*)");

  /** {@code file.cpp:42:7: error: text}. */
  private static final Pattern COMPILER =
      Pattern.compile("(\\S.*?):(\\d+):(?:\\d+:)? (fatal error|error): (.*)");

  private Diagnostics() {}

  static List<BuildDiagnostic> of(String output) {
    List<BuildDiagnostic> result = new ArrayList<>();
    for (String line : output.lines().toList()) {
      Matcher verilator = VERILATOR.matcher(line);
      Matcher compiler = COMPILER.matcher(line);
      if (verilator.matches() && !verilator.group(5).startsWith("Exiting due to")) {
        String code = verilator.group(2);
        result.add(
            diagnostic(
                verilator.group(1).equals("Error"),
                code == null ? "" : code,
                verilator.group(3),
                verilator.group(4),
                verilator.group(5)));
      } else if (compiler.matches()) {
        result.add(diagnostic(true, "", compiler.group(1), compiler.group(2), compiler.group(4)));
      }
    }
    return result;
  }

  /** Make the exception of a failed tool, errors first; never without any text. */
  static ModelBuildException failed(String what, String top, String output) {
    if (output.contains("No space left on device")) {
      return new ModelBuildException(
          "%s failed: top=%s reason=no space left on device (hint: free some, or set"
                  .formatted(what, top)
              + " NICCOSIM_CACHE_DIR to another disk)");
    }
    List<BuildDiagnostic> all = of(output);
    List<BuildDiagnostic> ordered =
        Stream.concat(
                all.stream().filter(BuildDiagnostic::error),
                all.stream().filter(diagnostic -> !diagnostic.error()))
            .toList();
    if (output.isBlank()) {
      return new ModelBuildException(
          "%s failed: top=%s output=none (hint: is the disk of NICCOSIM_CACHE_DIR full?)"
              .formatted(what, top)); // then there is no room for the reason either
    }
    if (ordered.isEmpty() || !ordered.get(0).error()) {
      return new ModelBuildException(
          "%s failed: top=%s output=%s".formatted(what, top, output.strip()));
    }
    long errors = all.stream().filter(BuildDiagnostic::error).count();
    StringBuilder text =
        new StringBuilder("%s failed: top=%s errors=%d".formatted(what, top, errors));
    ordered.stream()
        .filter(BuildDiagnostic::error)
        .limit(10)
        .forEach(diagnostic -> text.append('\n').append(diagnostic));
    if (output.contains("zlib.h: No such file")) {
      text.append("\n(hint: sudo apt-get install zlib1g-dev)");
    }
    return new ModelBuildException(text.toString(), ordered);
  }

  private static BuildDiagnostic diagnostic(
      boolean error,
      String code,
      @org.jspecify.annotations.Nullable String file,
      @org.jspecify.annotations.Nullable String line,
      String text) {
    if (file == null || line == null) {
      return new BuildDiagnostic(error, code, "", 0, text, "");
    }
    int number = Integer.parseInt(line);
    return new BuildDiagnostic(error, code, file, number, text, sourceLine(file, number));
  }

  private static String sourceLine(String file, int line) {
    try (Stream<String> lines =
        Files.lines(Path.of(file), java.nio.charset.StandardCharsets.ISO_8859_1)) {
      return lines.skip(Math.max(0, line - 1)).findFirst().orElse("");
    } catch (IOException | java.io.UncheckedIOException | java.nio.file.InvalidPathException e) {
      return "";
    }
  }
}
