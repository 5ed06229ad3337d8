// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.internal.vcd;

import io.github.niccosim.waveforms.WaveformException;
import io.github.niccosim.waveforms.internal.HeapBudget;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Cut a file into words separated by white space, without making objects. Not thread-safe.
 *
 * <p>After {@link #next} the word is {@code data[start..end)}.
 */
final class VcdTokens implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 18;
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ABOVE_SPACE = 0x2121_2121_2121_2121L;
  private static final long TOP_BITS = 0x8080_8080_8080_8080L;

  byte[] data = new byte[BUFFER_BYTES];
  int start;
  int end;

  /** First byte of an earlier word that must stay in {@code data}, or -1. */
  int held = -1;

  private int limit;
  private long base;
  private boolean cut;
  private final Path file;
  private final InputStream in;

  VcdTokens(Path file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  /** Go to the next word; return whether there is one. */
  boolean next() throws IOException {
    int at = end;
    while (true) {
      while (at < limit && (data[at] & 0xFF) <= ' ') {
        at++;
      }
      if (at < limit) {
        break;
      }
      start = at;
      if (!fill()) {
        end = start;
        return false;
      }
      at = start;
    }
    start = at;
    while (true) {
      at = endOfWord(at);
      if (at < limit) {
        break;
      }
      int length = at - start;
      boolean more = fill();
      at = start + length;
      if (!more) {
        cut = true;
        break;
      }
    }
    end = at;
    return true;
  }

  /** {@return the index of the first white space from {@code from} on, or {@code limit}} */
  private int endOfWord(int from) {
    int at = from;
    while (at + 8 <= limit) {
      long bytes = (long) EIGHT.get(data, at);
      long white = bytes - ABOVE_SPACE & ~bytes & TOP_BITS;
      if (white != 0) {
        return at + (Long.numberOfTrailingZeros(white) >>> 3);
      }
      at += 8;
    }
    while (at < limit && (data[at] & 0xFF) > ' ') {
      at++;
    }
    return at;
  }

  /** Go to the next word, which must exist. */
  void require(String what) throws IOException {
    if (!next()) {
      throw damaged("file ends inside " + what, "$end");
    }
  }

  /** Move what is needed to the front and read more; return whether anything came. */
  private boolean fill() throws IOException {
    int from = held >= 0 ? held : start;
    int kept = limit - from;
    if (kept == data.length) {
      HeapBudget.require(kept * 2L, "word", offset());
      data = Arrays.copyOf(data, Math.multiplyExact(kept, 2));
    }
    System.arraycopy(data, from, data, 0, kept);
    base += from;
    start -= from;
    held = Math.min(held, 0);
    limit = kept;
    int read = in.read(data, kept, data.length - kept);
    if (read <= 0) {
      return false;
    }
    limit += read;
    return true;
  }

  /** {@return whether the current word is the last thing in the file and may be incomplete} */
  boolean isCut() {
    return cut;
  }

  /** {@return the offset of the current word in the file} */
  long offset() {
    return base + start;
  }

  int length() {
    return end - start;
  }

  String text() {
    return new String(data, start, end - start, StandardCharsets.UTF_8);
  }

  boolean is(String word) {
    if (word.length() != end - start) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (data[start + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  WaveformException damaged(String problem, String expected) {
    String word = text();
    return new WaveformException(
        problem
            + ": file="
            + file
            + " offset=0x"
            + Long.toHexString(offset())
            + " word="
            + (word.length() > 40 ? word.substring(0, 40) + "…" : word)
            + " (expected: "
            + expected
            + ")",
        offset());
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
