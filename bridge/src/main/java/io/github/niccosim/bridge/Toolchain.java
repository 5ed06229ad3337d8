// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Know the installed tools; everything that depends on Verilator's version is decided here.
 *
 * @param verilatorVersion first line of {@code verilator --version}
 * @param major such as 5
 * @param minor such as 6 for 5.006
 * @param verilatorInclude folder of {@code verilated.cpp}
 * @param hasRandomClass whether the run-time library draws random numbers through class VlRNG
 * @param compilerVersion first line of {@code g++ --version}
 */
record Toolchain(
    String verilatorVersion,
    int major,
    int minor,
    Path verilatorInclude,
    boolean hasRandomClass,
    String compilerVersion) {
  static final String VERILATOR = "verilator";
  static final String COMPILER = "g++";
  private static final Pattern VERSION = Pattern.compile("Verilator (\\d+)\\.(\\d+).*");
  private static @Nullable Toolchain installed;

  /** Ask the tools once per JVM. */
  static synchronized Toolchain installed() {
    Toolchain known = installed;
    if (known == null) {
      known = ask();
      installed = known;
    }
    return known;
  }

  /** Whether {@code --xml-only} is there; later versions have only {@code --json-only}. */
  boolean writesXml() {
    return major == 5 && minor <= 44;
  }

  /** Whether {@code --coverage-expr} is there. */
  boolean countsExpressions() {
    return major > 5 || minor >= 36;
  }

  /** Return the version as people write it, such as {@code 5.006}. */
  String version() {
    return "%d.%03d".formatted(major, minor);
  }

  /** Return the Debian package of a command. */
  static String debianPackage(String command) {
    return switch (command) {
      case "g++" -> "g++";
      case "zlib.h" -> "zlib1g-dev";
      default -> command;
    };
  }

  private static Toolchain ask() {
    String verilator = ToolRun.output(List.of(VERILATOR, "--version")).strip();
    Matcher version = VERSION.matcher(verilator.lines().findFirst().orElse(""));
    if (!version.matches() || Integer.parseInt(version.group(1)) < 5) {
      throw new ModelBuildException(
          "verilator is too old: version=%s (expected: 5.006 or later)".formatted(verilator));
    }
    String root = ToolRun.output(List.of(VERILATOR, "--getenv", "VERILATOR_ROOT")).strip();
    Path include = Path.of(root, "include");
    if (!Files.exists(include.resolve("verilated.cpp"))) {
      throw new ModelBuildException(
          "verilator's run-time sources are missing: folder=%s (hint: reinstall verilator)"
              .formatted(include));
    }
    String compiler = ToolRun.output(List.of(COMPILER, "--version"));
    return new Toolchain(
        version.group(),
        Integer.parseInt(version.group(1)),
        Integer.parseInt(version.group(2)),
        include,
        contains(include.resolve("verilated_types.h"), "vl_thread_rng_rand64"),
        compiler.lines().findFirst().orElse(""));
  }

  private static boolean contains(Path header, String word) {
    try {
      return Files.readString(header).contains(word);
    } catch (IOException e) {
      throw new ModelBuildException(
          "verilator's run-time sources cannot be read: file=%s reason=%s".formatted(header, e));
    }
  }
}
