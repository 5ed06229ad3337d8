// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.traffic;

import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Decode the records of a classic pcap file whose first four bytes were read. */
final class PcapDecoder implements FrameSource {

  private static final int MICROSECONDS = 0xA1B2C3D4;
  private static final int NANOSECONDS = 0xA1B23C4D;
  private static final int REST_OF_HEADER_BYTES = 20;
  private static final int RECORD_HEADER_BYTES = 16;

  /** The upper bits of the link type field carry the FCS length, not the type. */
  private static final long LINK_TYPE_MASK = 0xFFFF;

  private final CaptureInput input;
  private final long nanosecondsPerTick;
  private long frame;

  PcapDecoder(CaptureInput input, int bigEndianMagic) {
    this.input = input;
    boolean big = bigEndianMagic == MICROSECONDS || bigEndianMagic == NANOSECONDS;
    input.order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    int magic = big ? bigEndianMagic : Integer.reverseBytes(bigEndianMagic);
    this.nanosecondsPerTick = magic == NANOSECONDS ? 1 : 1000;
    input.need(REST_OF_HEADER_BYTES, "file header", -1);
    input.skip(REST_OF_HEADER_BYTES - 4L, "file header", -1);
    CaptureReader.checkLinkType(input, input.getU32() & LINK_TYPE_MASK, -1);
  }

  static boolean isMagic(int bigEndianMagic) {
    int swapped = Integer.reverseBytes(bigEndianMagic);
    return bigEndianMagic == MICROSECONDS
        || bigEndianMagic == NANOSECONDS
        || swapped == MICROSECONDS
        || swapped == NANOSECONDS;
  }

  @Override
  public @Nullable Frame next() {
    if (input.fill(1) == 0) {
      return null;
    }
    frame++;
    input.need(RECORD_HEADER_BYTES, "record header", frame);
    long seconds = input.getU32();
    long fraction = input.getU32();
    int captured = CaptureReader.checkedLength(input, input.getU32(), frame);
    int original = CaptureReader.clampLength(input.getU32(), captured);
    byte[] bytes = input.getBytes(captured, "frame data", frame);
    return new Frame(bytes, original, seconds * 1_000_000_000L + fraction * nanosecondsPerTick);
  }
}
