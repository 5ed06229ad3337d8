// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which tests keep a waveform. */
enum WavePolicy {
  NEVER,
  /** A failed test is run again with its seed and recorded. */
  FAILURES,
  ALWAYS;

  static WavePolicy parse(@Nullable String text) {
    if (text == null) {
      return FAILURES;
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "0", "false", "never", "none" -> NEVER;
      case "1", "true", "always", "all" -> ALWAYS;
      case "fail", "failed", "failures" -> FAILURES;
      default ->
          throw new IllegalArgumentException(
              "waves are not understood: WAVES=" + text + " (expected: 0, 1 or fail)");
    };
  }
}
