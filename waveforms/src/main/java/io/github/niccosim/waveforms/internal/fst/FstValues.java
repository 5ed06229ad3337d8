// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.internal.fst;

import io.github.niccosim.waveforms.HistoryBuilder;
import io.github.niccosim.waveforms.internal.ByteCursor;
import io.github.niccosim.waveforms.internal.ChainDecoder;
import io.github.niccosim.waveforms.internal.HeapBudget;
import io.github.niccosim.waveforms.internal.TraceBytes;
import io.github.niccosim.waveforms.internal.codec.Packing;
import java.lang.ref.SoftReference;
import java.util.Arrays;

/**
 * One block of value changes: initial frame, a chain of changes per signal, index, time table.
 *
 * <p>Only what a request needs is unpacked. Index and time table are kept as long as memory allows.
 * Thread-safe.
 *
 * <pre>
 *  length begin end memory | frame | max handle, pack type | chains … | index | index length | times |
 *  times: unpacked length, packed length, count (8 bytes each, at the very end)
 * </pre>
 */
final class FstValues {
  private static final int FIXED_PART_BYTES = 32;
  private static final int TRAILER_BYTES = 24;

  private final TraceBytes in;
  private final FstLayout.Block block;
  private volatile SoftReference<long[]> times = new SoftReference<>(null);
  private volatile SoftReference<FstIndex> index = new SoftReference<>(null);

  FstValues(TraceBytes in, FstLayout.Block block) {
    this.in = in;
    this.block = block;
    if (block.lengthBytes() < FIXED_PART_BYTES + TRAILER_BYTES + 8) {
      throw in.damaged("value block is too short", block.at(), block.lengthBytes(), "64 or more");
    }
  }

  long beginTicks() {
    return in.u64(block.at() + 8, "value block");
  }

  long endTicks() {
    return in.u64(block.at() + 16, "value block");
  }

  /**
   * Read the changes of one signal in this block.
   *
   * @param handle 1 or greater
   * @param signal how it is stored
   * @param bigEndianReals byte order
   * @param into receives them
   */
  void read(int handle, FstSignal signal, boolean bigEndianReals, HistoryBuilder into) {
    FstIndex known = index();
    int slot = known.find(handle);
    if (slot < 0) {
      return;
    }
    long at = known.chainAt(slot);
    byte[] packed = in.copy(at, known.chainLength(slot), "chain");
    ByteCursor cursor = new ByteCursor(packed, 0, packed.length, in.file(), at, "chain");
    long length = cursor.varint();
    byte[] data = packed;
    if (length != 0) {
      int from = cursor.position();
      data = known.packing().unpack(packed, from, packed.length, length, in.file(), at, "chain");
      cursor = new ByteCursor(data, 0, data.length, in.file(), at, "chain");
    }
    long[] table = times();
    if (table.length > 0 && table[0] < into.lastTicks()) {
      throw in.damaged("time runs backwards", block.at(), table[0], "at least " + into.lastTicks());
    }
    ChainDecoder.decode(data, cursor, table, signal.fixedBytes(), bigEndianReals, into);
  }

  /**
   * Read the value a signal had when this block began.
   *
   * @param offset where its bytes begin in the unpacked frame
   * @param handle 1 or greater
   * @param signal how it is stored
   * @param bigEndianReals byte order
   * @param into receives it at the time the block begins
   */
  void readInitial(
      long offset, int handle, FstSignal signal, boolean bigEndianReals, HistoryBuilder into) {
    ByteCursor fields = fields();
    long length = fields.varint();
    long packedLength = fields.varint();
    long handles = fields.varint();
    long bytes = signal.frameBytes();
    if (handle > handles || bytes == 0) {
      return;
    }
    long at = block.at() + FIXED_PART_BYTES + fields.position();
    if (offset + bytes > length) {
      throw in.damaged("frame is too short", at, length, "at least " + (offset + bytes));
    }
    byte[] frame = frame(at, length, packedLength);
    int from = (int) offset;
    switch (signal.encoding()) {
      case REAL -> into.addReal(beginTicks(), ChainDecoder.real(frame, from, bigEndianReals));
      case TEXT -> into.addText(beginTicks(), Arrays.copyOfRange(frame, from, from + (int) bytes));
      case BITS -> into.addStates(beginTicks(), frame, from);
      case EVENT -> {}
    }
  }

