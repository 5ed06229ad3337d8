// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Hold one write burst between its first AW or W handshake and its B handshake; reused.
 *
 * <p>Data is kept as it crossed the bus, {@code busBytes} per beat, with its strobes as bits.
 */
final class WriteBurst extends RequestedBurst {

  /** Beats kept of one burst; more than AXI allows are counted and dropped. */
  static final int MAX_BEATS = 256;

  private final int busBytes;
  private final int strobeWords;
  private final RunCollector collector = new RunCollector();

  boolean addressed;

  int beats;
  boolean dataComplete;
  byte[] data;
  long[] strobes;

  long dueCycle;
  long visibleCycle;
  boolean committed;
  boolean responded;
  boolean finished;
  AxiResp resp = AxiResp.OKAY;

  WriteBurst(int busBytes) {
    this.busBytes = busBytes;
    this.strobeWords = strobeWords(busBytes);
    this.data = new byte[16 * busBytes];
    this.strobes = new long[16 * strobeWords];
  }

  static int strobeWords(int busBytes) {
    return (busBytes + 63) / 64;
  }

  /** Forget the burst that used this object before. */
  void recycle() {
    addressed = false;
    beats = 0;
    dataComplete = false;
    committed = false;
    responded = false;
    finished = false;
    resp = AxiResp.OKAY;
  }

  boolean isComplete() {
    return addressed && dataComplete;
  }

  /** Make room for one more beat. */
  void reserveBeat() {
    int needed = (beats + 1) * busBytes;
    if (data.length < needed) {
      data = Arrays.copyOf(data, Math.max(needed, data.length * 2));
      strobes = Arrays.copyOf(strobes, data.length / busBytes * strobeWords);
    }
  }

  /** Count the strobed bytes of a beat that was just stored. */
  int strobedBytes(int beat) {
    int bytes = 0;
    for (int i = 0; i < strobeWords; i++) {
      bytes += Long.bitCount(strobes[beat * strobeWords + i]);
    }
    return bytes;
  }

  /**
   * Write the strobed bytes to the target as contiguous runs, once.
   *
   * @param error injected error, or {@code null} to serve the burst
   */
  void commit(AxiTarget target, @Nullable AxiErrorWindow error) {
    committed = true;
    if (error != null) {
      resp = error.resp();
      return;
    }
    collector.collect(target);
  }

  /** Collapse strobes of successive beats into runs of ascending addresses. */
  private final class RunCollector {
    private long runAddr;
    private int runOffset;
    private int runBytes;

    void collect(AxiTarget target) {
      int legal = Math.min(beats, len + 1);
      for (int beat = 0; beat < legal; beat++) {
        long beatAddr = AxiBurst.beatAddress(addr, len, size, burst, beat);
        collectBeat(target, AxiBurst.align(beatAddr, busBytes), beat);
        if (burst == AxiBurst.FIXED) {
          flush(target);
        }
      }
      flush(target);
    }

    private void collectBeat(AxiTarget target, long wordAddr, int beat) {
      int lanes = Math.min(64, busBytes);
      for (int word = 0; word < strobeWords; word++) {
        long mask = strobes[beat * strobeWords + word];
        int lane = word * 64;
        if (lanes == 64 ? mask == -1 : mask == (1L << lanes) - 1) {
          extend(target, wordAddr + lane, beat * busBytes + lane, lanes);
        } else {
          collectHoles(target, mask, wordAddr + lane, beat * busBytes + lane);
        }
      }
    }

    private void collectHoles(AxiTarget target, long strobeMask, long firstAddr, int firstOffset) {
      long mask = strobeMask;
      int lane = 0;
      while (mask != 0) {
        int gap = Long.numberOfTrailingZeros(mask);
        mask >>>= gap;
        lane += gap;
        int run = Long.numberOfTrailingZeros(~mask);
        extend(target, firstAddr + lane, firstOffset + lane, run);
        lane += run;
        mask = run == 64 ? 0 : mask >>> run;
      }
    }

    private void extend(AxiTarget target, long from, int offset, int bytes) {
      if (runBytes > 0 && from == runAddr + runBytes) {
        int end = runOffset + runBytes;
        if (end != offset) {
          // A narrow burst leaves gaps in the buffer, not in the addresses: close them.
          System.arraycopy(data, offset, data, end, bytes);
        }
        runBytes += bytes;
        return;
      }
      flush(target);
      runAddr = from;
      runOffset = offset;
      runBytes = bytes;
    }

    private void flush(AxiTarget target) {
      if (runBytes > 0) {
        AxiResp answer = target.write(runAddr, data, runOffset, runBytes, user);
        if (answer.isError() && answer.code() > resp.code()) {
          resp = answer;
        }
        runBytes = 0;
      }
    }
  }
}
