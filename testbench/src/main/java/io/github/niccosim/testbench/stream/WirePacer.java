// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.stream;

/**
 * Compute when each Ethernet frame begins on a wire of a given bit rate, exactly, so that a run of
 * any length does not drift.
 *
 * <p>A frame of {@code n} bytes (destination address to payload, without FCS) occupies
 *
 * <pre>
 *   | preamble + SFD 8 | n, padded to 60 | FCS 4 | inter-frame gap 12 |      bytes on the wire
 * </pre>
 *
 * <p>Picoseconds per bit are rarely whole (at 3 Gb/s a bit lasts 333 1/3 ps); the fraction is
 * carried from frame to frame as an integer remainder. The lengths are those of IEEE 802.3 clause
 * 4.4.2.
 */
public final class WirePacer {

  /** Preamble and start-of-frame delimiter, in bytes. */
  public static final int PREAMBLE_BYTES = 8;

  /** Frame check sequence, in bytes. */
  public static final int FCS_BYTES = 4;

  /** Shortest gap between two frames, in bytes. */
  public static final int GAP_BYTES = 12;

  /** Shortest frame without FCS; a shorter one is padded by the sending MAC, in bytes. */
  public static final int MIN_FRAME_BYTES = 60;

  /** Longest frame the arithmetic is exact for, in bytes. */
  public static final int MAX_FRAME_BYTES = 1_000_000;

  private static final long PS_PER_SECOND = 1_000_000_000_000L;

  private final long bitsPerSecond;
  private long slotPs;
  private long slotRemainder;

  /**
   * Make a pacer whose first frame may begin at time 0.
   *
   * @param bitsPerSecond wire rate, 1000 to 10^13 bit/s
   * @throws IllegalArgumentException if the rate is out of range
   */
  public WirePacer(long bitsPerSecond) {
    if (bitsPerSecond < 1000 || bitsPerSecond > 10_000_000_000_000L) {
      throw new IllegalArgumentException(
          "wire rate out of range: bitsPerSecond=%d (expected: 1000..10000000000000)"
              .formatted(bitsPerSecond));
    }
    this.bitsPerSecond = bitsPerSecond;
  }

  /**
   * Give the next frame its place on the wire.
   *
   * @param lengthBytes frame length without FCS, 1..{@link #MAX_FRAME_BYTES}
   * @param earliestPs time before which the frame did not exist, in ps; the wire idles until then
   * @return time at which its preamble begins, in ps, rounded up to a whole picosecond
   */
  public long next(int lengthBytes, long earliestPs) {
    long startPs = peekPs();
    if (earliestPs > startPs) {
      startPs = earliestPs;
      slotPs = earliestPs;
      slotRemainder = 0;
    }
    advance(wireBytes(lengthBytes));
    return startPs;
  }

  /**
   * Say when the wire is free again.
   *
   * @return earliest start of the next frame in ps, rounded up to a whole picosecond
   */
  public long peekPs() {
    return slotRemainder == 0 ? slotPs : slotPs + 1;
  }

  /**
   * Say how long after the start of its preamble the first bytes of a frame have arrived.
   *
   * @param frameBytes number of frame bytes waited for, 0..{@link #MAX_FRAME_BYTES}
   * @return time since the start of the preamble in ps, rounded up
   */
  public long arrivalOffsetPs(int frameBytes) {
    long bits = (PREAMBLE_BYTES + (long) frameBytes) * 8;
    return Math.ceilDiv(bits * PS_PER_SECOND, bitsPerSecond);
  }

  /**
   * Return the bytes of wire time a frame takes.
   *
   * @param lengthBytes frame length without FCS
   * @return preamble, padded frame, FCS and gap together, in bytes
   */
  public static int wireBytes(int lengthBytes) {
    return PREAMBLE_BYTES + Math.max(lengthBytes, MIN_FRAME_BYTES) + FCS_BYTES + GAP_BYTES;
  }

  private void advance(int bytes) {
    long scaled = bytes * 8L * PS_PER_SECOND; // at most 8.1e18, checked by MAX_FRAME_BYTES
    slotPs += scaled / bitsPerSecond;
    slotRemainder += scaled % bitsPerSecond;
    if (slotRemainder >= bitsPerSecond) {
      slotRemainder -= bitsPerSecond;
      slotPs++;
    }
  }
}
