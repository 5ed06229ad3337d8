// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.internal.vcd;

import io.github.niccosim.waveforms.Encoding;
import io.github.niccosim.waveforms.VariableKind;
import io.github.niccosim.waveforms.internal.HeapBudget;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Pack the changes of one signal as they are read, in the form of an FST chain. */
final class VcdChain {
  private static final byte[] NOTHING = {};
  private static final int NO_STATE = -2;
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_BITS = 0x0101_0101_0101_0101L;
  private static final long ZEROS = 0x3030_3030_3030_3030L;

  /** Multiplying by this gathers the low bits of eight bytes in the top byte, first byte on top. */
  private static final long GATHER = 0x8040_2010_0804_0201L;

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

  /**
   * {@return the code of a state in the table of {@code ChainDecoder}, or -1 for 0 and 1, or -2}
   */
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
      default -> NO_STATE;
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
   * Add digits to a vector, extended to the left or cut to its width.
   *
   * @return whether all are states
   */
  boolean addVector(int time, byte[] digits, int from, int to) {
    int start = Math.max(from, to - widthBits);
    int missing = widthBits - (to - start);
    room(6L + widthBits);
    int begin = length;
    long step = time - lastTime;
    varint(step << 1);
    if (!pack(digits, start, to, missing)) {
      length = begin;
      varint(step << 1 | 1);
      for (int i = start; i < to; i++) {
        if (stateCode(digits[i]) == NO_STATE) {
          length = begin;
          return false;
        }
      }
      byte first = digits[start];
      Arrays.fill(data, length, length + missing, first == '1' ? (byte) '0' : first);
      System.arraycopy(digits, start, data, length + missing, to - start);
      length += widthBits;
    }
    lastTime = time;
    return true;
  }

  /** Pack digits behind {@code missing} zeros; return false if one is not 0 or 1. */
  private boolean pack(byte[] digits, int from, int to, int missing) {
    int bytes = (widthBits + 7) / 8;
    Arrays.fill(data, length, length + bytes, (byte) 0);
    int bit = missing;
    int i = from;
    while (i < to) {
      if ((bit & 7) == 0 && to - i >= 8) {
        long eight = (long) EIGHT.get(digits, i);
        if ((eight & ~LOW_BITS) != ZEROS) {
          return false;
        }
        data[length + (bit >>> 3)] = (byte) ((eight & LOW_BITS) * GATHER >>> 56);
        i += 8;
        bit += 8;
      } else {
        byte digit = digits[i++];
        if ((digit & ~1) != '0') {
          return false;
        }
        data[length + (bit >>> 3)] |= (byte) ((digit & 1) << (7 - (bit & 7)));
        bit++;
      }
    }
    length += bytes;
    return true;
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
