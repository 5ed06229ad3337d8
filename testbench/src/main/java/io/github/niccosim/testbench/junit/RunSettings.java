// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import io.github.niccosim.testbench.sim.LogLevels;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the environment says about a run: seed, waves, plusargs and log. */
final class RunSettings {
  private static final long DEFAULT_SEED = 1;

  /** Drawn once for a whole JVM, so that one number replays everything. */
  private static final long DRAWN_SEED = new SecureRandom().nextLong() >>> 1;

  private final Function<String, @Nullable String> property;
  private final Function<String, @Nullable String> environment;

  RunSettings() {
    this(System::getProperty, System::getenv);
  }

  RunSettings(
      Function<String, @Nullable String> property, Function<String, @Nullable String> environment) {
    this.property = property;
    this.environment = environment;
  }

  /** Return the base seed the user asked for, or {@code null}. */
  @Nullable Long seed() {
    String text = value("seed", "COCOTB_RANDOM_SEED");
    if (text == null) {
      return null;
    }
    if (text.equals("random")) {
      return DRAWN_SEED;
    }
    try {
      return text.toLowerCase(Locale.ROOT).startsWith("0x")
          ? Long.parseUnsignedLong(text.substring(2), 16)
          : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "seed is not a number: SEED=" + text + " (expected: decimal, 0x… or random)", e);
    }
  }

  /** Return the base seed when the user asked for none. */
  static long defaultSeed(long annotated) {
    return annotated != 0 ? annotated : DEFAULT_SEED;
  }

  /** Return the policy the user asked for, or {@code null}. */
  @Nullable WavePolicy waves() {
    return WavePolicy.parse(value("waves", "COCOTB_WAVES"));
  }

  /** Return the cycles before and after a failure the user asked for, or {@code null}. */
  long @Nullable [] wavesWindow() {
    String text = value("waves_window", null);
    if (text == null) {
      return null;
    }
    String[] parts = text.trim().split("\\s*,\\s*");
    try {
      return new long[] {
        Long.parseLong(parts[0]), parts.length > 1 ? Long.parseLong(parts[1]) : WavePlan.AFTER
      };
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "waves window is not understood: WAVES_WINDOW="
              + text
              + " (expected: cycles before,after such as 2000,20)",
          e);
    }
  }

  /** Return the instances to record the user asked for, or {@code null}. */
  @Nullable List<String> wavesScopes() {
    String text = value("waves_scope", null);
    return text == null ? null : List.of(text.trim().split("\\s*,\\s*"));
  }

  /** Return whether the user wants this test: by name, by pattern, by combination of values. */
  boolean selects(String path, String variant) {
    String only = property.apply("case");
    String names = environment.apply("TEST");
    names = names == null || names.isBlank() ? environment.apply("COCOTB_TESTCASE") : names;
    String pattern = value("test_filter", "COCOTB_TEST_FILTER");
    String method = path.substring(path.indexOf('#') + 1);
    return (only == null || variant.isEmpty() || only.equals(variant))
        && (names == null
            || names.isBlank()
            || List.of(names.trim().split("[\\s,]+")).contains(method))
        && (pattern == null
            || Pattern.compile(pattern)
                .matcher(path.replace('#', '.') + (variant.isEmpty() ? "" : "/" + variant))
                .find());
  }

  LogLevels logLevels() {
    String text = value("log_level", "COCOTB_LOG_LEVEL");
    return text == null ? LogLevels.DEFAULT : LogLevels.parse(text);
  }

  /** Return where the results of all tests go. */
  Path results() {
    String file = value("results", "COCOTB_RESULTS_FILE");
    return file == null ? Path.of("target", "cosim", "results.xml") : Path.of(file);
  }

  boolean log() {
    return isOn(value("simlog", null));
  }

  List<String> plusargs() {
    String text = value("plusargs", "COCOTB_PLUSARGS");
    return text == null || text.isBlank() ? List.of() : List.of(text.trim().split("\\s+"));
  }

  private static boolean isOn(@Nullable String text) {
    return text != null && !text.isEmpty() && !text.equals("0") && !text.equals("false");
  }

  private @Nullable String value(String name, @Nullable String alias) {
    String text = property.apply(name);
    if (text == null) {
      text = environment.apply(name.toUpperCase(Locale.ROOT));
    }
    if (text == null && alias != null) {
      text = environment.apply(alias);
    }
    return text == null || text.isEmpty() ? null : text;
  }
}
