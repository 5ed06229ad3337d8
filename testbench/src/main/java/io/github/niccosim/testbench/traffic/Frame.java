// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.traffic;

import java.util.Arrays;

/**
 * Hold one Ethernet frame as it crosses AXI-Stream.
 *
 * <p>The array is not copied: who makes a frame gives its bytes away, who reads one does not write.
 */
public final class Frame {

  /** Shortest legal frame in bytes. */
  public static final int MIN_LENGTH_BYTES = 1;

  /** Longest legal frame in bytes: the RTL's {@code MaxFrame}. */
  public static final int MAX_LENGTH_BYTES = 16_383;

  private final byte[] bytes;
  private final int originalLengthBytes;
  private final long timestampNs;

  /**
   * Make a frame.
   *
   * @param bytes content without preamble and FCS, 1..16383 bytes; owned by the frame from now on
   * @param originalLengthBytes length on the captured wire; more than {@code bytes.length} when the
   *     capture was cut by its snap length
   * @param timestampNs capture time in nanoseconds, 0 when there is none
   * @throws IllegalArgumentException if the length is out of range
   */
  public Frame(byte[] bytes, int originalLengthBytes, long timestampNs) {
    if (bytes.length < MIN_LENGTH_BYTES || bytes.length > MAX_LENGTH_BYTES) {
      throw new IllegalArgumentException(
          "frame length out of range: length=" + bytes.length + " (expected: 1..16383)");
    }
    this.bytes = bytes;
    this.originalLengthBytes = originalLengthBytes;
    this.timestampNs = timestampNs;
  }

  /**
   * Make a frame that was never cut and carries no capture time.
   *
   * @param bytes content, 1..16383 bytes; owned by the frame from now on
   * @return the frame
   */
  public static Frame of(byte[] bytes) {
    return new Frame(bytes, bytes.length, 0);
  }

  /** Return the content; the caller must not change it. */
  public byte[] bytes() {
    return bytes;
  }

  /** Return the length on AXI-Stream in bytes, 1..16383. */
  public int lengthBytes() {
    return bytes.length;
  }

  /** Return the length before a snap length cut the frame, in bytes. */
  public int originalLengthBytes() {
    return originalLengthBytes;
  }

  /** Say whether the capture holds fewer bytes than the wire carried. */
  public boolean isTruncated() {
    return originalLengthBytes > bytes.length;
  }

  /** Return the capture time in nanoseconds. */
  public long timestampNs() {
    return timestampNs;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Frame frame && Arrays.equals(bytes, frame.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "frame length=" + bytes.length;
  }
}
