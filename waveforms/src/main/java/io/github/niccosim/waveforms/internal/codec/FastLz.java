// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.internal.codec;

/** Unpack FastLZ blocks of both levels; the level stands in the first byte's top three bits. */
final class FastLz {
  private static final int NEAR = 8191;

  private FastLz() {}

  /**
   * Unpack one block.
   *
   * @param in packed bytes
   * @param from first packed byte
   * @param to byte after the last
   * @param out receives exactly {@code out.length} bytes
   * @return whether the input is well formed and fills {@code out} exactly
   */
  static boolean unpack(byte[] in, int from, int to, byte[] out) {
    if (from >= to) {
      return out.length == 0;
    }
    int level = (in[from] & 0xFF) >>> 5;
    if (level > 1) {
      return false;
    }
    try {
      return level == 0 ? unpackNear(in, from, to, out) : unpackFar(in, from, to, out);
    } catch (ArrayIndexOutOfBoundsException e) {
      return false;
    }
  }

  private static boolean unpackNear(byte[] in, int from, int to, byte[] out) {
    int ip = from;
    int op = 0;
    int control = in[ip++] & 31;
    while (true) {
      if (control >= 32) {
        int length = (control >>> 5) - 1;
        int distance = ((control & 31) << 8) + 1;
        if (length == 6) {
          length += in[ip++] & 0xFF;
        }
        distance += in[ip++] & 0xFF;
        length += 3;
        if (ip > to || distance > op || length > out.length - op) {
          return false;
        }
        op = Matches.copy(out, op, distance, length);
      } else {
        int literals = control + 1;
        if (literals > to - ip || literals > out.length - op) {
          return false;
        }
        System.arraycopy(in, ip, out, op, literals);
        ip += literals;
        op += literals;
      }
      if (ip >= to) {
        return op == out.length;
      }
      control = in[ip++] & 0xFF;
    }
  }

  private static boolean unpackFar(byte[] in, int from, int to, byte[] out) {
    int ip = from;
    int op = 0;
    int control = in[ip++] & 31;
    while (true) {
      if (control >= 32) {
        long length = (control >>> 5) - 1;
        int high = (control & 31) << 8;
        int code;
        if (length == 6) {
          do {
            code = in[ip++] & 0xFF;
            length += code;
          } while (code == 255);
        }
        code = in[ip++] & 0xFF;
        int distance = high + code + 1;
        if (code == 255 && high == 31 << 8) {
          distance = ((in[ip] & 0xFF) << 8) + (in[ip + 1] & 0xFF) + NEAR + 1;
          ip += 2;
        }
        length += 3;
        if (ip > to || distance > op || length > out.length - op) {
          return false;
        }
        op = Matches.copy(out, op, distance, (int) length);
      } else {
        int literals = control + 1;
        if (literals > to - ip || literals > out.length - op) {
          return false;
        }
        System.arraycopy(in, ip, out, op, literals);
        ip += literals;
        op += literals;
      }
      if (ip >= to) {
        return op == out.length;
      }
      control = in[ip++] & 0xFF;
    }
  }
}
