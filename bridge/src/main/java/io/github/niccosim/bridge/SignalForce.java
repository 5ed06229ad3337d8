// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.math.BigInteger;

/**
 * Override a forceable signal through the two variables Verilator makes for it: a mask of the bits
 * overridden and their values. What reads the signal in the RTL sees the mixture, and so does Java.
 */
final class SignalForce {
  static final BigInteger LONG = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private final int offset;
  private final int enableOffset;
  private final int valueOffset;

  SignalForce(SignalInfo info) {
    this.offset = info.offset();
    this.enableOffset = info.force().enableOffset();
    this.valueOffset = info.force().valueOffset();
  }

  long getWord(PackedBits bits, int index) {
    long enable = bits.getWord(enableOffset, index);
    return (bits.getWord(offset, index) & ~enable) | (bits.getWord(valueOffset, index) & enable);
  }

  void copy(PackedBits bits, byte[] destination, int at, int count) {
    for (int i = 0; i < count; i++) {
      destination[at + i] = (byte) (getWord(bits, i / 8) >>> 8 * (i % 8));
    }
  }

  BigInteger getBig(PackedBits bits) {
    BigInteger enable = bits.getBig(enableOffset);
    return bits.getBig(offset).andNot(enable).or(bits.getBig(valueOffset).and(enable));
  }

  void force(Model model, PackedBits bits, BigInteger value) {
    bits.checkFits(value);
    model.settle();
    bits.setBig(valueOffset, value);
    bits.fill(enableOffset, true);
  }

  void release(PackedBits bits) {
    bits.fill(enableOffset, false);
  }

  boolean isForced(PackedBits bits) {
    return bits.getBig(enableOffset).signum() != 0;
  }
}
