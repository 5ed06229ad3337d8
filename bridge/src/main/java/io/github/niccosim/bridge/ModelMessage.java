// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

/**
 * Carry one line a model printed, or one event of its runtime.
 *
 * @param severity what kind of line it is
 * @param text the line without line feed; for {@code $error} and friends only the message itself
 * @param file source file, empty if unknown
 * @param line source line, 0 if unknown
 * @param scope hierarchical path without the leading {@code TOP}, empty if unknown
 * @param timePs simulated time in ps
 */
public record ModelMessage(
    Severity severity, String text, String file, int line, String scope, long timePs) {

  /** Kinds of messages, mildest first. */
  public enum Severity {
    /** {@code $display}, {@code $write}, {@code $monitor}. */
    DISPLAY,
    /** {@code $info}. */
    INFO,
    /** {@code $warning} or a warning of Verilator's runtime. */
    WARNING,
    /** {@code $error}, {@code $fatal} or a failed assertion; a {@link ModelException} follows. */
    ERROR,
    /** {@code $finish}. */
    FINISH
  }
}
