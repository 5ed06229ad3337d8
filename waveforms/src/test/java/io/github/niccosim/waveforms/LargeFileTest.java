// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file larger than 2 GiB, whose values lie beyond the reach of an {@code int}. {@code -Pfuzz}
 * only, because a file system without holes would have to write all of it.
 */
class LargeFileTest {
  private static final int HEADER_BYTES = 330;
  private static final int BLOCKS = 4;
  private static final long HOLE_BYTES = 1L << 30;

  @TempDir Path folder;

  @Test
  void signalsBeyondTwoGibibytesAreRead() throws IOException {
    assumeTrue(Boolean.getBoolean("waveforms.large"), "large files only with -Pfuzz");
    Path small = Corpus.file("verilator/shapes-flushed.fst");
    Path large = folder.resolve("large.fst");
    writeWithHole(Files.readAllBytes(small), large);

    try (Waveform expected = Waveform.open(small);
        Waveform wave = Waveform.open(large)) {
      assertThat(Files.size(large)).isGreaterThan(2L << 30);
      assertThat(wave.contentHash()).isEqualTo(expected.contentHash());
    }
  }

  /** Move the value changes of the first blocks a gibibyte away from the begin of their block. */
  private static void writeWithHole(byte[] content, Path large) throws IOException {
    try (FileChannel out =
        FileChannel.open(
            large,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE)) {
      out.write(ByteBuffer.wrap(content, 0, HEADER_BYTES));
      int at = HEADER_BYTES;
      for (int i = 0; i < BLOCKS; i++) {
        at = copyBlock(ByteBuffer.wrap(content), at, out);
      }
      out.write(ByteBuffer.wrap(content, at, content.length - at));
    }
  }

  private static int copyBlock(ByteBuffer in, int begin, FileChannel out) throws IOException {
    assertThat(in.get(begin)).as("type of the block").isEqualTo((byte) 8);
    long length = in.getLong(begin + 1);
    int end = begin + 1 + (int) length;
    int times = end - 24 - (int) in.getLong(end - 16);
    int indexBytes = (int) in.getLong(times - 8);
    int index = times - 8 - indexBytes;
    int packing = packingOf(in.position(begin + 9 + 24));
    byte[] moved = movedIndex(in.position(index), index + indexBytes);
    in.putLong(begin + 1, length + HOLE_BYTES + moved.length - indexBytes);
    in.putLong(times - 8, moved.length);
    out.write(ByteBuffer.wrap(in.array(), begin, packing + 1 - begin));
    out.position(out.position() + HOLE_BYTES);
    out.write(ByteBuffer.wrap(in.array(), packing + 1, index - packing - 1));
    out.write(ByteBuffer.wrap(moved));
    out.write(ByteBuffer.wrap(in.array(), times - 8, end - times + 8));
    return end;
  }

  /** Pass over the frame; return where the byte is that names the packing. */
  private static int packingOf(ByteBuffer in) {
    varint(in);
    long frame = varint(in);
    varint(in);
    in.position(in.position() + (int) frame);
    varint(in);
    return in.position();
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      int next = in.get();
      value |= (next & 127L) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  /** Add the hole to the first offset: the others are distances. */
  private static byte[] movedIndex(ByteBuffer in, int end) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long first = varint(in);
    while ((first & 1) == 0) {
      assertThat(first).as("signals without change").isLessThan(128);
      out.write((int) first);
      first = varint(in);
    }
    long rest = first + (HOLE_BYTES << 1);
    while (rest > 63) {
      out.write((int) (rest & 127 | 128));
      rest >>>= 7;
    }
    out.write((int) rest);
    out.write(in.array(), in.position(), end - in.position());
    return out.toByteArray();
  }
}
