// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.rtl;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Layout of a receive descriptor: 16 bytes in a ring in host memory, written by the driver.
 *
 * <pre>
 * 127 126      114 113 112 111       96 95      80 79       64 63                 0
 * +---+-----------+---+---+------------+----------+-----------+--------------------+
 * |gen|     0     |low|hdr|  hdr_len   |  buf_id  |  max_len  |        addr        |
 * +---+-----------+---+---+------------+----------+-----------+--------------------+
 * </pre>
 *
 * <p>RTL: {@code nicdma_pkg::rx_desc_t}.
 */
public final class RxDescriptorLayout {

  /** Size of one descriptor in bytes. */
  public static final int BYTES = 16;

  /** First bit of the bus address. */
  public static final int ADDR_LSB = 0;

  /** Bits of the bus address. */
  public static final int ADDR_BITS = 64;

  /** First bit of the buffer length in bytes. */
  public static final int MAX_LEN_LSB = 64;

  /** Bits of the buffer length. */
  public static final int MAX_LEN_BITS = 16;

  /** First bit of the number echoed in the completion. */
  public static final int BUF_ID_LSB = 80;

  /** Bits of the number echoed in the completion. */
  public static final int BUF_ID_BITS = 16;

  /** First bit of the header split cap (reserved, 0). */
  public static final int HDR_LEN_LSB = 96;

  /** Bits of the header split cap. */
  public static final int HDR_LEN_BITS = 16;

  /** Header buffer flag (reserved, 0). */
  public static final int HDR_LSB = 112;

  /** Ring-low event flag (reserved, 0). */
  public static final int IRQ_LOW_LSB = 113;

  /** Generation bit. */
  public static final int GEN_LSB = 127;

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
