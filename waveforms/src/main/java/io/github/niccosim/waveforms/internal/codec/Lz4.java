// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.internal.codec;

/** Unpack LZ4 blocks (the block format, without frames). */
final class Lz4 {
  private Lz4() {}

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
    int ip = from;
    int op = 0;
    while (ip < to) {
      int token = in[ip++] & 0xFF;
      int literals = token >>> 4;
      if (literals == 15) {
        int b;
        do {
          if (ip >= to) {
            return false;
          }
          b = in[ip++] & 0xFF;
          literals += b;
        } while (b == 255 && literals >= 0);
      }
      if (literals < 0 || literals > to - ip || literals > out.length - op) {
        return false;
      }
      System.arraycopy(in, ip, out, op, literals);
      ip += literals;
      op += literals;
      if (ip == to) {
        return op == out.length;
      }
      if (to - ip < 2) {
        return false;
      }
      int distance = in[ip] & 0xFF | (in[ip + 1] & 0xFF) << 8;
      ip += 2;
      int length = token & 15;
      if (length == 15) {
        int b;
        do {
          if (ip >= to) {
            return false;
          }
          b = in[ip++] & 0xFF;
          length += b;
        } while (b == 255 && length >= 0);
      }
      length += 4;
      if (distance == 0 || distance > op || length < 4 || length > out.length - op) {
        return false;
      }
      op = Matches.copy(out, op, distance, length);
    }
    return op == out.length;
  }
}
