// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Hold one read burst between its AR handshake and its last R handshake; reused.
 *
 * <p>The bytes lie as in the target, from the bus word of the lowest address on, so that a
 * full-width beat is one slice. Bytes that were not requested are {@link AxiSlave#POISON}.
 */
final class ReadBurst extends RequestedBurst {

  private final int busBytes;
  private final byte[] lanes;

  long dueCycle;

  int offered;
  boolean finished;
  private boolean sampled;
  private byte[] data;
  private long baseAddr;
  private AxiResp resp = AxiResp.OKAY;
  private @Nullable AxiErrorWindow error;

  ReadBurst(int busBytes) {
    this.busBytes = busBytes;
    this.lanes = new byte[busBytes];
    this.data = new byte[16 * busBytes];
  }

  /** Begin a burst; its address fields are set by the caller. */
  void begin(@Nullable AxiErrorWindow injected) {
    offered = 0;
    finished = false;
    sampled = false;
    resp = AxiResp.OKAY;
    error = injected;
  }

  /** Take the data from the target unless that happened before. */
  void sample(AxiTarget target) {
    if (sampled && burst != AxiBurst.FIXED) {
      return;
    }
    sampled = true;
    long first = firstAddress();
    int span = AxiBurst.spanBytes(addr, len, size, burst);
    baseAddr = AxiBurst.align(first, busBytes);
    int head = (int) (first - baseAddr);
    int total = (head + span + busBytes - 1) & -busBytes;
    if (data.length < total) {
      data = new byte[Math.max(total, data.length * 2)];
    }
    if (everyBeatFails()) {
      Arrays.fill(data, 0, total, AxiSlave.POISON);
      return;
    }
    Arrays.fill(data, 0, head, AxiSlave.POISON);
    Arrays.fill(data, head + span, total, AxiSlave.POISON);
    resp = target.read(first, data, head, span, user);
    if (resp.isError()) {
      Arrays.fill(data, 0, total, AxiSlave.POISON);
    }
  }

  /** Response of the beat that is offered next. */
  AxiResp beatResp() {
    AxiErrorWindow injected = error;
    return injected != null && beatFails(injected) ? injected.resp() : resp;
  }

  /** Number of requested bytes in the beat that is offered next. */
  int beatBytes() {
    int bytes = 1 << size;
    return offered == 0 || burst == AxiBurst.FIXED ? bytes - (int) (addr & (bytes - 1)) : bytes;
  }

  /** Array that holds the bus word of the beat that is offered next. */
  byte[] beatArray() {
    AxiErrorWindow injected = error;
    if (injected != null && beatFails(injected)) {
      Arrays.fill(lanes, AxiSlave.POISON);
      return lanes;
    }
    if (1 << size == busBytes) {
      return data;
    }
    long beatAddr = AxiBurst.beatAddress(addr, len, size, burst, offered);
    int lower = AxiBurst.lowerLane(beatAddr, busBytes);
    int upper = AxiBurst.upperLane(beatAddr, size, busBytes);
    Arrays.fill(lanes, AxiSlave.POISON);
    int word = (int) (AxiBurst.align(beatAddr, busBytes) - baseAddr);
    System.arraycopy(data, word + lower, lanes, lower, upper - lower + 1);
    return lanes;
  }

  /** Index in {@link #beatArray()} where the bus word begins. */
  int beatOffset(byte[] array) {
    if (array != data) {
      return 0;
    }
    long beatAddr = AxiBurst.beatAddress(addr, len, size, burst, offered);
    return (int) (AxiBurst.align(beatAddr, busBytes) - baseAddr);
  }

  private boolean everyBeatFails() {
    AxiErrorWindow injected = error;
    return injected != null && injected.beat() == AxiErrorWindow.EVERY_BEAT;
  }

  private boolean beatFails(AxiErrorWindow injected) {
    return injected.beat() == AxiErrorWindow.EVERY_BEAT
        || offered == Math.min(injected.beat(), len);
  }
}
