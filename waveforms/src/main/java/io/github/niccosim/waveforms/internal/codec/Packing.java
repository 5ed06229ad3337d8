// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.internal.codec;

import io.github.niccosim.waveforms.WaveformException;
import io.github.niccosim.waveforms.internal.HeapBudget;
import java.nio.file.Path;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Name the compressions inside FST blocks and unpack them.
 *
 * <p>The unpacked length is a claim of the file: it is checked against what the packing can reach
 * at all before memory is given.
 */
public enum Packing {
  /** zlib stream. */
  ZLIB(1040),
  /** gzip member. */
  GZIP(1040),
  /** LZ4 block. */
  LZ4(260),
  /** FastLZ block, level 1 or 2. */
  FASTLZ(260);

  private final int bestRatio;

  Packing(int bestRatio) {
    this.bestRatio = bestRatio;
  }

  /**
   * Return the largest length that {@code packedBytes} can unpack to.
   *
   * @param packedBytes length of packed data, 0 or greater
   * @return upper bound in bytes
   */
  public long mostUnpacked(long packedBytes) {
    return packedBytes > Long.MAX_VALUE / 2048 ? Long.MAX_VALUE : packedBytes * bestRatio + 64;
  }

  /**
   * Unpack a piece.
   *
   * @param in packed bytes
   * @param from first packed byte
   * @param to byte after the last
   * @param length exact unpacked length in bytes, as the file claims
   * @param file for messages
   * @param fileOffset for messages
   * @param what noun for messages
   * @return {@code length} bytes
   * @throws WaveformException if the claim is impossible or the data is damaged
   */
  public byte[] unpack(
      byte[] in, int from, int to, long length, Path file, long fileOffset, String what) {
    if (length < 0 || length > mostUnpacked(to - (long) from) || length > Integer.MAX_VALUE - 16) {
      throw damaged("cannot unpack to " + Long.toUnsignedString(length), file, fileOffset, what);
    }
    HeapBudget.require(length, what, fileOffset);
    byte[] out = new byte[(int) length];
    boolean whole =
        switch (this) {
          case LZ4 -> Lz4.unpack(in, from, to, out);
          case FASTLZ -> FastLz.unpack(in, from, to, out);
          case ZLIB -> inflate(in, from, to, out, false);
          case GZIP -> Gzip.unpack(in, from, to, out);
        };
    if (!whole) {
      throw damaged("does not unpack to " + length, file, fileOffset, what);
    }
    return out;
  }

  static boolean inflate(byte[] in, int from, int to, byte[] out, boolean raw) {
    try (Inflater inflater = new Inflater(raw)) {
      inflater.setInput(in, from, to - from);
      int done = 0;
      while (done < out.length) {
        int n = inflater.inflate(out, done, out.length - done);
        if (n == 0
            && (inflater.finished() || inflater.needsInput() || inflater.needsDictionary())) {
          return false;
        }
        done += n;
      }
      return inflater.finished() || inflater.inflate(new byte[1]) == 0;
    } catch (DataFormatException e) {
      return false;
    }
  }

  private WaveformException damaged(String problem, Path file, long fileOffset, String what) {
    return new WaveformException(
        what
            + " is damaged: packing="
            + this
            + " "
            + problem
            + " bytes file="
            + file
            + " offset=0x"
            + Long.toHexString(fileOffset)
            + " (expected: an intact block)",
        fileOffset);
  }
}
