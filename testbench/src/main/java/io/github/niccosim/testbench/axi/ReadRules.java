// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

/**
 * Follow the read bursts of a port from sampled beats and hold the answers to the rules on IDs,
 * number of beats and last. Pure state machine: knows no signals.
 */
final class ReadRules {

  /** One read burst, reused. */
  private static final class Burst {
    boolean exclusive;
    boolean finished;
    long id;
    long addr;
    int len;
    int beats;
  }

  private final ViolationLog log;
  private final int maxOutstanding;
  private Burst[] ring = new Burst[64];
  private long oldest;
  private long addresses;
  private int outstanding;

  ReadRules(ViolationLog log, int maxOutstanding) {
    this.log = log;
    this.maxOutstanding = maxOutstanding;
  }

  void reset() {
    oldest = 0;
    addresses = 0;
    outstanding = 0;
  }

  int outstanding() {
    return outstanding;
  }

  /** An AR handshake. */
  void address(long id, long addr, int len, boolean exclusive) {
    if (addresses - oldest == ring.length) {
      grow();
    }
    int slot = (int) addresses++ & (ring.length - 1);
    Burst burst = ring[slot];
    if (burst == null) {
      burst = new Burst();
      ring[slot] = burst;
    }
    burst.exclusive = exclusive;
    burst.finished = false;
    burst.id = id;
    burst.addr = addr;
    burst.len = len;
    burst.beats = 0;
    if (++outstanding > maxOutstanding) {
      log.report(
          AxiRule.AR_OUTSTANDING,
          "arvalid",
          "outstanding=%d limit=%d id=%d".formatted(outstanding, maxOutstanding, id));
    }
  }

  /** An R beat, offered for the first time. */
  void beat(long id, AxiResp resp, boolean last) {
    for (long k = oldest; k < addresses; k++) {
      Burst burst = ring[(int) k & (ring.length - 1)];
      if (!burst.finished && burst.id == id) {
        accept(burst, resp, last);
        return;
      }
    }
    log.report(AxiRule.R_UNREQUESTED, "rid", "id=%d outstanding=%d".formatted(id, outstanding));
  }

  private void accept(Burst burst, AxiResp resp, boolean last) {
    int beat = burst.beats++;
    String values =
        last != (beat == burst.len) || resp == AxiResp.EXOKAY
            ? "beat=%d id=%d addr=0x%x len=%d".formatted(beat, burst.id, burst.addr, burst.len)
            : "";
    boolean exclusive = burst.exclusive;
    int len = burst.len;
    if (last || beat == len) {
      burst.finished = true;
      outstanding--;
      while (oldest < addresses && ring[(int) oldest & (ring.length - 1)].finished) {
        oldest++;
      }
    }
    if (last && beat < len) {
      log.report(AxiRule.R_LAST_EARLY, "rlast", values);
    } else if (!last && beat == len) {
      log.report(AxiRule.R_LAST_LATE, "rlast", values);
    }
    if (resp == AxiResp.EXOKAY && !exclusive) {
      log.report(AxiRule.R_EXOKAY, "rresp", values);
    }
  }

  private void grow() {
    Burst[] larger = new Burst[ring.length * 2];
    for (long k = oldest; k < addresses; k++) {
      larger[(int) k & (larger.length - 1)] = ring[(int) k & (ring.length - 1)];
    }
    ring = larger;
  }
}
