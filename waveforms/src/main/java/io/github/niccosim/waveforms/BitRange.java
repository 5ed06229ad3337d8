// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

/**
 * Bounds of a vector as declared, for example {@code [31:0]}.
 *
 * @param left first index, of the most significant bit
 * @param right last index, of the least significant bit
 */
public record BitRange(int left, int right) {
  /** {@return the number of bits} */
  public long widthBits() {
    return Math.abs((long) left - right) + 1;
  }

  /** {@return the declaration, for example {@code [31:0]}, or {@code [3]} for one bit} */
  @Override
  public String toString() {
    return left == right ? "[" + left + "]" : "[" + left + ":" + right + "]";
  }
}
