// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which tests keep a waveform, and of what. */
public enum WavePolicy {
  /** No test; the model is built without trace code. */
  NEVER,
  /** A failed test is run again with its seed and recorded in a window around the failure. */
  FAILURES,
  /**
   * Every test records its latest cycles while it runs, and a failed one keeps them: for failures
   * that do not come back, and for runs too long to repeat.
   */
  RING,
  /** Every test, from its beginning. */
  ALWAYS;

  static @Nullable WavePolicy parse(@Nullable String text) {
    if (text == null) {
      return null;
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "0", "false", "never", "none" -> NEVER;
      case "1", "true", "always", "all" -> ALWAYS;
      case "fail", "failed", "failures" -> FAILURES;
      case "ring", "last" -> RING;
      default ->
          throw new IllegalArgumentException(
              "waves are not understood: WAVES=" + text + " (expected: 0, 1, fail or ring)");
    };
  }
}
