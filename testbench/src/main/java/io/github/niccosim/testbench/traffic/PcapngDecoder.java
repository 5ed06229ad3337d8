// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.traffic;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decode the blocks of a pcapng file whose first block type was read. */
final class PcapngDecoder implements FrameSource {

  static final int SECTION_HEADER = 0x0A0D0D0A;
  private static final long INTERFACE = 1;
  private static final long OBSOLETE_PACKET = 2;
  private static final long SIMPLE_PACKET = 3;
  private static final long ENHANCED_PACKET = 6;
  private static final int BYTE_ORDER_MAGIC = 0x1A2B3C4D;

  /** Type and both lengths. */
  private static final int FRAMING_BYTES = 12;

  /** No block we read into memory is longer; others are skipped without memory. */
  private static final int MAX_INTERFACE_BLOCK_BYTES = 32 * 1024;

  private static final int MAX_INTERFACES = 65_536;
  private static final int OPTION_END = 0;
  private static final int OPTION_TSRESOL = 9;
  private static final int OPTION_TSOFFSET = 14;

  private record Interface(long linkType, long snapBytes, PcapngTime time) {}

  private final CaptureInput input;
  private final List<Interface> interfaces = new ArrayList<>();
  private long frame;
  private long blockStart;
  private long blockLength;

  PcapngDecoder(CaptureInput input) {
    this.input = input;
    readSectionHeader();
  }

  @Override
  public @Nullable Frame next() {
    while (input.fill(1) > 0) {
      input.need(8, "block header", -1);
      long type = input.getU32();
      if (type == SECTION_HEADER || Integer.reverseBytes((int) type) == SECTION_HEADER) {
        readSectionHeader();
        continue;
      }
      blockStart = input.offset() - 4;
      blockLength = checkedBlockLength(input.getU32());
      Frame read = readBody(type);
      finishBlock();
      if (read != null) {
        return read;
      }
    }
    return null;
  }

  private @Nullable Frame readBody(long type) {
    if (type == INTERFACE) {
      readInterface();
      return null;
    }
    if (type == ENHANCED_PACKET || type == OBSOLETE_PACKET) {
      frame++;
      return readPacket(type == OBSOLETE_PACKET);
    }
    if (type == SIMPLE_PACKET) {
      frame++;
      return readSimplePacket();
    }
    return null;
  }

  private void readSectionHeader() {
    blockStart = input.offset() - 4;
    input.need(8, "section header", -1);
    input.order(ByteOrder.BIG_ENDIAN);
    long length = input.getU32();
    int magic = (int) input.getU32();
    if (Integer.reverseBytes(magic) == BYTE_ORDER_MAGIC) {
      input.order(ByteOrder.LITTLE_ENDIAN);
      length = Integer.reverseBytes((int) length) & 0xFFFF_FFFFL;
    } else if (magic != BYTE_ORDER_MAGIC) {
      throw damaged("section byte order is unknown", "magic=0x" + String.format("%08x", magic));
    }
    blockLength = checkedBlockLength(length);
    interfaces.clear();
    finishBlock();
  }

  private void readInterface() {
    if (blockLength < FRAMING_BYTES + 8 || blockLength > MAX_INTERFACE_BLOCK_BYTES) {
      throw damaged("interface block length is out of range", "length=" + blockLength);
    }
    if (interfaces.size() == MAX_INTERFACES) {
      throw damaged("capture has too many interfaces", "limit=" + MAX_INTERFACES);
    }
    input.need((int) (blockLength - 8), "interface block", -1);
    final long linkType = input.getU16();
    input.getU16();
    long snap = input.getU32();
    int resolution = 6;
    long offsetSeconds = 0;
    while (remaining() >= 4) {
      int code = input.getU16();
      int length = input.getU16();
      int padded = (length + 3) & ~3;
      if (code == OPTION_END || padded > remaining()) {
        break;
      }
      byte[] value = input.getBytes(padded, "interface block", -1);
      if (code == OPTION_TSRESOL && length == 1) {
        resolution = value[0] & 0xFF;
      } else if (code == OPTION_TSOFFSET && length == 8) {
        offsetSeconds = PcapngTime.seconds(value, input.order());
      }
    }
    interfaces.add(new Interface(linkType, snap, new PcapngTime(resolution, offsetSeconds)));
  }

  private Frame readPacket(boolean obsolete) {
    requireBody(20);
    Interface from = interfaceOf(obsolete ? input.getU16() : input.getU32());
    if (obsolete) {
      input.getU16();
    }
    long ticks = input.getU32() << 32 | input.getU32();
    int captured = CaptureReader.checkedLength(input, input.getU32(), frame);
    int original = CaptureReader.clampLength(input.getU32(), captured);
    return new Frame(readData(captured), original, from.time.nanoseconds(ticks));
  }

  private Frame readSimplePacket() {
    requireBody(4);
    Interface from = interfaceOf(0);
    long original = input.getU32();
    long snap = from.snapBytes == 0 ? original : Math.min(original, from.snapBytes);
    int captured = CaptureReader.checkedLength(input, Math.min(snap, remaining()), frame);
    return new Frame(readData(captured), CaptureReader.clampLength(original, captured), 0);
  }

  private byte[] readData(int captured) {
    if (captured > remaining()) {
      throw damaged("frame is longer than its block", "length=" + captured);
    }
    return input.getBytes(captured, "frame data", frame);
  }

  private Interface interfaceOf(long index) {
    if (index >= interfaces.size()) {
      throw damaged("frame names an unknown interface", "interface=" + index);
    }
    Interface found = interfaces.get((int) index);
    CaptureReader.checkLinkType(input, found.linkType, frame);
    return found;
  }

  private void requireBody(int bytes) {
    if (blockLength < FRAMING_BYTES + bytes) {
      throw damaged("packet block is too short", "length=" + blockLength);
    }
    input.need(bytes, "packet block", frame);
  }

  /** Bytes of the body not read yet. */
  private long remaining() {
    return blockStart + blockLength - 4 - input.offset();
  }

  private void finishBlock() {
    input.skip(remaining(), "block", frame > 0 ? frame : -1);
    input.need(4, "block trailer", frame > 0 ? frame : -1);
    long trailer = input.getU32();
    if (trailer != blockLength) {
      throw damaged("block lengths differ", "first=" + blockLength + " last=" + trailer);
    }
  }

  private long checkedBlockLength(long length) {
    if (length < FRAMING_BYTES || (length & 3) != 0) {
      throw damaged("block length is not legal", "length=" + length);
    }
    return length;
  }

  private CaptureException damaged(String what, String detail) {
    return new CaptureException(
        what,
        input.file(),
        blockStart,
        frame > 0 ? frame : -1,
        detail,
        "hint: the file is damaged, capture it again or repair it with editcap");
  }
}
