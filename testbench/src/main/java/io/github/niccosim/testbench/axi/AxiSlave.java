// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import io.github.niccosim.testbench.sim.Clock;
import io.github.niccosim.testbench.sim.Registration;
import io.github.niccosim.testbench.sim.Simulation;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Answer the AXI4 bursts of a design under test from an {@link AxiTarget}, with latency, pauses,
 * reordering and errors as an {@link AxiTiming} says.
 *
 * <p>Runs as one callback per rising clock edge and allocates nothing per cycle. An idle port costs
 * the read of AWVALID, WVALID and ARVALID. AW, W and AR are taken independently of each other; one
 * beat per cycle moves on each channel. INCR, WRAP and FIXED bursts, narrow and unaligned
 * transfers, data buses of 8 to 1024 bits (IHI 0022 A3.4). Exclusive accesses are served as normal
 * ones.
 *
 * <p>While the reset given to {@link AxiBus#withReset} is active, bursts in flight are forgotten
 * and every output is low (A3.1.2). AWREADY, WREADY and ARREADY are low until the first edge.
 */
public final class AxiSlave implements AutoCloseable {

  /** Byte on every lane that carries no requested data, and in every failed read beat. */
  public static final byte POISON = (byte) 0xEE;

  private final AxiStatistics statistics = new AxiStatistics();
  private final AxiBus bus;
  private final @Nullable AxiWriteSide write;
  private final @Nullable AxiReadSide read;
  private final Registration registration;
  private long cycle;

  /**
   * Attach a slave to a port and begin to answer with the next rising edge.
   *
   * @param sim simulation that runs the model
   * @param clock clock of the port
   * @param bus port of the design; must be a master
   * @param target what the bursts act on
   * @param timing behaviour in time
   * @param random source of every random decision, drawn from once
   */
  public AxiSlave(
      Simulation sim,
      Clock clock,
      AxiBus bus,
      AxiTarget target,
      AxiTiming timing,
      RandomGenerator random) {
    SeedSplitter seeds = new SeedSplitter(random);
    this.bus = bus;
    this.write = bus.hasWrite() ? new AxiWriteSide(bus, target, timing, statistics, seeds) : null;
    this.read = bus.hasRead() ? new AxiReadSide(bus, target, timing, statistics, seeds) : null;
    this.registration = clock.onRisingEdge(this::onEdge);
  }

  private void onEdge() {
    cycle++;
    boolean inReset = bus.inReset();
    AxiWriteSide writeSide = write;
    if (writeSide != null) {
      if (inReset) {
        writeSide.reset();
      } else {
        writeSide.onEdge(cycle);
      }
    }
    AxiReadSide readSide = read;
    if (readSide != null) {
      if (inReset) {
        readSide.reset();
      } else {
        readSide.onEdge(cycle);
      }
    }
  }

  /**
   * Return the counters.
   *
   * @return live counters
   */
  public AxiStatistics statistics() {
    return statistics;
  }

  /**
   * Return the number of edges seen, the base of every cycle number in the counters.
   *
   * @return rising edges since the slave was attached
   */
  public long cycles() {
    return cycle;
  }

  /**
   * Return the write bursts in flight.
   *
   * @return AW handshakes without B handshake
   */
  public int outstandingWrites() {
    AxiWriteSide side = write;
    return side == null ? 0 : side.outstanding();
  }

  /**
   * Return the read bursts in flight.
   *
   * @return AR handshakes without last R handshake
   */
  public int outstandingReads() {
    AxiReadSide side = read;
    return side == null ? 0 : side.outstanding();
  }

  /**
   * Say whether nothing is in flight, not even write data that waits for its address.
   *
   * @return {@code true} when every burst was answered
   */
  public boolean isIdle() {
    AxiWriteSide writeSide = write;
    AxiReadSide readSide = read;
    return (writeSide == null || writeSide.isIdle()) && (readSide == null || readSide.isIdle());
  }

  /**
   * Withhold new write responses, as a memory that hangs; AWREADY falls when the table is full.
   *
   * @param on {@code true} to withhold, {@code false} to release
   */
  public void holdWriteResponses(boolean on) {
    AxiWriteSide side = write;
    if (side != null) {
      side.hold(on);
    }
  }

  /**
   * Withhold new read beats, as a memory that hangs; ARREADY falls when the table is full.
   *
   * @param on {@code true} to withhold, {@code false} to release
   */
  public void holdReadData(boolean on) {
    AxiReadSide side = read;
    if (side != null) {
      side.hold(on);
    }
  }

  /** Stop answering; the outputs keep their last values. */
  @Override
  public void close() {
    registration.close();
  }
}
