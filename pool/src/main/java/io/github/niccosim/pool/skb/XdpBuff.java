// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.skb;

import io.github.niccosim.pool.Page;
import org.jspecify.annotations.Nullable;

/**
 * A received frame while an XDP program works on it ({@code struct xdp_buff}), one buffer.
 *
 * <pre>
 *   0        meta  data                    dataEnd          tail border     frame size
 *   |headroom|-----|======== packet ========|-- tailroom ----|- shared info -|
 * </pre>
 *
 * <p>All offsets are bytes from the start of the buffer. The program may move both ends of the
 * packet; {@link #touchedBytes} is what the driver owes as sync size afterwards.
 */
public final class XdpBuff {
  /** Bytes of {@code struct xdp_frame}, kept in the headroom of a redirected frame. */
  public static final int FRAME_HEADER_BYTES = 40;

  private static final int MIN_PACKET_BYTES = 14;

  /** Shared info holds atomics and pointers. */
  private static final int INFO_ALIGNMENT = 8;

  private final Page page;
  private final int start;
  private final int frameSize;
  private final int received;
  private int meta;
  private int data;
  private int dataEnd;
  private int highest;

  /**
   * Describe a received frame.
   *
   * @param page page of a pool
   * @param startBytes first byte of the buffer inside the page
   * @param headroomBytes bytes in front of the packet
   * @param lengthBytes bytes received
   * @param frameSizeBytes distance from this buffer to the next: the <em>stride</em>, shared info
   *     included, not the length the device may write
   * @throws IllegalArgumentException if packet and shared info do not fit, which makes the tailroom
   *     negative, or if the shared info would not be aligned
   */
  public XdpBuff(
      Page page, int startBytes, int headroomBytes, int lengthBytes, int frameSizeBytes) {
    this.page = page;
    start = startBytes;
    frameSize = frameSizeBytes;
    meta = headroomBytes;
    data = headroomBytes;
    dataEnd = headroomBytes + lengthBytes;
    received = dataEnd;
    highest = dataEnd;
    if ((startBytes + tailBorder()) % INFO_ALIGNMENT != 0) {
      throw new IllegalArgumentException(
          "shared info not aligned: start="
              + startBytes
              + " frameSize="
              + frameSizeBytes
              + " at="
              + (startBytes + tailBorder())
              + " (expected: a multiple of "
              + INFO_ALIGNMENT
              + " | hint: round the buffer size up before allocating)");
    }
    if (headroomBytes < 0
        || lengthBytes < 0
        || tailroom() < 0
        || (long) startBytes + frameSizeBytes > page.sizeBytes()) {
      throw new IllegalArgumentException(
          "xdp buffer does not fit: start="
              + startBytes
              + " headroom="
              + headroomBytes
              + " length="
              + lengthBytes
              + " frameSize="
              + frameSizeBytes
              + " tailroom="
              + tailroom()
              + " (expected: tailroom 0 or more | hint: frame size is the stride of the buffers,"
              + " not the DMA length)");
    }
  }

  private int tailBorder() {
    return frameSize - SkbPoolCopy.OVERHEAD_BYTES;
  }

  /** Return how far the packet can still grow, in bytes. */
  public int tailroom() {
    return tailBorder() - dataEnd;
  }

  /** Return the packet length in bytes. */
  public int lengthBytes() {
    return dataEnd - data;
  }

  /** Return the first byte of the packet inside the page. */
  public int dataOffset() {
    return start + data;
  }

  /**
   * Move the end of the packet ({@code bpf_xdp_adjust_tail}).
   *
   * @param delta bytes to grow, negative to shrink
   * @return whether that was possible; nothing changed if not
   */
  public boolean adjustTail(int delta) {
    long end = (long) dataEnd + delta;
    if (end > tailBorder() || end < data + MIN_PACKET_BYTES) {
      return false;
    }
    dataEnd = (int) end;
    highest = Math.max(highest, dataEnd);
    return true;
  }

  /**
   * Move the start of the packet ({@code bpf_xdp_adjust_head}); metadata goes along.
   *
   * @param delta bytes to cut off, negative to prepend
   * @return whether that was possible; nothing changed if not
   */
  public boolean adjustHead(int delta) {
    int metaLength = data - meta;
    long to = (long) data + delta;
    if (to < FRAME_HEADER_BYTES + metaLength || to > dataEnd - MIN_PACKET_BYTES) {
      return false;
    }
    data = (int) to;
    meta = data - metaLength;
    return true;
  }

  /**
   * Reserve metadata in front of the packet ({@code bpf_xdp_adjust_meta}).
   *
   * @param bytes length, a multiple of 4, 0..252
   * @return whether that was possible
   */
  public boolean metadata(int bytes) {
    if (bytes < 0 || bytes > 252 || bytes % 4 != 0 || bytes > data - FRAME_HEADER_BYTES) {
      return false;
    }
    meta = data - bytes;
    return true;
  }

  /**
   * Return how many bytes from {@code poolOffset} on device or program may have written: the sync
   * size of the put, the larger of the lengths before and after the program.
   *
   * @param poolOffset the pool's {@code offset} parameter inside this buffer
   */
  public int touchedBytes(int poolOffset) {
    return Math.max(0, Math.max(received, highest) - poolOffset);
  }

  /**
   * Turn this into a frame that may leave the receive queue ({@code xdp_convert_buff_to_frame}).
   *
   * @return the frame, or {@code null} when its header does not fit in front of the metadata or the
   *     packet reaches into the shared info: the driver then drops
   */
  public @Nullable XdpFrame toFrame() {
    return meta < FRAME_HEADER_BYTES || dataEnd > tailBorder() ? null : XdpFrame.ofPool(page);
  }
}
