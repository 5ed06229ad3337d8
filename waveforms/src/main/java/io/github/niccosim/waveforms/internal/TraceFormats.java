// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.internal;

import io.github.niccosim.waveforms.WaveformException;
import io.github.niccosim.waveforms.internal.fst.FstTrace;
import io.github.niccosim.waveforms.internal.vcd.VcdTrace;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Choose the reader by content. */
public final class TraceFormats {
  private TraceFormats() {}

  /**
   * Open a trace.
   *
   * @param file FST or VCD
   * @return the reader
   * @throws IOException if the file cannot be read
   */
  public static TraceSource open(Path file) throws IOException {
    if (!Files.isRegularFile(file) && Files.exists(file)) {
      throw new IOException("not a regular file: file=" + file + " (expected: FST or VCD)");
    }
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(2);
    }
    if (isGzip(head)) {
      return unpacked(file, Files.newInputStream(file));
    }
    return head.length > 0 && isText(head[0])
        ? VcdTrace.open(file, Files.newInputStream(file))
        : FstTrace.open(TraceBytes.open(file));
  }

  /**
   * Open a trace that is in memory.
   *
   * @param name name for messages
   * @param content FST or VCD, packed by gzip or not
   * @return the reader
   * @throws IOException if a temporary file cannot be written
   */
  public static TraceSource open(Path name, byte[] content) throws IOException {
    if (isGzip(content)) {
      return unpacked(name, new ByteArrayInputStream(content));
    }
    return content.length > 0 && isText(content[0])
        ? VcdTrace.open(name, new ByteArrayInputStream(content))
        : FstTrace.open(TraceBytes.of(name, content));
  }

  /**
   * Read a VCD as it is unpacked; put an FST, which is not read in order, into a temporary file.
   */
  private static TraceSource unpacked(Path name, InputStream packed) throws IOException {
    try {
      PushbackInputStream in = new PushbackInputStream(new GZIPInputStream(packed, 1 << 16), 1);
      int first = in.read();
      if (first < 0 || isText((byte) first)) {
        in.unread(Math.max(first, ' '));
        return VcdTrace.open(name, in);
      }
      in.unread(first);
      Path temporary = Files.createTempFile("nic-cosim-", ".fst");
      try (in) {
        long room = temporary.toFile().getUsableSpace() / 2;
        try (OutputStream out = Files.newOutputStream(temporary)) {
          copy(in, out, room);
        }
        return FstTrace.open(TraceBytes.openUnpacked(name, temporary));
      } catch (IOException | RuntimeException e) {
        Files.deleteIfExists(temporary);
        throw e;
      }
    } catch (ZipException | EOFException e) {
      packed.close();
      throw new WaveformException(
          "gzip content is damaged: file=%s reason=%s (expected: a whole gzip stream)"
              .formatted(name, e.getMessage()),
          0);
    }
  }

  private static void copy(InputStream in, OutputStream out, long room) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long left = room;
    for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
      left -= n;
      if (left < 0) {
        throw new IOException("no room to unpack: bytes=" + room + " (expected: more)");
      }
      out.write(buffer, 0, n);
    }
  }

  private static boolean isGzip(byte[] head) {
    return head.length > 1 && head[0] == 0x1f && (head[1] & 0xFF) == 0x8b;
  }

  private static boolean isText(byte first) {
    return first == '$' || first == ' ' || first == '\t' || first == '\r' || first == '\n';
  }
}
