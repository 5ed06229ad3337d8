// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.html;

import io.github.niccosim.waveforms.Encoding;
import io.github.niccosim.waveforms.SignalHistory;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes the signals of a page one after another. The reader is {@code data.js}. */
final class SignalBytes {
  /** Where a signal is, as {@code data.js} wants it: count, times, values, width, kind. */
  record Entry(int size, int times, int values, int widthBits, char kind) {}

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
  private final long fromTicks;
  private final long toTicks;

  SignalBytes(long fromTicks, long toTicks) {
    this.fromTicks = fromTicks;
    this.toTicks = toTicks;
  }

  byte[] toBytes() {
    return out.toByteArray();
  }

  /** Estimate the size of one signal before packing. */
  static long estimate(SignalHistory history, long fromTicks, long toTicks) {
    long count = history.indexAt(toTicks) - history.indexAt(fromTicks) + 1L;
    return count * (2 + Math.max(1, history.widthBits() + 7) / 8);
  }

  /** Add the changes inside the window; the value before it becomes a change at its begin. */
  Entry add(SignalHistory history) {
    boolean event = history.encoding() == Encoding.EVENT;
    int first =
        event ? history.indexBefore(fromTicks) + 1 : Math.max(0, history.indexAt(fromTicks));
    int last = history.indexAt(toTicks);
    int times = out.size();
    long previous = fromTicks;
    for (int i = first; i <= last; i++) {
      long time = Math.max(fromTicks, history.timeTicks(i));
      varint(time - previous);
      previous = time;
    }
    int values = out.size();
    switch (history.encoding()) {
      case REAL -> reals(history, first, last);
      case TEXT -> texts(history, first, last);
      case EVENT -> {}
      case BITS -> bits(history, first, last);
    }
    int size = Math.max(0, last - first + 1);
    return new Entry(size, times, values, history.widthBits(), kind(history.encoding()));
  }

  private static char kind(Encoding encoding) {
    return switch (encoding) {
      case BITS -> 'b';
      case REAL -> 'r';
      case TEXT -> 's';
      case EVENT -> 'e';
    };
  }

  private void bits(SignalHistory history, int first, int last) {
    if (history.widthBits() == 1) {
      for (int i = first; i <= last; i++) {
        boolean known = history.isKnown(i);
        out.write(known ? '0' + (int) history.toLong(i) : history.value(i).text().charAt(0));
      }
    } else if (history.widthBits() <= 64) {
      int bytes = (history.widthBits() + 7) / 8;
      for (int plane = bytes - 1; plane >= 0; plane--) {
        for (int i = first; i <= last; i++) {
          out.write((int) (history.toLong(i) >>> 8 * plane));
        }
      }
      unknowns(history, first, last);
    } else {
      wide(history, first, last);
      unknowns(history, first, last);
    }
  }

  private void wide(SignalHistory history, int first, int last) {
    int bytes = (history.widthBits() + 7) / 8;
    int size = Math.max(0, last - first + 1);
    byte[] planes = new byte[Math.multiplyExact(bytes, size)];
    for (int i = first; i <= last; i++) {
      if (!history.isKnown(i)) {
        continue;
      }
      String text = history.value(i).text();
      for (int bit = 0; bit < text.length(); bit++) {
        if (text.charAt(text.length() - 1 - bit) == '1') {
          planes[(bytes - 1 - bit / 8) * size + i - first] |= (byte) (1 << bit % 8);
        }
      }
    }
    out.writeBytes(planes);
  }

  private void unknowns(SignalHistory history, int first, int last) {
    int count = 0;
    for (int i = first; i <= last; i++) {
      count += history.isKnown(i) ? 0 : 1;
    }
    varint(count);
    int previous = first;
    for (int i = first; i <= last; i++) {
      if (!history.isKnown(i)) {
        varint(i - previous);
        previous = i;
        out.writeBytes(history.value(i).text().getBytes(StandardCharsets.ISO_8859_1));
      }
    }
  }

  private void reals(SignalHistory history, int first, int last) {
    ByteBuffer number = ByteBuffer.allocate(8);
    for (int i = first; i <= last; i++) {
      out.writeBytes(number.putDouble(0, history.value(i).real()).array());
    }
  }

  private void texts(SignalHistory history, int first, int last) {
    for (int i = first; i <= last; i++) {
      byte[] text = history.value(i).text().getBytes(StandardCharsets.UTF_8);
      varint(text.length);
      out.writeBytes(text);
    }
  }

  private void varint(long value) {
    long rest = value;
    while (rest > 127) {
      out.write((int) (rest & 127 | 128));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
