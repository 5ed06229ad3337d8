// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.internal.fst;

import io.github.niccosim.waveforms.internal.TraceBytes;
import java.nio.charset.StandardCharsets;

/**
 * The first block of an FST file. All numbers are big-endian; offsets from the block's type byte.
 *
 * <pre>
 *    9 start  17 end  25 e as double in the writer's order  33 memory  41 scopes  49 variables
 *   57 signals  65 value blocks  73 timescale  74 version[128]  202 date[119]  321 kind  322 zero
 * </pre>
 *
 * @param startTicks first time; 0 with {@code endTicks} 0 while the file is being written
 * @param endTicks last time
 * @param bigEndianReals byte order of real values
 * @param timescaleExponent power of ten in seconds
 * @param version simulator
 * @param date date as written
 * @param timeZeroTicks offset that viewers add to times
 */
record FstHeader(
    long startTicks,
    long endTicks,
    boolean bigEndianReals,
    int timescaleExponent,
    String version,
    String date,
    long timeZeroTicks) {
  static final int LENGTH_BYTES = 330;
  private static final long E_BITS = Double.doubleToRawLongBits(2.7182818284590452354);

  static FstHeader read(TraceBytes in) {
    long order = in.u64(25, "header");
    boolean big = order == E_BITS;
    if (!big && Long.reverseBytes(order) != E_BITS) {
      throw in.damaged("byte order mark of the header is wrong", 25, order, "2.718281828459045");
    }
    int exponent = (byte) in.u8(73, "timescale");
    if (exponent < -21 || exponent > 2) {
      throw in.damaged("timescale is out of range", 73, exponent, "-21..2");
    }
    return new FstHeader(
        in.u64(9, "header"),
        in.u64(17, "header"),
        big,
        exponent,
        text(in, 74, 128),
        text(in, 202, 119),
        in.u64(322, "header"));
  }

  private static String text(TraceBytes in, long at, int length) {
    byte[] bytes = in.copy(at, length, "header");
    int end = 0;
    while (end < length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8).strip();
  }
}
