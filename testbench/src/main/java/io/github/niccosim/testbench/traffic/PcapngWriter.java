// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.traffic;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Write delivered frames as pcapng: one interface per queue, nanosecond times, queue and packet id.
 *
 * <p>The bytes depend on the arguments only: no clock, no host name. Wireshark, tshark and capinfos
 * read the result; column {@code frame.interface_name} shows the queue.
 */
public final class PcapngWriter implements AutoCloseable {

  private static final int SECTION_HEADER = 0x0A0D0D0A;
  private static final int INTERFACE = 1;
  private static final int ENHANCED_PACKET = 6;
  private static final int BYTE_ORDER_MAGIC = 0x1A2B3C4D;
  private static final int LINK_TYPE_ETHERNET = 1;
  private static final int OPTION_END = 0;
  private static final int OPTION_COMMENT = 1;
  private static final int OPTION_APPLICATION = 4;
  private static final int OPTION_NAME = 2;
  private static final int OPTION_RESOLUTION = 9;
  private static final int OPTION_PACKET_ID = 5;
  private static final int OPTION_QUEUE = 6;
  private static final byte NANOSECONDS = 9;
  private static final int MAX_COMMENT_BYTES = 4096;
  private static final int BLOCK_BYTES = Frame.MAX_LENGTH_BYTES + MAX_COMMENT_BYTES + 256;

  private final OutputStream out;
  private final int queues;
  private final ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private long frames;

  /**
   * Start a capture and write its header.
   *
   * @param out where the bytes go; closed with the writer
   * @param queues number of receive queues, at least 1; each becomes interface {@code rxq<n>}
   * @param application name written into the section header
   * @throws IOException if writing fails
   */
  public PcapngWriter(OutputStream out, int queues, String application) throws IOException {
    this.out = new BufferedOutputStream(out, 1 << 16);
    this.queues = queues;
    begin(SECTION_HEADER);
    block.putInt(BYTE_ORDER_MAGIC).putShort((short) 1).putShort((short) 0).putLong(-1);
    option(OPTION_APPLICATION, application.getBytes(StandardCharsets.UTF_8));
    end();
    for (int queue = 0; queue < queues; queue++) {
      begin(INTERFACE);
      block.putShort((short) LINK_TYPE_ETHERNET).putShort((short) 0).putInt(0);
      option(OPTION_NAME, ("rxq" + queue).getBytes(StandardCharsets.UTF_8));
      option(OPTION_RESOLUTION, new byte[] {NANOSECONDS});
      end();
    }
  }

  /**
   * Start a capture in a new file.
   *
   * @param file path; replaced if it exists
   * @param queues number of receive queues, at least 1
   * @param application name written into the section header
   * @return the writer; the caller closes it
   * @throws IOException if the file cannot be written
   */
  public static PcapngWriter create(Path file, int queues, String application) throws IOException {
    return new PcapngWriter(Files.newOutputStream(file), queues, application);
  }

  /**
   * Append one frame.
   *
   * @param queue queue that delivered it, 0..queues-1
   * @param timeNs simulated time in nanoseconds, not negative
   * @param bytes array holding the frame
   * @param lengthBytes bytes of it that count, 0..16383
   * @param comment text shown by Wireshark beside the frame, {@code null} for none
   * @throws IOException if writing fails
   */
  public void write(int queue, long timeNs, byte[] bytes, int lengthBytes, @Nullable String comment)
      throws IOException {
    if (queue < 0 || queue >= queues) {
      throw new IllegalArgumentException(
          "queue has no interface: queue=" + queue + " (expected: 0.." + (queues - 1) + ")");
    }
    begin(ENHANCED_PACKET);
    block.putInt(queue).putInt((int) (timeNs >>> 32)).putInt((int) timeNs);
    block.putInt(lengthBytes).putInt(lengthBytes);
    block.put(bytes, 0, lengthBytes);
    pad();
    if (comment != null) {
      byte[] text = comment.getBytes(StandardCharsets.UTF_8);
      option(OPTION_COMMENT, text.length > MAX_COMMENT_BYTES ? new byte[0] : text);
    }
    block.putShort((short) OPTION_PACKET_ID).putShort((short) 8).putLong(++frames);
    block.putShort((short) OPTION_QUEUE).putShort((short) 4).putInt(queue);
    end();
  }

  /** Return the number of frames written so far. */
  public long frames() {
    return frames;
  }

  /**
   * Write what is buffered and close the stream.
   *
   * @throws IOException if writing fails
   */
  @Override
  public void close() throws IOException {
    out.close();
  }

  private void begin(int type) {
    block.clear().putInt(type).putInt(0);
  }

  private void end() throws IOException {
    block.putShort((short) OPTION_END).putShort((short) 0);
    int length = block.position() + 4;
    block.putInt(length).putInt(4, length);
    out.write(block.array(), 0, length);
  }

  private void option(int code, byte[] value) {
    block.putShort((short) code).putShort((short) value.length).put(value);
    pad();
  }

  private void pad() {
    while ((block.position() & 3) != 0) {
      block.put((byte) 0);
    }
  }
}
