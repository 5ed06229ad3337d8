// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.traffic;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Convert the ticks of one pcapng interface to nanoseconds.
 *
 * @param resolution option {@code if_tsresol}: 10^-n seconds, or 2^-n with the top bit set
 * @param offsetSeconds option {@code if_tsoffset}
 */
record PcapngTime(int resolution, long offsetSeconds) {

  private static final int BINARY = 0x80;

  /** Fraction bits kept before multiplying by 10^9, so that the product fits a long. */
  private static final int FRACTION_BITS = 33;

  static long seconds(byte[] eightBytes, ByteOrder order) {
    return ByteBuffer.wrap(eightBytes).order(order).getLong();
  }

  long nanoseconds(long ticks) {
    int exponent = resolution & ~BINARY;
    long since = (resolution & BINARY) != 0 ? binary(ticks, exponent) : decimal(ticks, exponent);
    return since + offsetSeconds * 1_000_000_000L;
  }

  private static long decimal(long ticks, int exponent) {
    if (exponent <= 9) {
      return ticks * powerOfTen(9 - exponent);
    }
    return exponent - 9 > 18 ? 0 : Long.divideUnsigned(ticks, powerOfTen(exponent - 9));
  }

  private static long binary(long ticks, int exponent) {
    if (exponent == 0) {
      return ticks * 1_000_000_000L;
    }
    if (exponent > 63) {
      return 0;
    }
    long fraction = ticks & ((1L << exponent) - 1);
    int drop = Math.max(0, exponent - FRACTION_BITS);
    long ns = ((fraction >>> drop) * 1_000_000_000L) >>> (exponent - drop);
    return (ticks >>> exponent) * 1_000_000_000L + ns;
  }

  private static long powerOfTen(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }
}
