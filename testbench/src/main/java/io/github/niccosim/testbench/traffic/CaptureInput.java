// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.traffic;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Read a capture forward through one 64 KiB buffer, knowing the offset of every byte. */
final class CaptureInput implements AutoCloseable {

  private static final int BUFFER_BYTES = 1 << 16;

  private final Path file;
  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
  private long bufferEnd;

  CaptureInput(Path file) {
    this.file = file;
    if (Files.isDirectory(file)) {
      throw new CaptureException("capture is a folder", file, "expected: a pcap or pcapng file");
    }
    try {
      this.channel = FileChannel.open(file, StandardOpenOption.READ);
    } catch (NoSuchFileException e) {
      throw new CaptureException("capture not found", file, "expected: a pcap or pcapng file");
    } catch (AccessDeniedException e) {
      throw new CaptureException("capture not readable", file, "hint: check its permissions");
    } catch (IOException e) {
      throw unreadable(e);
    }
    buffer.flip();
  }

  Path file() {
    return file;
  }

  long offset() {
    return bufferEnd - buffer.remaining();
  }

  void order(ByteOrder order) {
    buffer.order(order);
  }

  ByteOrder order() {
    return buffer.order();
  }

  /** Make at least {@code wanted} bytes readable; return how many there are at the end of file. */
  int fill(int wanted) {
    if (buffer.remaining() >= wanted) {
      return wanted;
    }
    buffer.compact();
    try {
      while (buffer.position() < wanted) {
        int got = channel.read(buffer);
        if (got < 0) {
          break;
        }
        bufferEnd += got;
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    buffer.flip();
    return Math.min(wanted, buffer.remaining());
  }

  void need(int wanted, String what, long frame) {
    int there = fill(wanted);
    if (there < wanted) {
      throw truncated(what, frame, wanted, there);
    }
  }

  int getU16() {
    return buffer.getShort() & 0xFFFF;
  }

  long getU32() {
    return buffer.getInt() & 0xFFFF_FFFFL;
  }

  byte[] getBytes(int length, String what, long frame) {
    need(length, what, frame);
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return bytes;
  }

  void skip(long count, String what, long frame) {
    long left = count;
    while (left > 0) {
      int there = fill((int) Math.min(left, BUFFER_BYTES));
      if (there == 0) {
        throw truncated(what, frame, count, count - left);
      }
      buffer.position(buffer.position() + there);
      left -= there;
    }
  }

  CaptureException truncated(String what, long frame, long wanted, long there) {
    return new CaptureException(
        "capture is truncated in its " + what,
        file,
        offset(),
        frame,
        "bytes=" + there,
        "expected: " + wanted + " bytes");
  }

  private CaptureException unreadable(IOException e) {
    return new CaptureException("capture not readable", file, "hint: " + e.getMessage());
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }
}
