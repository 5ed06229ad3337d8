// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.rtl;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Layout of a receive descriptor: 16 bytes in a ring in host memory, written by the driver.
 *
 * <pre>
 *  127 126       114 113     112 111           96
 * +---+-------------+-------+---+----------------+
 * |gen|      0      |irq_low|hdr|    hdr_len     |
 * +---+-------------+-------+---+----------------+
 *  95            80 79            64
 * +----------------+----------------+
 * |     buf_id     |    max_len     |
 * +----------------+----------------+
 *  63                            32
 * +--------------------------------+
 * |          addr[63:32]           |
 * +--------------------------------+
 *  31                             0
 * +--------------------------------+
 * |           addr[31:0]           |
 * +--------------------------------+
 * </pre>
 *
 * <p>RTL: {@code nicdma_pkg::rx_desc_t}.
 */
public final class RxDescriptorLayout {

  // begin: written by rtl/doc/generate.sh

  /** Size of one record in bytes. */
  public static final int BYTES = 16;

  /** First bit of addr: bus address of the first byte, any alignment. */
  public static final int ADDR_LSB = 0;

  /** Width of addr. */
  public static final int ADDR_BITS = 64;

  /** First bit of max_len: buffer length in bytes, 1..65535. */
  public static final int MAX_LEN_LSB = 64;

  /** Width of max_len. */
  public static final int MAX_LEN_BITS = 16;

  /** First bit of buf_id: echoed in the completion. */
  public static final int BUF_ID_LSB = 80;

  /** Width of buf_id. */
  public static final int BUF_ID_BITS = 16;

  /** First bit of hdr_len: with hdr: most header bytes, 0 = up to the end of the L4 header. */
  public static final int HDR_LEN_LSB = 96;

  /** Width of hdr_len. */
  public static final int HDR_LEN_BITS = 16;

  /** Bit hdr: this is a header buffer; the next descriptor takes the rest. */
  public static final int HDR_LSB = 112;

  /** Bit irq_low: raise event RING_LOW when this descriptor is used. */
  public static final int IRQ_LOW_LSB = 113;

  /** Bit gen: driver wrap parity: ~(p &gt;&gt; log2size) &amp; 1. */
  public static final int GEN_LSB = 127;

  // end: written by rtl/doc/generate.sh

  private static final ValueLayout.OfLong WORD =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private RxDescriptorLayout() {}

  /**
   * Return the low 64 bits of a descriptor.
   *
   * @param busAddress bus address of the first byte, any alignment
   * @return bits 63:0
   */
  public static long lowWord(long busAddress) {
    return busAddress;
  }

  /**
   * Return the high 64 bits of a descriptor.
   *
   * @param maxLengthBytes buffer length, 1..65535 (0 is accepted here: hardware reports DESC_ZERO)
   * @param bufferId number echoed in the completion, 0..65535
   * @param generation {@link #generation} of its ring index
   * @return bits 127:64
   * @throws IllegalArgumentException if a value does not fit its field
   */
  public static long highWord(int maxLengthBytes, int bufferId, int generation) {
    if ((maxLengthBytes | bufferId) >>> 16 != 0 || generation >>> 1 != 0) {
      throw new IllegalArgumentException(
          "descriptor field out of range: max_len="
              + maxLengthBytes
              + " buf_id="
              + bufferId
              + " gen="
              + generation
              + " (expected: 0..65535, 0..65535, 0..1)");
    }
    return maxLengthBytes | (long) bufferId << 16 | (long) generation << 63;
  }

  /**
   * Write a descriptor.
   *
   * @param memory ring memory as the CPU sees it
   * @param offsetBytes where the descriptor starts
   * @param busAddress bus address of the buffer
   * @param maxLengthBytes buffer length, 0..65535
   * @param bufferId number echoed in the completion, 0..65535
   * @param generation {@link #generation} of its ring index
   */
  public static void write(
      MemorySegment memory,
      long offsetBytes,
      long busAddress,
      int maxLengthBytes,
      int bufferId,
      int generation) {
    memory.set(WORD, offsetBytes, lowWord(busAddress));
    memory.set(WORD, offsetBytes + 8, highWord(maxLengthBytes, bufferId, generation));
  }

  /**
   * Return the generation bit of a free-running ring index, 1 on the first lap.
   *
   * @param index free-running index of the descriptor
   * @param ringLog2 log2 of the ring size
   * @return 0 or 1
   */
  public static int generation(int index, int ringLog2) {
    return ~(index >>> ringLog2) & 1;
  }
}
