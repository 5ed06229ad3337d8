// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

/**
 * Lay out a receive buffer the way a driver does at {@code ndo_open}.
 *
 * <p>The page order is the smallest whose buffer holds headroom and longest frame. Headroom is the
 * offset, but never more than 256 bytes ({@code XDP_PACKET_HEADROOM}): a larger offset is a mistake
 * to be found, so it does not buy a larger page.
 *
 * <pre>
 *   0        offset            offset + longest frame          buffer
 *   |headroom|frame ...........|unused ........................|
 *            |-- max_len: all of it unless set ----------------|
 * </pre>
 *
 * @param order log2 of the pages per buffer, 0..10
 * @param bufferBytes size of a buffer
 * @param offsetBytes where the device writes
 * @param maxLenBytes {@code max_len} of the pool
 * @param receiveBytes length given to the NIC in each descriptor, 1..65535
 */
public record BufferPlan(
    int order, int bufferBytes, int offsetBytes, int maxLenBytes, int receiveBytes) {

  /** Longest headroom a driver reserves on purpose. */
  public static final int MAX_HEADROOM_BYTES = 256;

  private static final int PAGE_BYTES = 4096;
  private static final int LINE_BYTES = 64;
  private static final int MAX_DESCRIPTOR_BYTES = 65_535;

  /**
   * Choose order and lengths.
   *
   * @param offsetBytes where the device writes, 0 or more
   * @param maxLenBytes {@code max_len} of the pool, 0 for the buffer behind the offset
   * @param longestFrameBytes longest frame of the traffic, 1..16383
   * @return the plan
   */
  public static BufferPlan of(int offsetBytes, int maxLenBytes, int longestFrameBytes) {
    int headroom = Math.min(offsetBytes, MAX_HEADROOM_BYTES);
    int order = 0;
    while (PAGE_BYTES << order < headroom + longestFrameBytes) {
      order++;
    }
    int buffer = PAGE_BYTES << order;
    int whole = Math.max(1, buffer - offsetBytes);
    int rounded = (longestFrameBytes + LINE_BYTES - 1) / LINE_BYTES * LINE_BYTES;
    return new BufferPlan(
        order,
        buffer,
        offsetBytes,
        maxLenBytes > 0 ? maxLenBytes : whole,
        Math.min(rounded, MAX_DESCRIPTOR_BYTES));
  }

  /**
   * Return this plan with another length in the descriptors.
   *
   * @param bytes 1..65535
   * @return changed copy
   */
  public BufferPlan withReceiveBytes(int bytes) {
    return new BufferPlan(order, bufferBytes, offsetBytes, maxLenBytes, bytes);
  }
}
