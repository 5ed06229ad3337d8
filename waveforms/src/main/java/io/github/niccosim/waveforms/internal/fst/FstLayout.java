// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.internal.fst;

import io.github.niccosim.waveforms.WaveformException;
import io.github.niccosim.waveforms.internal.TraceBytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the blocks of an FST file lie.
 *
 * <p>A block is a type byte, a length that counts itself but not the type byte, and content. A
 * writer that is killed leaves a last block of type 255 or one longer than the file: everything
 * before it is used and a note says so.
 */
final class FstLayout {
  static final int HEADER = 0;
  static final int VALUES = 1;
  static final int BLACKOUT = 2;
  static final int GEOMETRY = 3;
  static final int HIERARCHY_GZIP = 4;
  static final int VALUES_ALIAS = 5;
  static final int HIERARCHY_LZ4 = 6;
  static final int HIERARCHY_LZ4_TWICE = 7;
  static final int VALUES_ALIAS_SIGNED = 8;
  static final int WRAPPED = 254;
  static final int UNFINISHED = 255;

  /**
   * One block.
   *
   * @param type 0..255
   * @param at offset of the length field
   * @param lengthBytes from {@code at} to the end of the block
   */
  record Block(int type, long at, long lengthBytes) {
    long end() {
      return at + lengthBytes;
    }

    /** {@return where the content begins} */
    long content() {
      return at + 8;
    }
  }

  final FstHeader header;
  final List<Block> values = new ArrayList<>();
  final List<String> notes = new ArrayList<>();
  @Nullable Block geometry;
  @Nullable Block hierarchy;
  @Nullable Block blackout;

  FstLayout(TraceBytes in) {
    if (in.sizeBytes() == 0) {
      throw new WaveformException("file is empty: file=" + in.file() + " (expected: a trace)", 0);
    }
    if (in.u8(0, "first block") != HEADER || in.u64(1, "header") != FstHeader.LENGTH_BYTES - 1) {
      throw in.damaged("not an FST file", 0, in.u8(0, "first block"), "a header of 329 bytes");
    }
    header = FstHeader.read(in);
    long at = FstHeader.LENGTH_BYTES;
    while (at < in.sizeBytes()) {
      long next = block(in, at);
      if (next < 0) {
        break;
      }
      at = next;
    }
    if (header.startTicks() == 0 && header.endTicks() == 0 && notes.isEmpty() && geometry == null) {
      notes.add("the writer was stopped before it completed the header");
    }
  }

  /** Take in the block at {@code at}; return the offset of the next, or -1 at the end. */
  private long block(TraceBytes in, long at) {
    int type = in.u8(at, "block type");
    if (in.sizeBytes() - at < 9) {
      notes.add("the file ends inside the block header at offset " + at);
      return -1;
    }
    long length = in.u64(at + 1, "block length");
    Block block = new Block(type, at + 1, length);
    if (type == UNFINISHED) {
      notes.add("the block at offset " + at + " was still being written");
      return -1;
    }
    if (length >= 8 && length > in.sizeBytes() - at - 1) {
      notes.add("the block at offset " + at + " is cut off by the end of the file");
      return -1;
    }
    if (length < 8) {
      throw in.damaged("block is too short", at, length, "at least 8");
    }
    switch (type) {
      case VALUES, VALUES_ALIAS, VALUES_ALIAS_SIGNED -> values.add(block);
      case GEOMETRY -> geometry = once(in, geometry, block);
      case HIERARCHY_GZIP, HIERARCHY_LZ4, HIERARCHY_LZ4_TWICE ->
          hierarchy = once(in, hierarchy, block);
      case BLACKOUT -> blackout = once(in, blackout, block);
      default -> throw in.damaged("block type is unknown", at, type, "0..8 or 255");
    }
    return block.end();
  }

  private static Block once(TraceBytes in, @Nullable Block known, Block block) {
    if (known != null) {
      throw in.damaged("block appears twice", block.at() - 1, block.type(), "once");
    }
    return block;
  }
}
