// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Refuse, before anything is compiled, what the installed Verilator cannot do or what is the
 * bridge's own business; each tried with the version named.
 */
final class BuildRules {
  private static final int MOST_THREADS = 64;

  /** Options of Verilator that have their own place in {@link ModelSpec}. */
  private static final Map<String, String> BUILDER =
      Map.ofEntries(
          Map.entry("--timing", "timing(true)"),
          Map.entry("--no-timing", "timing(false)"),
          Map.entry("--savable", "savable(true)"),
          Map.entry("--threads", "threads(n)"),
          Map.entry("--assert", "assertions(true)"),
          Map.entry("--no-assert", "assertions(false)"),
          Map.entry("--coverage", "coverage(LINE, TOGGLE, USER)"),
          Map.entry("--coverage-line", "coverage(LINE)"),
          Map.entry("--coverage-toggle", "coverage(TOGGLE)"),
          Map.entry("--coverage-user", "coverage(USER)"),
          Map.entry("--coverage-expr", "coverage(EXPRESSION)"),
          Map.entry("--trace", "trace(VCD)"),
          Map.entry("--trace-vcd", "trace(VCD)"),
          Map.entry("--trace-fst", "trace(FST)"),
          Map.entry("--top-module", "ModelSpec.builder(top)"),
          Map.entry("--top", "ModelSpec.builder(top)"),
          Map.entry("-CFLAGS", "cxxFlag(...)"),
          Map.entry("-LDFLAGS", "linkFlag(...)"));

  /** Options that would make something else than a model library. */
  private static final List<String> FOREIGN =
      List.of(
          "--sc",
          "--exe",
          "--build",
          "--binary",
          "--main",
          "--lint-only",
          "--xml-only",
          "--json-only",
          "--cc",
          "--prefix",
          "--mod-prefix",
          "-Mdir",
          "--Mdir",
          "-o",
          "-E",
          "--hierarchical",
          "--lib-create",
          "--protect-lib",
          "--build-dep-bin",
          "--make");

  private BuildRules() {}

  static void check(ModelSpec spec, Toolchain tools) {
    for (String flag : spec.verilatorFlags()) {
      checkFlag(flag);
    }
    if (spec.threads() < 1 || spec.threads() > MOST_THREADS) {
      throw new ModelBuildException(
          "thread count is out of range: threads=%d (expected: 1..%d)"
              .formatted(spec.threads(), MOST_THREADS));
    }
    if (spec.savable() && !spec.coverage().isEmpty()) {
      throw combined(spec, tools, "savable, coverage", "two libraries, one for each");
    }
    if (spec.savable() && spec.timing()) {
      throw combined(spec, tools, "savable, timing", "a clock of the stepper instead of a delay");
    }
    if (spec.coverage().contains(CoverageKind.EXPRESSION) && !tools.countsExpressions()) {
      throw new ModelBuildException(
          "expression coverage is not known to verilator: top=%s verilator=%s (expected: 5.036 or"
                  .formatted(spec.top(), tools.version())
              + " later | hint: coverage(LINE, TOGGLE))");
    }
  }

  private static void checkFlag(String flag) {
    String plain = flag.startsWith("--") ? flag : flag.replaceFirst("^-(?=[a-z]{3})", "--");
    String instead = BUILDER.getOrDefault(plain, BUILDER.get(flag));
    if (instead != null) {
      throw new ModelBuildException(
          "verilator option has its own place in the spec: option=%s (hint: %s)"
              .formatted(flag, instead));
    }
    if (FOREIGN.contains(plain) || FOREIGN.contains(flag)) {
      throw new ModelBuildException(
          "verilator option is not supported by the bridge: option=%s (hint: leave it out, the"
                  .formatted(flag)
              + " bridge makes a library)");
    }
  }

  private static ModelBuildException combined(
      ModelSpec spec, Toolchain tools, String options, String hint) {
    List<String> parts = new ArrayList<>(List.of("top=" + spec.top(), "options=" + options));
    parts.add("verilator=" + tools.version());
    return new ModelBuildException(
        "verilator cannot combine these options: %s (hint: %s)"
            .formatted(String.join(" ", parts), hint));
  }
}
