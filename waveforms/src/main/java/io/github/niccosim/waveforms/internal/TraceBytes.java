// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.internal;

import io.github.niccosim.waveforms.WaveformException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Give bounds-checked access to the bytes of a trace file of any size.
 *
 * <p>Small files are copied to the heap, so that a file rewritten meanwhile cannot fault the JVM;
 * larger ones are memory-mapped. Thread-safe.
 */
public final class TraceBytes implements AutoCloseable {
  private static final long COPY_UP_TO_BYTES = 8L << 20;
  private static final ValueLayout.OfLong BIG_ENDIAN_LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private final Path file;
  private final MemorySegment bytes;
  private final @Nullable Arena arena;
  private final @Nullable Path temporary;

  private TraceBytes(
      Path file, MemorySegment bytes, @Nullable Arena arena, @Nullable Path temporary) {
    this.file = file;
    this.bytes = bytes;
    this.arena = arena;
    this.temporary = temporary;
  }

  /**
   * Open a file.
   *
   * @param file regular file
   * @return its bytes; close after use
   * @throws IOException if it cannot be read
   */
  public static TraceBytes open(Path file) throws IOException {
    return map(file, file, null);
  }

  /**
   * Use bytes that are in memory already.
   *
   * @param name name for messages
   * @param content not copied
   * @return the same bytes
   */
  public static TraceBytes of(Path name, byte[] content) {
    return new TraceBytes(name, MemorySegment.ofArray(content), null, null);
  }

  /**
   * Open the unpacked content of {@code file}, which lies in a temporary file.
   *
   * @param file name for messages
   * @param temporary file to read; deleted by {@link #close()}
   * @return its bytes
   * @throws IOException if it cannot be read
   */
  public static TraceBytes openUnpacked(Path file, Path temporary) throws IOException {
    return map(file, temporary, temporary);
  }

  private static TraceBytes map(Path name, Path from, @Nullable Path temporary) throws IOException {
    try (FileChannel channel = FileChannel.open(from, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size <= COPY_UP_TO_BYTES) {
        byte[] copy = Files.readAllBytes(from);
        return new TraceBytes(name, MemorySegment.ofArray(copy), null, temporary);
      }
      Arena arena = Arena.ofShared();
      MemorySegment mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena);
      return new TraceBytes(name, mapped, arena, temporary);
    }
  }

  /** {@return the name of the file, for messages} */
  public Path file() {
    return file;
  }

  /** {@return the length in bytes} */
  public long sizeBytes() {
    return bytes.byteSize();
  }

  /**
   * Read one byte.
   *
   * @param at offset in bytes
   * @param what noun for the message
   * @return 0..255
   */
  public int u8(long at, String what) {
    check(at, 1, what);
    return bytes.get(ValueLayout.JAVA_BYTE, at) & 0xFF;
  }

  /**
   * Read eight bytes, most significant first.
   *
   * @param at offset in bytes
   * @param what noun for the message
   * @return the 64 bits
   */
  public long u64(long at, String what) {
    check(at, 8, what);
    return bytes.get(BIG_ENDIAN_LONG, at);
  }

  /**
   * Copy a range.
   *
   * @param at offset in bytes
   * @param length bytes, must lie inside the file
   * @param what noun for the message
   * @return a fresh array
   */
  public byte[] copy(long at, long length, String what) {
    check(at, length, what);
    HeapBudget.require(length, what, at);
    if (length > Integer.MAX_VALUE - 16) {
      throw damaged(what + " is too long", at, length, "less than 2 GiB");
    }
    byte[] copy = new byte[(int) length];
    MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, at, copy, 0, copy.length);
    return copy;
  }

  /**
   * Read forward.
   *
   * @param from first byte
   * @return the bytes from there to the end
   */
  public InputStream stream(long from) {
    return new InputStream() {
      private long at = from;

      @Override
      public int read() {
        return at < sizeBytes() ? u8(at++, "content") : -1;
      }

      @Override
      public int read(byte[] into, int offset, int length) {
        int n = (int) Math.min(length, sizeBytes() - at);
        if (n <= 0) {
          return length == 0 ? 0 : -1;
        }
        MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, at, into, offset, n);
        at += n;
        return n;
      }
    };
  }

  /**
   * Describe damage.
   *
   * @param what broken thing, as the start of a sentence
   * @param at byte offset
   * @param value offending value
   * @param expected legal values, in words
   * @return exception to throw
   */
  public WaveformException damaged(String what, long at, long value, String expected) {
    return new WaveformException(
        what
            + ": file="
            + file
            + " offset=0x"
            + Long.toHexString(at)
            + " value="
            + value
            + " (expected: "
            + expected
            + ")",
        at);
  }

  private void check(long at, long length, String what) {
    if (at < 0 || length < 0 || at > bytes.byteSize() - length) {
      throw damaged(what + " lies outside the file", at, length, "at most " + sizeBytes());
    }
  }

  @Override
  public void close() {
    if (arena != null) {
      arena.close();
    }
    if (temporary != null) {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException e) {
        temporary.toFile().deleteOnExit();
      }
    }
  }
}
