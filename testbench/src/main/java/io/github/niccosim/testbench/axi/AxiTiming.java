// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import io.github.niccosim.testbench.stream.ReadyPattern;
import java.util.ArrayList;
import java.util.List;

/**
 * Describe how an {@link AxiSlave} behaves in time: latencies, pauses, order, errors. Immutable.
 *
 * <p>Latency is counted in clock edges between two handshake-visible events. With latency {@code L}
 * drawn for a burst and edge {@code n} the one that completed the request,
 *
 * <pre>
 *   edge        n              n+1   ...   n+L
 *   write   WLAST+WREADY                   BVALID is sampled high   (first time)
 *   read    AR handshake                   RVALID of beat 0 is sampled high
 * </pre>
 *
 * <p>A write request is complete at the later of its AW handshake and its WLAST handshake. Outputs
 * of the slave are registered (IHI 0022 A3.2.1 forbids combinational paths), so {@code L = 1} is
 * the fastest legal answer and {@code L = 0} means the same. A response may come later than {@code
 * L} when an older response still occupies the channel, must be answered first, or a {@code
 * bValid}/{@code rValid} pattern pauses it.
 *
 * @param writeLatency request complete to BVALID, drawn per burst
 * @param readLatency AR handshake to first RVALID, drawn per burst
 * @param awReady cycles in which AWREADY may be high
 * @param wReady cycles in which WREADY may be high
 * @param arReady cycles in which ARREADY may be high
 * @param bValid cycles in which a new BVALID may rise
 * @param rValid cycles in which a new RVALID beat may be offered
 * @param outOfOrder answer bursts of different IDs in any order; same ID always in order (A5.3)
 * @param interleave mix the R beats of bursts of different IDs
 * @param writeVisibility when write data reaches the target
 * @param readSampling when read data is taken from the target
 * @param maxOutstandingWrites AW handshakes without B handshake, 1..4096; AWREADY falls there
 * @param maxOutstandingReads AR handshakes without last R handshake, 1..4096; ARREADY falls there
 * @param maxDataAhead write bursts whose data may be accepted before their AW, 0..256; with 0
 *     WREADY waits for AW
 * @param errors injected errors; the first that fires wins
 */
