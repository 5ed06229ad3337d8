// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.internal;

import io.github.niccosim.waveforms.WaveformException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Walk forward through an unpacked piece of a trace file.
 *
 * <p>Not thread-safe. Every read is checked; an overrun becomes a {@link WaveformException} with
 * the file offset of the piece.
 */
public final class ByteCursor {
  private final byte[] data;
  private final int limit;
  private final Path file;
  private final long fileOffset;
  private final String what;
  private int position;

  /**
   * Start at the first byte.
   *
   * @param data unpacked bytes
   * @param from first byte of the piece
   * @param to byte after the piece
   * @param file for messages
   * @param fileOffset where the piece, possibly packed, begins in the file
   * @param what noun of the piece for messages
   */
  public ByteCursor(byte[] data, int from, int to, Path file, long fileOffset, String what) {
    this.data = data;
    this.position = from;
    this.limit = to;
    this.file = file;
    this.fileOffset = fileOffset;
    this.what = what;
  }

  /** {@return whether a byte is left} */
  public boolean hasMore() {
    return position < limit;
  }

  /** {@return the index of the next byte} */
  public int position() {
    return position;
  }

  /** {@return the number of bytes left} */
  public int remaining() {
    return limit - position;
  }

  /** {@return the next byte without passing it} */
  public int peek() {
    need(1);
    return data[position] & 0xFF;
  }

  /** {@return the next byte, 0..255} */
  public int u8() {
    need(1);
    return data[position++] & 0xFF;
  }

  /**
   * Pass over bytes.
   *
   * @param length number of bytes, 0 or greater
   * @return index of the first of them
   */
  public int skip(long length) {
    need(length);
    int at = position;
    position += (int) length;
    return at;
  }

  /**
   * Read an unsigned LEB128 number.
   *
   * @return up to 64 bits
   */
  public long varint() {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      int b = u8();
      if (shift == 63 && b > 1) {
        break;
      }
      value |= (long) (b & 0x7F) << shift;
      if (b < 0x80) {
        return value;
      }
    }
    throw damaged("number is longer than 64 bits");
  }

  /**
   * Read a signed LEB128 number.
   *
   * @return up to 64 bits
   */
  public long signedVarint() {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      int b = u8();
      if (shift < 64) {
        value |= (long) (b & 0x7F) << shift;
      }
      if (b < 0x80) {
        int used = shift + 7;
        return used < 64 && (b & 0x40) != 0 ? value | -1L << used : value;
      }
    }
    throw damaged("number is longer than 64 bits");
  }

  /**
   * Read a number that must fit a range.
   *
   * @param most largest legal value
   * @param noun for the message
   * @return 0..most
   */
  public int varint(int most, String noun) {
    long value = varint();
    if (value < 0 || value > most) {
      throw damaged(noun + "=" + Long.toUnsignedString(value) + " is not in 0.." + most);
    }
    return (int) value;
  }

  /**
   * Read characters up to a zero byte, which is passed.
   *
   * @return the characters
   */
  public String zeroTerminated() {
    int end = position;
    while (end < limit && data[end] != 0) {
      end++;
    }
    if (end == limit) {
      throw damaged("text has no end");
    }
    String text = new String(data, position, end - position, StandardCharsets.UTF_8);
    position = end + 1;
    return text;
  }

  /**
   * Describe damage at the current byte.
   *
   * @param problem what is wrong, in words
   * @return exception to throw
   */
  public WaveformException damaged(String problem) {
    return new WaveformException(
        what
            + " is damaged: "
            + problem
            + " file="
            + file
            + " offset=0x"
            + Long.toHexString(fileOffset)
            + " byte="
            + position
            + " (expected: "
            + limit
            + " well-formed bytes after unpacking)",
        fileOffset);
  }

  private void need(long length) {
    if (length < 0 || length > limit - position) {
      throw damaged("it ends early");
    }
  }
}
