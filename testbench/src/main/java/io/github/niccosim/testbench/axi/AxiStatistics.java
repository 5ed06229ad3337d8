// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import io.github.niccosim.testbench.stream.ChannelStatistics;
import io.github.niccosim.testbench.stream.LatencyHistogram;

/**
 * Hold what an {@link AxiSlave} counted on its five channels.
 *
 * <p>Written on the simulation thread without allocation; read it there or after the run.
 */
public final class AxiStatistics {

  private final ChannelStatistics aw = new ChannelStatistics("AW");
  private final ChannelStatistics w = new ChannelStatistics("W");
  private final ChannelStatistics b = new ChannelStatistics("B");
  private final ChannelStatistics ar = new ChannelStatistics("AR");
  private final ChannelStatistics r = new ChannelStatistics("R");
  private final LatencyHistogram writeLatency = new LatencyHistogram();
  private final LatencyHistogram readLatency = new LatencyHistogram();
  private int maxOutstandingWrites;
  private int maxOutstandingReads;
  private long errorResponses;
  private long malformedBursts;

  AxiStatistics() {}

  /**
   * Return the write-address channel.
   *
   * @return live counters
   */
  public ChannelStatistics aw() {
    return aw;
  }

  /**
   * Return the write-data channel; its payload bytes are the strobed ones.
   *
   * @return live counters
   */
  public ChannelStatistics w() {
    return w;
  }

  /**
   * Return the write-response channel.
   *
   * @return live counters
   */
  public ChannelStatistics b() {
    return b;
  }

  /**
   * Return the read-address channel.
   *
   * @return live counters
   */
  public ChannelStatistics ar() {
    return ar;
  }

  /**
   * Return the read-data channel; its payload bytes are the requested ones.
   *
   * @return live counters
   */
  public ChannelStatistics r() {
    return r;
  }

  /**
   * Return the cycles from AW handshake to B handshake of every write burst.
   *
   * @return live histogram
   */
  public LatencyHistogram writeLatency() {
    return writeLatency;
  }

  /**
   * Return the cycles from AR handshake to the last R handshake of every read burst.
   *
   * @return live histogram
   */
  public LatencyHistogram readLatency() {
    return readLatency;
  }

  /**
   * Return the most write bursts ever in flight.
   *
   * @return AW handshakes without B handshake
   */
  public int maxOutstandingWrites() {
    return maxOutstandingWrites;
  }

  /**
   * Return the most read bursts ever in flight.
   *
   * @return AR handshakes without last R handshake
   */
  public int maxOutstandingReads() {
    return maxOutstandingReads;
  }

  /**
   * Return the bursts answered with SLVERR or DECERR, injected or from the target.
   *
   * @return bursts
   */
  public long errorResponses() {
    return errorResponses;
  }

  /**
   * Return the write bursts whose WLAST did not come with beat AWLEN+1; an {@link
   * AxiProtocolChecker} names them.
   *
   * @return bursts
   */
  public long malformedBursts() {
    return malformedBursts;
  }

  /** Set every counter back to zero, for example after a warm-up phase. */
  public void clear() {
    aw.clear();
    w.clear();
    b.clear();
    ar.clear();
    r.clear();
    writeLatency.clear();
    readLatency.clear();
    maxOutstandingWrites = 0;
    maxOutstandingReads = 0;
    errorResponses = 0;
    malformedBursts = 0;
  }

  void outstandingWrites(int now) {
    maxOutstandingWrites = Math.max(maxOutstandingWrites, now);
  }

  void outstandingReads(int now) {
    maxOutstandingReads = Math.max(maxOutstandingReads, now);
  }

  void errorResponse() {
    errorResponses++;
  }

  void malformedBurst() {
    malformedBursts++;
  }
}
