// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.internal.vcd;

import io.github.niccosim.waveforms.Encoding;
import io.github.niccosim.waveforms.VariableKind;
import io.github.niccosim.waveforms.internal.HeapBudget;
import java.util.Arrays;

/** Pack the changes of one signal as they are read, in the form of an FST chain. */
final class VcdChain {
  private static final byte[] NOTHING = {};

  final Encoding encoding;
  final int widthBits;
  byte[] data = NOTHING;
  int length;
  private int lastTime;

  VcdChain(VariableKind kind, int declaredWidth) {
    Encoding wanted = kind.encoding();
    boolean text = wanted == Encoding.TEXT || wanted == Encoding.BITS && declaredWidth == 0;
    encoding = text ? Encoding.TEXT : wanted;
    widthBits =
        switch (encoding) {
          case REAL -> 64;
          case TEXT -> 0;
          case EVENT -> 1;
          case BITS -> declaredWidth;
        };
  }

  /** Return the code of a state in the table of {@code ChainDecoder}, or -1 for 0 and 1, or -2. */
  static int stateCode(int state) {
    return switch (state) {
      case '0', '1' -> -1;
      case 'x', 'X' -> 0;
      case 'z', 'Z' -> 1;
      case 'h', 'H' -> 2;
      case 'u', 'U' -> 3;
      case 'w', 'W' -> 4;
      case 'l', 'L' -> 5;
      case '-' -> 6;
      default -> -2;
    };
  }

  /** Add a state to a one-bit signal; return whether it is one. */
  boolean addBit(int time, int state) {
    room(6);
    long step = time - lastTime;
    if (state == '0' || state == '1') {
      varint(step << 2 | (state & 1) << 1);
    } else {
      int code = stateCode(state);
      if (code < 0) {
        return false;
      }
      varint(step << 4 | (long) code << 1 | 1);
    }
    lastTime = time;
    return true;
  }

  /**
   * Add digits to a vector, extended to the left or cut to its width; return whether all are
   * states.
   */
  boolean addVector(int time, byte[] digits, int from, int to) {
    int start = Math.max(from, to - widthBits);
    boolean known = true;
    for (int i = start; i < to; i++) {
      if (digits[i] != '0' && digits[i] != '1') {
        known = false;
        if (stateCode(digits[i]) < 0) {
          return false;
        }
      }
    }
    room(6L + widthBits);
    long step = time - lastTime;
    varint(step << 1 | (known ? 0 : 1));
    lastTime = time;
    int missing = widthBits - (to - start);
    if (known) {
      pack(digits, start, to, missing);
    } else {
      byte first = digits[start];
      Arrays.fill(data, length, length + missing, first == '1' ? (byte) '0' : first);
      System.arraycopy(digits, start, data, length + missing, to - start);
      length += widthBits;
    }
    return true;
  }

  private void pack(byte[] digits, int from, int to, int missing) {
    int bit = missing;
    int bytes = (widthBits + 7) / 8;
    Arrays.fill(data, length, length + bytes, (byte) 0);
    for (int i = from; i < to; i++, bit++) {
      data[length + (bit >>> 3)] |= (byte) ((digits[i] & 1) << (7 - (bit & 7)));
    }
    length += bytes;
  }

  void addReal(int time, double value) {
    room(14);
    varint((long) (time - lastTime) << 1 | 1);
    lastTime = time;
    long bits = Double.doubleToRawLongBits(value);
    for (int shift = 56; shift >= 0; shift -= 8) {
      data[length++] = (byte) (bits >>> shift);
    }
  }

  void addText(int time, byte[] value) {
    room(12L + value.length);
    varint((long) (time - lastTime) << 1);
    lastTime = time;
    varint(value.length);
    System.arraycopy(value, 0, data, length, value.length);
    length += value.length;
  }

  private void varint(long number) {
    long rest = number;
    while (rest >= 0x80) {
      data[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    data[length++] = (byte) rest;
  }

  private void room(long bytes) {
    if (length + bytes > data.length) {
      long wanted = Math.max(length + bytes, data.length + (data.length >> 1) + 16L);
      HeapBudget.require(wanted > Integer.MAX_VALUE - 16 ? -1 : wanted, "history", -1);
      data = Arrays.copyOf(data, (int) wanted);
    }
  }
}
