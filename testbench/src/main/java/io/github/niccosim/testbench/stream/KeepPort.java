// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.stream;

import io.github.niccosim.bridge.Signal;
import org.jspecify.annotations.Nullable;

/** Drive and read TKEEP as a number of bytes; remembers what it drove to write only changes. */
final class KeepPort {

  /** Answer of {@link #keptBytes} for kept bytes that are not contiguous from lane 0. */
  static final int HOLE = -1;

  private final @Nullable Signal keep;
  private final int dataBytes;
  private final long fullLow;
  private final long fullHigh;
  private int driven = -1;

  KeepPort(@Nullable Signal keep, int dataBytes) {
    this.keep = keep;
    this.dataBytes = dataBytes;
    this.fullLow = mask(dataBytes);
    this.fullHigh = mask(dataBytes - 64);
  }

  /** Drive the lowest lanes. */
  void drive(int bytes) {
    Signal signal = keep;
    if (signal == null || bytes == driven) {
      return;
    }
    driven = bytes;
    if (dataBytes <= 64) {
      signal.set(mask(bytes));
    } else {
      signal.setWord(0, mask(bytes));
      signal.setWord(1, mask(bytes - 64));
    }
  }

  /** Number of kept bytes, {@link #HOLE} when they are not the lowest lanes. */
  int keptBytes() {
    Signal signal = keep;
    if (signal == null) {
      return dataBytes;
    }
    long low = dataBytes <= 64 ? signal.get() : signal.getWord(0);
    long high = dataBytes <= 64 ? 0 : signal.getWord(1);
    if (low == fullLow && high == fullHigh) {
      return dataBytes;
    }
    boolean contiguous = (low & (low + 1)) == 0 && (high & (high + 1)) == 0;
    if (!contiguous || (high != 0 && low != -1)) {
      return HOLE;
    }
    return Long.bitCount(low) + Long.bitCount(high);
  }

  /** Say whether a lane is kept. */
  boolean isKept(int lane) {
    Signal signal = keep;
    if (signal == null) {
      return true;
    }
    long word = dataBytes <= 64 ? signal.get() : signal.getWord(lane / 64);
    return (word >>> (lane & 63) & 1) != 0;
  }

  private static long mask(int bytes) {
    return bytes <= 0 ? 0 : bytes >= 64 ? -1 : (1L << bytes) - 1;
  }
}
