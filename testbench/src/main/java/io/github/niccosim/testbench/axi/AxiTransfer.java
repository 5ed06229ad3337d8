// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import io.github.niccosim.testbench.sim.Event;

/** A burst that an {@link AxiMaster} performs, from the call to its last response. */
public final class AxiTransfer {
  private final AxiRequest request;
  private final long id;
  private final String bus;
  private final Event done;
  private final byte[] data;
  private AxiResp resp = AxiResp.OKAY;
  private boolean aborted;
  private long donePs = -1;

  int beats;
  int bytes;
  long addressCycle;
  boolean addressed;

  AxiTransfer(AxiRequest request, long id, String bus, Event done) {
    this.request = request;
    this.id = id;
    this.bus = bus;
    this.done = done;
    this.data =
        request.write()
            ? request.data()
            : new byte
                [AxiRequest.transferBytes(
                    request.addr(), request.len(), request.size(), request.burst())];
  }

  /** Return what was asked for. */
  public AxiRequest request() {
    return request;
  }

  /** Return the ID on the bus. */
  public long id() {
    return id;
  }

  /** Return whether the last response has come, or a reset has dropped the burst. */
  public boolean isDone() {
    return done.isSet();
  }

  /** Return when it was done, in ps; -1 before. */
  public long donePs() {
    return donePs;
  }

  /**
   * Block the current task until the burst is done.
   *
   * @return this
   */
  public AxiTransfer await() {
    done.await();
    return this;
  }

  /**
   * Block the current task until the burst is done well.
   *
   * @return this
   * @throws AxiAccessException if a beat was answered with an error, or a reset dropped the burst
   */
  public AxiTransfer awaitOkay() {
    await();
    if (aborted || resp.isError()) {
      throw new AxiAccessException(
          "axi access %s: bus=%s %s resp=%s timePs=%d (expected: OKAY)"
              .formatted(aborted ? "dropped by reset" : "refused", bus, request, resp, donePs),
          request.addr());
    }
    return this;
  }

  /** Return the response of a write, the worst response of the beats of a read. */
  public AxiResp resp() {
    return resp;
  }

  /** Return the bytes written, or those read so far, in the order of the beats. */
  public byte[] data() {
    return data;
  }

  void answered(AxiResp beat) {
    if (beat.code() > resp.code()) {
      resp = beat;
    }
  }

  void finish(long timePs) {
    donePs = timePs;
    done.set();
  }

  void abort(long timePs) {
    aborted = true;
    finish(timePs);
  }
}
