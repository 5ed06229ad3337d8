// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.internal.codec;

import java.util.Arrays;

/** Copy back-references, which may overlap what they write. */
final class Matches {
  private Matches() {}

  /**
   * Repeat earlier output.
   *
   * @param out output so far
   * @param at index to write at
   * @param distance how far back to read, 1..at
   * @param length bytes, must fit
   * @return index after the copy
   */
  static int copy(byte[] out, int at, int distance, int length) {
    if (distance >= length) {
      System.arraycopy(out, at - distance, out, at, length);
    } else if (distance == 1) {
      Arrays.fill(out, at, at + length, out[at - 1]);
    } else {
      for (int i = at; i < at + length; i++) {
        out[i] = out[i - distance];
      }
    }
    return at + length;
  }
}
