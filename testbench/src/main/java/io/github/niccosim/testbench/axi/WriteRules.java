// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import java.util.Arrays;

/**
 * Follow the write bursts of a port from sampled beats and hold them to the rules on length, last,
 * strobes and responses. Pure state machine: knows no signals.
 *
 * <p>The k-th AW and the k-th W burst belong together; data that comes first keeps its strobes
 * until the address is known.
 */
final class WriteRules {

  private static final int MAX_STORED_BEATS = 257;

  /** One write burst, reused. */
  private static final class Burst {
    boolean addressed;
    boolean exclusive;
    long id;
    long addr;
    int len;
    int size;
    int burst;
    int beats;
    boolean lateReported;
    boolean dataComplete;
    boolean answered;
    long[] strobes = new long[0];
  }

  private final ViolationLog log;
  private final int busBytes;
  private final int strobeWords;
  private final int maxOutstanding;
  private Burst[] ring = new Burst[64];
  private long oldest;
  private long addresses;
  private long dataBursts;
  private int outstanding;

  WriteRules(ViolationLog log, int busBytes, int maxOutstanding) {
    this.log = log;
    this.busBytes = busBytes;
    this.strobeWords = WriteBurst.strobeWords(busBytes);
    this.maxOutstanding = maxOutstanding;
  }

  void reset() {
    ring = new Burst[64];
    oldest = 0;
    addresses = 0;
    dataBursts = 0;
    outstanding = 0;
  }

  int outstanding() {
    return outstanding;
  }

  boolean isIdle() {
    return outstanding == 0 && dataBursts == addresses && burst(dataBursts).beats == 0;
  }

  /** An AW handshake. */
  void address(long id, long addr, int len, int size, int burstType, boolean exclusive) {
    Burst burst = burst(addresses++);
    burst.addressed = true;
    burst.exclusive = exclusive;
    burst.id = id;
    burst.addr = addr;
    burst.len = len;
    burst.size = size;
    burst.burst = burstType;
    if (++outstanding > maxOutstanding) {
      log.report(
          AxiRule.AW_OUTSTANDING,
          "awvalid",
          "outstanding=%d limit=%d id=%d".formatted(outstanding, maxOutstanding, id));
    }
    for (int beat = 0; beat < Math.min(burst.beats, MAX_STORED_BEATS); beat++) {
      boolean last = burst.dataComplete && beat == burst.beats - 1;
      checkLast(burst, beat, last);
      checkStrobes(burst, beat, burst.strobes, beat * strobeWords);
    }
  }

  /** A W handshake with its strobes, 64 lanes per word. */
  void beat(long[] strobes, boolean last) {
    Burst burst = burst(dataBursts);
    int beat = burst.beats++;
    if (last) {
      burst.dataComplete = true;
      dataBursts++;
    }
    if (burst.addressed) {
      checkLast(burst, beat, last);
      checkStrobes(burst, beat, strobes, 0);
    } else if (beat < MAX_STORED_BEATS) {
      int at = beat * strobeWords;
      if (burst.strobes.length < at + strobeWords) {
        burst.strobes = Arrays.copyOf(burst.strobes, Math.max(16, at * 2) + strobeWords);
      }
      System.arraycopy(strobes, 0, burst.strobes, at, strobeWords);
    }
  }

  /** A B beat, offered for the first time. */
  void response(long id, AxiResp resp) {
    for (long k = oldest; k < addresses; k++) {
      Burst burst = burst(k);
      if (!burst.answered && burst.id == id) {
        answer(burst, resp);
        return;
      }
    }
    log.report(AxiRule.B_UNREQUESTED, "bid", "id=%d outstanding=%d".formatted(id, outstanding));
  }

  private void answer(Burst burst, AxiResp resp) {
    burst.answered = true;
    outstanding--;
    boolean early = !burst.dataComplete;
    long id = burst.id;
    long addr = burst.addr;
    int beats = burst.beats;
    int len = burst.len;
    boolean exclusive = burst.exclusive;
    retire();
    if (early) {
      log.report(
          AxiRule.B_BEFORE_DATA,
          "bvalid",
          "id=%d addr=0x%x beats=%d len=%d".formatted(id, addr, beats, len));
    }
    if (resp == AxiResp.EXOKAY && !exclusive) {
      log.report(AxiRule.B_EXOKAY, "bresp", "id=%d addr=0x%x".formatted(id, addr));
    }
  }

  private void retire() {
    while (oldest < addresses && burst(oldest).answered && burst(oldest).dataComplete) {
      Burst done = burst(oldest++);
      done.addressed = false;
      done.beats = 0;
      done.lateReported = false;
      done.dataComplete = false;
      done.answered = false;
    }
  }

  private void checkLast(Burst burst, int beat, boolean last) {
    if (last && beat < burst.len) {
      log.report(AxiRule.W_LAST_EARLY, "wlast", values(burst, beat));
    } else if (!last && beat >= burst.len && !burst.lateReported) {
      burst.lateReported = true;
      log.report(AxiRule.W_LAST_LATE, "wlast", values(burst, beat));
    }
  }

  private void checkStrobes(Burst burst, int beat, long[] strobes, int off) {
    if (beat > burst.len || 1 << burst.size > busBytes) {
      return;
    }
    long addr = AxiBurst.beatAddress(burst.addr, burst.len, burst.size, burst.burst, beat);
    int lower = AxiBurst.lowerLane(addr, busBytes);
    int upper = AxiBurst.upperLane(addr, burst.size, busBytes);
    for (int word = 0; word < strobeWords; word++) {
      long outside = strobes[off + word] & ~laneMask(lower - word * 64, upper - word * 64);
      if (outside != 0) {
        log.report(
            AxiRule.W_STRB,
            "wstrb",
            "lane=%d lanes=%d..%d strobes=0x%x %s"
                .formatted(
                    word * 64 + Long.numberOfTrailingZeros(outside),
                    lower,
                    upper,
                    strobes[off + word],
                    values(burst, beat)));
        return;
      }
    }
  }

  /** Bits lower..upper of a 64-bit word; the range may lie outside it in part or whole. */
  static long laneMask(int lower, int upper) {
    if (upper < 0 || lower > 63) {
      return 0;
    }
    long upTo = upper >= 63 ? -1 : (1L << (upper + 1)) - 1;
    return lower <= 0 ? upTo : upTo & -(1L << lower);
  }

  private static String values(Burst burst, int beat) {
    return "beat=%d id=%d addr=0x%x len=%d size=%d burst=%s"
        .formatted(
            beat, burst.id, burst.addr, burst.len, burst.size, AxiBurst.burstName(burst.burst));
  }

  private Burst burst(long sequence) {
    while (sequence - oldest >= ring.length) {
      grow();
    }
    int slot = (int) sequence & (ring.length - 1);
    Burst burst = ring[slot];
    if (burst == null) {
      burst = new Burst();
      ring[slot] = burst;
    }
    return burst;
  }

  private void grow() {
    Burst[] larger = new Burst[ring.length * 2];
    for (long k = oldest; k < oldest + ring.length; k++) {
      larger[(int) k & (larger.length - 1)] = ring[(int) k & (ring.length - 1)];
    }
    ring = larger;
  }
}
