// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.traffic;

/** Add 16-bit words in ones' complement, as RFC 1071 defines it. */
final class InternetChecksum {

  private long sum;

  InternetChecksum add(byte[] bytes, int offset, int length) {
    for (int i = 0; i < length; i += 2) {
      int high = bytes[offset + i] & 0xFF;
      int low = i + 1 < length ? bytes[offset + i + 1] & 0xFF : 0;
      sum += high << 8 | low;
    }
    return this;
  }

  InternetChecksum add(int word) {
    sum += word & 0xFFFF;
    return this;
  }

  /** Return the complemented sum, 0..0xFFFF. */
  int value() {
    long folded = sum;
    while (folded >>> 16 != 0) {
      folded = (folded & 0xFFFF) + (folded >>> 16);
    }
    return (int) ~folded & 0xFFFF;
  }
}