  private volatile SoftReference<byte[]> frame = new SoftReference<>(null);

  private byte[] frame(long at, long length, long packedLength) {
    byte[] known = frame.get();
    if (known == null) {
      byte[] packed = in.copy(at, packedLength, "frame");
      known =
          length == packedLength
              ? packed
              : Packing.ZLIB.unpack(packed, 0, packed.length, length, in.file(), at, "frame");
      frame = new SoftReference<>(known);
    }
    return known;
  }

  private ByteCursor fields() {
    long at = block.at() + FIXED_PART_BYTES;
    int length = (int) Math.min(30, block.end() - at);
    return new ByteCursor(in.copy(at, length, "frame"), 0, length, in.file(), at, "frame");
  }

  private FstIndex index() {
    FstIndex known = index.get();
    if (known == null) {
      known = readIndex();
      index = new SoftReference<>(known);
    }
    return known;
  }

  private FstIndex readIndex() {
    ByteCursor fields = fields();
    fields.varint();
    long packedLength = fields.varint();
    fields.varint();
    long at = block.at() + FIXED_PART_BYTES + fields.position();
    long indexEnd = timesAt() - 8;
    if (packedLength < 0 || packedLength > indexEnd - at - 2) {
      throw in.damaged("frame does not fit its block", at, packedLength, "0.." + (indexEnd - at));
    }
    at += packedLength;
    int most = (int) Math.min(12, indexEnd - at);
    ByteCursor head = new ByteCursor(in.copy(at, most, "chains"), 0, most, in.file(), at, "chains");
    int handles = head.varint(1 << 28, "handles");
    long chains = at + head.position();
    int packType = head.u8();
    long indexLength = in.u64(indexEnd, "chain index");
    if (indexLength < 0 || indexLength > indexEnd - chains - 1) {
      throw in.damaged(
          "chain index does not fit its block", indexEnd, indexLength, "0.." + (indexEnd - chains));
    }
    Packing packing =
        switch (packType) {
          case '4' -> Packing.LZ4;
          case 'F' -> Packing.FASTLZ;
          default -> Packing.ZLIB;
        };
    return FstIndex.read(
        in,
        new FstIndex.Place(chains, indexEnd - indexLength, indexEnd, handles),
        block.type() == FstLayout.VALUES_ALIAS_SIGNED,
        packing);
  }

  /** {@return where the packed time table begins} */
  private long timesAt() {
    long trailer = block.end() - TRAILER_BYTES;
    long packedLength = in.u64(trailer + 8, "time table");
    long most = trailer - block.at() - FIXED_PART_BYTES - 8;
    if (packedLength < 0 || packedLength > most) {
      throw in.damaged("time table does not fit its block", trailer, packedLength, "0.." + most);
    }
    return trailer - packedLength;
  }

  long[] times() {
    long[] known = times.get();
    if (known == null) {
      known = readTimes();
      times = new SoftReference<>(known);
    }
    return known;
  }

  private long[] readTimes() {
    long trailer = block.end() - TRAILER_BYTES;
    long length = in.u64(trailer, "time table");
    long at = timesAt();
    byte[] data = in.copy(at, trailer - at, "time table");
    if (length != data.length) {
      data = Packing.ZLIB.unpack(data, 0, data.length, length, in.file(), at, "time table");
    }
    long count = in.u64(trailer + 16, "time table");
    if (count < 0 || count > data.length) {
      throw in.damaged("time table has an impossible count", trailer, count, "0.." + data.length);
    }
    HeapBudget.require(count * 8, "time table", trailer);
    long[] table = new long[(int) count];
    ByteCursor cursor = new ByteCursor(data, 0, data.length, in.file(), at, "time table");
    long now = 0;
    for (int i = 0; i < table.length; i++) {
      long next = now + cursor.varint();
      if (next < now) {
        throw cursor.damaged("time runs backwards");
      }
      now = next;
      table[i] = now;
    }
    return table;
  }
}
