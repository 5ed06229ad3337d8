// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import java.util.Arrays;

/** Collects the beats of one burst as they cross the bus, and turns them into a transaction. */
final class ObservedBurst extends RequestedBurst {
  private final int busBytes;
  private final int strobeWords;
  private byte[] lanes;
  private long[] strobes;
  boolean addressed;
  boolean complete;
  int beats;
  long startPs;
  AxiResp resp = AxiResp.OKAY;

  ObservedBurst(int busBytes) {
    this.busBytes = busBytes;
    this.strobeWords = WriteBurst.strobeWords(busBytes);
    this.lanes = new byte[4 * busBytes];
    this.strobes = new long[4 * strobeWords];
  }

  /** Return where the lanes of the next beat go. */
  int reserve() {
    if (lanes.length < (beats + 1) * busBytes) {
      lanes = Arrays.copyOf(lanes, lanes.length * 2);
      strobes = Arrays.copyOf(strobes, strobes.length * 2);
    }
    return beats * busBytes;
  }

  byte[] lanes() {
    return lanes;
  }

  void strobe(int word, long bits) {
    strobes[beats * strobeWords + word] = bits;
  }

  void answered(AxiResp beat) {
    if (beat.code() > resp.code()) {
      resp = beat;
    }
  }

  AxiTransaction transaction(boolean write, long endPs) {
    byte[] data = new byte[AxiRequest.transferBytes(addr, len, size, burst)];
    byte[] strobed = new byte[data.length];
    int done = 0;
    for (int beat = 0; beat < Math.min(beats, len + 1); beat++) {
      long beatAddr = AxiBurst.beatAddress(addr, len, size, burst, beat);
      int lower = AxiBurst.lowerLane(beatAddr, busBytes);
      int upper = AxiBurst.upperLane(beatAddr, size, busBytes);
      for (int lane = lower; lane <= upper; lane++) {
        data[done] = lanes[beat * busBytes + lane];
        strobed[done++] = (byte) (strobes[beat * strobeWords + lane / 64] >>> (lane & 63) & 1);
      }
    }
    return new AxiTransaction(
        write, id, addr, len, size, burst, data, strobed, resp, startPs, endPs);
  }
}
