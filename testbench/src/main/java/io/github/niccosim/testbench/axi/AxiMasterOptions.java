// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import io.github.niccosim.testbench.stream.ReadyPattern;

/**
 * Describe how an {@link AxiMaster} behaves. Immutable; each method returns a changed copy.
 *
 * @param maxOutstandingWrites AW offered without B handshake, 1..4096
 * @param maxOutstandingReads AR offered without last R handshake, 1..4096
 * @param ids number of IDs that {@link AxiRequest#ANY_ID} takes in turn, from 0 on; 1 keeps order
 * @param maxBeats longest burst that {@code read} and {@code write} split into, 1..256
 * @param dataFirst offer the data of a burst even before its address
 * @param aw cycles in which a new AW may be offered
 * @param w cycles in which a new W beat may be offered
 * @param b cycles in which BREADY may be high
 * @param ar cycles in which a new AR may be offered
 * @param r cycles in which RREADY may be high
 */
public record AxiMasterOptions(
    int maxOutstandingWrites,
    int maxOutstandingReads,
    int ids,
    int maxBeats,
    boolean dataFirst,
    ReadyPattern aw,
    ReadyPattern w,
    ReadyPattern b,
    ReadyPattern ar,
    ReadyPattern r) {

  /** Check the ranges. */
  public AxiMasterOptions {
    check("maxOutstandingWrites", maxOutstandingWrites, 4096);
    check("maxOutstandingReads", maxOutstandingReads, 4096);
    check("ids", ids, 4096);
    check("maxBeats", maxBeats, 256);
  }

  private static void check(String name, int value, int max) {
    if (value < 1 || value > max) {
      throw new IllegalArgumentException(
          "axi master option out of range: %s=%d (expected: 1..%d)".formatted(name, value, max));
    }
  }

  /** Return a master with 16 bursts in flight each way, one ID, 256 beats and no pause. */
  public static AxiMasterOptions defaults() {
    ReadyPattern always = ReadyPattern.always();
    return new AxiMasterOptions(16, 16, 1, 256, false, always, always, always, always, always);
  }

  /**
   * Set the bursts in flight.
   *
   * @param writes 1..4096
   * @param reads 1..4096
   */
  public AxiMasterOptions withWindow(int writes, int reads) {
    return new AxiMasterOptions(writes, reads, ids, maxBeats, dataFirst, aw, w, b, ar, r);
  }

  /**
   * Take several IDs in turn, so that a slave may answer out of order.
   *
   * @param count 1..4096, at most 2^(width of AxID)
   */
  public AxiMasterOptions withIds(int count) {
    return new AxiMasterOptions(
        maxOutstandingWrites, maxOutstandingReads, count, maxBeats, dataFirst, aw, w, b, ar, r);
  }

  /**
   * Split long accesses into bursts of at most so many beats.
   *
   * @param beats 1..256
   */
  public AxiMasterOptions withMaxBeats(int beats) {
    return new AxiMasterOptions(
        maxOutstandingWrites, maxOutstandingReads, ids, beats, dataFirst, aw, w, b, ar, r);
  }

  /** Offer the data of a burst as soon as that of the one before is gone, whatever AW does. */
  public AxiMasterOptions withDataFirst() {
    return new AxiMasterOptions(
        maxOutstandingWrites, maxOutstandingReads, ids, maxBeats, true, aw, w, b, ar, r);
  }

  /**
   * Make gaps before VALID on the channels that the master drives.
   *
   * @param address pattern of AW and AR
   * @param data pattern of W
   */
  public AxiMasterOptions withGaps(ReadyPattern address, ReadyPattern data) {
    return new AxiMasterOptions(
        maxOutstandingWrites,
        maxOutstandingReads,
        ids,
        maxBeats,
        dataFirst,
        address,
        data,
        b,
        address,
        r);
  }

  /**
   * Hold the responses back.
   *
   * @param writeResponse pattern of BREADY
   * @param readData pattern of RREADY
   */
  public AxiMasterOptions withBackPressure(ReadyPattern writeResponse, ReadyPattern readData) {
    return new AxiMasterOptions(
        maxOutstandingWrites,
        maxOutstandingReads,
        ids,
        maxBeats,
        dataFirst,
        aw,
        w,
        writeResponse,
        ar,
        readData);
  }
}
