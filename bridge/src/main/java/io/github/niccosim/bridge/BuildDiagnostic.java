// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

/**
 * Carry one error or warning of Verilator or the C++ compiler.
 *
 * @param error whether it stops the build
 * @param code Verilator's code such as {@code WIDTH}, empty if it has none
 * @param file source file, empty if unknown
 * @param line line in it, 0 if unknown
 * @param message text without position
 * @param sourceLine the offending line of the file, empty if it cannot be read
 */
public record BuildDiagnostic(
    boolean error, String code, String file, int line, String message, String sourceLine) {

  @Override
  public String toString() {
    String kind = (error ? "error" : "warning") + (code.isEmpty() ? "" : "-" + code);
    String place = file.isEmpty() ? "" : file + ":" + line + ": ";
    String quote = sourceLine.isBlank() ? "" : "\n    " + sourceLine.strip();
    return place + kind + ": " + message + quote;
  }
}
