// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

/**
 * Names signals the way GTKWave 3.3.118 does; a save file with any other name shows nothing.
 *
 * <p>Vectors carry their bounds, {@code [width-1:0]} where the file gives none; reals, texts,
 * events and the integer kinds do not. Which kinds count as integers depends on the format.
 */
final class GtkwNames {
  private GtkwNames() {}

  static String of(Variable variable, WaveformInfo.Format format) {
    if (variable.encoding() != Encoding.BITS || isInteger(variable.kind(), format)) {
      return variable.path();
    }
    if (variable.range() == null && variable.widthBits() > 1) {
      return variable.path() + new BitRange(variable.widthBits() - 1, 0);
    }
    return variable.pathWithRange();
  }

  private static boolean isInteger(VariableKind kind, WaveformInfo.Format format) {
    return switch (kind) {
      case INTEGER, PARAMETER -> true;
      case INT, SHORTINT, LONGINT -> format == WaveformInfo.Format.FST;
      default -> false;
    };
  }
}
