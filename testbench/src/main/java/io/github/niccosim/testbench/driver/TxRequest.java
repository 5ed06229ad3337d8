// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

import java.util.Arrays;

/**
 * A frame to be sent, and how it lies in memory.
 *
 * @param bytes content as the host writes it; not copied
 * @param fragmentBytes lengths of its buffers, each at least 1, together the frame
 * @param offsetBytes where in its page each buffer begins, 0..4095
 * @param checksum checksum to be inserted
 */
public record TxRequest(byte[] bytes, int[] fragmentBytes, int offsetBytes, TxChecksum checksum) {

  /** Check that the buffers make up the frame. */
  public TxRequest {
    int sum = Arrays.stream(fragmentBytes).sum();
    if (sum != bytes.length || Arrays.stream(fragmentBytes).anyMatch(length -> length < 1)) {
      throw new IllegalArgumentException(
          "buffers do not make up the frame: frame="
              + bytes.length
              + " buffers="
              + Arrays.toString(fragmentBytes)
              + " (expected: each at least 1, sum equal)");
    }
  }

  /**
   * Return a frame in one buffer, without checksum.
   *
   * @param bytes content
   * @return request
   */
  public static TxRequest of(byte[] bytes) {
    return new TxRequest(bytes, new int[] {bytes.length}, 64, TxChecksum.NONE);
  }
}
