// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.stream;

import java.util.HexFormat;

/**
 * One frame on an AXI-Stream: its bytes, the verdict of the MAC and, once it moved, when it moved.
 *
 * <p>Byte 0 is the first byte on the wire, on TDATA bits 7:0 of the first beat. The bytes are not
 * copied: whoever hands a frame over stops writing to them.
 */
public final class StreamFrame {

  /** Value of a time that is not known yet, in ps. */
  public static final long NOT_YET = -1;

  private final byte[] data;
  private final boolean bad;
  private final long tag;
  private int id;
  private int dest;
  private long user;
  private long startPs = NOT_YET;
  private long endPs = NOT_YET;
  private long wirePs = NOT_YET;

  /**
   * Make a good frame without tag.
   *
   * @param data its bytes, at least one; owned by the frame from now on
   */
  public StreamFrame(byte[] data) {
    this(data, false, 0);
  }

  /**
   * Make a frame.
   *
   * @param data its bytes, at least one; owned by the frame from now on
   * @param bad {@code true} for a frame the MAC found broken: TUSER[0] is high in its last beat
   * @param tag number for the user's own book-keeping; models carry it and do not look at it
   * @throws IllegalArgumentException if there is no byte
   */
  public StreamFrame(byte[] data, boolean bad, long tag) {
    if (data.length == 0) {
      throw new IllegalArgumentException(
          "frame is empty: lengthBytes=0 (expected: at least one byte)");
    }
    this.data = data;
    this.bad = bad;
    this.tag = tag;
  }

  /**
   * Return the bytes themselves, not a copy.
   *
   * @return frame bytes; treat as read-only
   */
  public byte[] data() {
    return data;
  }

  /**
   * Return the length.
   *
   * @return bytes, 1 or more
   */
  public int lengthBytes() {
    return data.length;
  }

  /**
   * Say whether TUSER[0] marks the frame as bad.
   *
   * @return {@code true} for a frame the MAC found broken
   */
  public boolean isBad() {
    return bad;
  }

  /**
   * Choose the stream of a frame to send; call it before {@code send}.
   *
   * @param tid TID of every beat
   * @param tdest TDEST of every beat
   * @return this
   */
  public StreamFrame withRoute(int tid, int tdest) {
    id = tid;
    dest = tdest;
    return this;
  }

  /**
   * Choose TUSER of a frame to send; call it before {@code send}.
   *
   * @param tuser value on every beat; a bad frame sets bit 0 of its last beat too
   * @return this
   */
  public StreamFrame withUser(long tuser) {
    user = tuser;
    return this;
  }

  /** Return TID as an unsigned number of up to 32 bits, 0 on a port without it. */
  public int id() {
    return id;
  }

  /** Return TDEST as an unsigned number of up to 32 bits, 0 on a port without it. */
  public int dest() {
    return dest;
  }

  /** Return TUSER of the last beat, its low 64 bits; 0 on a port without it. */
  public long user() {
    return user;
  }

  /**
   * Return the user's own number.
   *
   * @return tag given at construction, 0 for received frames
   */
  public long tag() {
    return tag;
  }

  /**
   * Return when the first beat was transferred.
   *
   * @return simulated time in ps, {@link #NOT_YET} before
   */
  public long startPs() {
    return startPs;
  }

  /**
   * Return when the last beat was transferred.
   *
   * @return simulated time in ps, {@link #NOT_YET} before
   */
  public long endPs() {
    return endPs;
  }

  /**
   * Return when the preamble began on the paced wire.
   *
   * @return simulated time in ps, {@link #NOT_YET} for a source without wire rate or a received
   *     frame
   */
  public long wirePs() {
    return wirePs;
  }

  void startedAt(long timePs) {
    startPs = timePs;
  }

  void endedAt(long timePs) {
    endPs = timePs;
  }

  void onWireAt(long timePs) {
    wirePs = timePs;
  }

  @Override
  public String toString() {
    int shown = Math.min(16, data.length);
    return "frame: lengthBytes=%d bad=%s tag=%d startPs=%d endPs=%d data=%s%s"
        .formatted(
            data.length,
            bad,
            tag,
            startPs,
            endPs,
            HexFormat.of().formatHex(data, 0, shown),
            shown < data.length ? ".." : "");
  }
}
