// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

import java.util.Locale;

/**
 * Outcome of one named check over a whole run.
 *
 * @param name stable name, written into reports
 * @param result outcome
 * @param reason one line: what was seen
 */
public record Check(String name, Result result, String reason) {

  /** How a check ended. */
  public enum Result {
    /** Holds. */
    PASS,
    /** Does not hold. */
    FAIL,
    /** Does not hold, and the settings allow it. */
    ALLOWED;

    /** Return the word written into reports. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Say whether the check failed. */
  public boolean failed() {
    return result == Result.FAIL;
  }

  static Check of(String name, boolean holds, String reason) {
    return new Check(name, holds ? Result.PASS : Result.FAIL, reason);
  }
}