public record AxiTiming(
    LatencyDistribution writeLatency,
    LatencyDistribution readLatency,
    ReadyPattern awReady,
    ReadyPattern wReady,
    ReadyPattern arReady,
    ReadyPattern bValid,
    ReadyPattern rValid,
    boolean outOfOrder,
    boolean interleave,
    WriteVisibility writeVisibility,
    ReadSampling readSampling,
    int maxOutstandingWrites,
    int maxOutstandingReads,
    int maxDataAhead,
    List<AxiErrorWindow> errors) {

  /** Check the description and keep an own copy of the error list. */
  public AxiTiming {
    errors = List.copyOf(errors);
    checkRange("maxOutstandingWrites", maxOutstandingWrites, 1, 4096);
    checkRange("maxOutstandingReads", maxOutstandingReads, 1, 4096);
    checkRange("maxDataAhead", maxDataAhead, 0, 256);
  }

  private static void checkRange(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "axi timing out of range: %s=%d (expected: %d..%d)".formatted(name, value, min, max));
    }
  }

  /**
   * Answer always after the same latency, at full throughput and in order.
   *
   * @param cycles latency of reads and writes, 0 or more
   * @return the timing
   */
  public static AxiTiming fixed(int cycles) {
    return builder().latency(LatencyDistribution.fixed(cycles)).build();
  }

  /**
   * Begin a description; unless told otherwise the slave has latency 1, never pauses, answers in
   * order, takes 256 bursts each way and shows data at B.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /** Collect the values of an {@link AxiTiming}; each setter returns the builder. */
  public static final class Builder {
    private LatencyDistribution writeLatency = LatencyDistribution.fixed(1);
    private LatencyDistribution readLatency = LatencyDistribution.fixed(1);
    private ReadyPattern awReady = ReadyPattern.always();
    private ReadyPattern wReady = ReadyPattern.always();
    private ReadyPattern arReady = ReadyPattern.always();
    private ReadyPattern bValid = ReadyPattern.always();
    private ReadyPattern rValid = ReadyPattern.always();
    private boolean outOfOrder;
    private boolean interleave;
    private WriteVisibility writeVisibility = WriteVisibility.AT_RESPONSE;
    private ReadSampling readSampling = ReadSampling.AT_RESPONSE;
    private int maxOutstandingWrites = 256;
    private int maxOutstandingReads = 256;
    private int maxDataAhead = 4;
    private final List<AxiErrorWindow> errors = new ArrayList<>();

    private Builder() {}

    /**
     * Set both latencies.
     *
     * @param latency drawn per burst, separately for reads and writes
     * @return this builder
     */
    public Builder latency(LatencyDistribution latency) {
      return writeLatency(latency).readLatency(latency);
    }

    /**
     * Set the latency of writes.
     *
     * @param latency drawn per burst
     * @return this builder
     */
    public Builder writeLatency(LatencyDistribution latency) {
      writeLatency = latency;
      return this;
    }

    /**
     * Set the latency of reads.
     *
     * @param latency drawn per burst
     * @return this builder
     */
    public Builder readLatency(LatencyDistribution latency) {
      readLatency = latency;
      return this;
    }

    /**
     * Pace AWREADY.
     *
     * @param pattern willing cycles
     * @return this builder
     */
    public Builder awReady(ReadyPattern pattern) {
      awReady = pattern;
      return this;
    }

    /**
     * Pace WREADY.
     *
     * @param pattern willing cycles
     * @return this builder
     */
    public Builder wReady(ReadyPattern pattern) {
      wReady = pattern;
      return this;
    }

    /**
     * Pace ARREADY.
     *
     * @param pattern willing cycles
     * @return this builder
     */
    public Builder arReady(ReadyPattern pattern) {
      arReady = pattern;
      return this;
    }

    /**
     * Pace AWREADY, WREADY and ARREADY with independent sequences of one pattern.
     *
     * @param pattern willing cycles
     * @return this builder
     */
    public Builder backPressure(ReadyPattern pattern) {
      return awReady(pattern).wReady(pattern).arReady(pattern);
    }

    /**
     * Pace new write responses; {@link ReadyPattern#never()} withholds them all.
     *
     * @param pattern cycles in which BVALID may rise
     * @return this builder
     */
    public Builder bValid(ReadyPattern pattern) {
      bValid = pattern;
      return this;
    }

    /**
     * Pace new read beats.
     *
     * @param pattern cycles in which a new beat may be offered
     * @return this builder
     */
    public Builder rValid(ReadyPattern pattern) {
      rValid = pattern;
      return this;
    }

    /**
     * Let bursts of different IDs overtake each other at random.
     *
     * @param allowed {@code true} to reorder
     * @return this builder
     */
    public Builder outOfOrder(boolean allowed) {
      outOfOrder = allowed;
      return this;
    }

    /**
     * Let R beats of bursts of different IDs mix at random; implies reordering of reads.
     *
     * @param allowed {@code true} to interleave
     * @return this builder
     */
    public Builder interleave(boolean allowed) {
      interleave = allowed;
      return this;
    }

    /**
     * Choose when write data reaches the target.
     *
     * @param visibility the moment
     * @return this builder
     */
    public Builder writeVisibility(WriteVisibility visibility) {
      writeVisibility = visibility;
      return this;
    }

    /**
     * Choose when read data is taken from the target.
     *
     * @param sampling the moment
     * @return this builder
     */
    public Builder readSampling(ReadSampling sampling) {
      readSampling = sampling;
      return this;
    }

    /**
     * Limit the bursts in flight.
     *
     * @param writes accepted AW without B handshake, 1..4096
     * @param reads accepted AR without last R handshake, 1..4096
     * @return this builder
     */
    public Builder maxOutstanding(int writes, int reads) {
      maxOutstandingWrites = writes;
      maxOutstandingReads = reads;
      return this;
    }

    /**
     * Limit the write bursts whose data is taken before their address.
     *
     * @param bursts 0..256; with 0 WREADY waits for AW
     * @return this builder
     */
    public Builder maxDataAhead(int bursts) {
      maxDataAhead = bursts;
      return this;
    }

    /**
     * Add an injected error.
     *
     * @param window bursts to fail
     * @return this builder
     */
    public Builder error(AxiErrorWindow window) {
      errors.add(window);
      return this;
    }

    /**
     * Make the timing.
     *
     * @return an immutable description
     * @throws IllegalArgumentException if a limit is out of range
     */
    public AxiTiming build() {
      return new AxiTiming(
          writeLatency,
          readLatency,
          awReady,
          wReady,
          arReady,
          bValid,
          rValid,
          outOfOrder,
          interleave,
          writeVisibility,
          readSampling,
          maxOutstandingWrites,
          maxOutstandingReads,
          maxDataAhead,
          errors);
    }
  }
}
