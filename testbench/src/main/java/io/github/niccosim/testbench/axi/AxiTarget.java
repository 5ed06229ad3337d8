// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

/**
 * Answer the accesses that an {@link AxiSlave} received: host memory, a register file, a decoder.
 *
 * <p>Called on the simulation thread only, from inside a clock-edge callback: do not block. Address
 * ranges are contiguous; byte 0 of a range is the byte at the lowest address.
 */
public interface AxiTarget {

  /**
   * Read a contiguous range.
   *
   * @param addr bus address of the first byte, unsigned
   * @param dst receives the bytes; content is ignored when the response is an error
   * @param off index of the first byte in {@code dst}
   * @param len number of bytes, 1..4096 for a legal burst
   * @param user ARUSER of the burst, 0 on a bus without it
   * @return response for every beat of the range
   */
  AxiResp read(long addr, byte[] dst, int off, int len, long user);

  /**
   * Write a contiguous range; a burst whose strobes have holes arrives as several ranges in address
   * order within the burst.
   *
   * @param addr bus address of the first byte, unsigned
   * @param src holds the bytes; valid only during the call
   * @param off index of the first byte in {@code src}
   * @param len number of bytes, 1 or more
   * @param user AWUSER of the burst, 0 on a bus without it
   * @return response; the burst answers with the worst response of its ranges
   */
  AxiResp write(long addr, byte[] src, int off, int len, long user);
}
