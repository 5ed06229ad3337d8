// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.traffic;

import java.nio.ByteOrder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Read the frames of a classic pcap or pcapng file, in file order and constant memory.
 *
 * <p>Accepted: pcap with microsecond or nanosecond times in both byte orders; pcapng in both byte
 * orders with several sections and interfaces; link type Ethernet; captured lengths 1..16383.
 */
public final class CaptureReader implements FrameSource {

  private static final int GZIP_MAGIC = 0x1F8B;

  private final CaptureInput input;
  private final FrameSource decoder;

  private CaptureReader(CaptureInput input, FrameSource decoder) {
    this.input = input;
    this.decoder = decoder;
  }

  /**
   * Open a capture and check its header.
   *
   * @param file path of the capture
   * @return a reader standing before the first frame; the caller closes it
   * @throws CaptureException if the file is missing, unreadable, empty or no Ethernet capture
   */
  public static CaptureReader open(Path file) {
    CaptureInput input = new CaptureInput(file);
    try {
      return new CaptureReader(input, decoderOf(input));
    } catch (RuntimeException e) {
      input.close();
      throw e;
    }
  }

  private static FrameSource decoderOf(CaptureInput input) {
    int there = input.fill(4);
    if (there == 0) {
      throw new CaptureException(
          "capture is empty", input.file(), "expected: a pcap or pcapng file");
    }
    if (there < 4) {
      throw input.truncated("file header", -1, 24, there);
    }
    input.order(ByteOrder.BIG_ENDIAN);
    int magic = (int) input.getU32();
    if (magic == PcapngDecoder.SECTION_HEADER) {
      return new PcapngDecoder(input);
    }
    if (PcapDecoder.isMagic(magic)) {
      return new PcapDecoder(input, magic);
    }
    boolean packed = magic >>> 16 == GZIP_MAGIC;
    throw new CaptureException(
        "file is not a capture",
        input.file(),
        0,
        -1,
        "magic=0x" + String.format("%08x", magic),
        packed ? "hint: unpack it with gunzip first" : "expected: pcap or pcapng");
  }

  @Override
  public @Nullable Frame next() {
    return decoder.next();
  }

  @Override
  public void close() {
    input.close();
  }

  /** Check a captured length against what the NIC can take. */
  static int checkedLength(CaptureInput input, long capturedBytes, long frame) {
    if (capturedBytes < Frame.MIN_LENGTH_BYTES || capturedBytes > Frame.MAX_LENGTH_BYTES) {
      throw new CaptureException(
          "captured frame length out of range",
          input.file(),
          input.offset(),
          frame,
          "length=" + capturedBytes,
          "expected: 1..16383");
    }
    return (int) capturedBytes;
  }

  /** Check a link type: only Ethernet reaches a NIC. */
  static void checkLinkType(CaptureInput input, long linkType, long frame) {
    if (linkType != 1) {
      throw new CaptureException(
          "capture is not Ethernet",
          input.file(),
          input.offset(),
          frame,
          "link_type=" + linkType,
          "expected: 1");
    }
  }

  /** Limit a wire length to what fits an int; absurd values only mean "cut". */
  static int clampLength(long originalBytes, int capturedBytes) {
    return (int) Math.max(capturedBytes, Math.min(originalBytes, Integer.MAX_VALUE));
  }
}
