// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.stream;

import io.github.niccosim.bridge.Signal;
import io.github.niccosim.testbench.sim.Simulation;
import org.jspecify.annotations.Nullable;

/**
 * Hold the signals of one AXI4-Stream port, found by prefix and checked once (IHI 0051 2.1).
 *
 * <p>Required are TVALID and TDATA. Without TREADY every beat is taken; without TKEEP every byte
 * counts; without TSTRB every kept byte is data; without TLAST every beat is a frame; without TUSER
 * no frame is bad; without TID and TDEST all frames are of stream 0.
 */
public final class AxiStreamBus {

  private final Simulation sim;
  private final String prefix;
  final Signal valid;
  final @Nullable Signal ready;
  final Signal data;
  final @Nullable Signal keep;
  final @Nullable Signal last;
  final @Nullable Signal user;
  final @Nullable Signal strobes;
  final @Nullable Signal id;
  final @Nullable Signal dest;
  private final int dataBytes;
  private final @Nullable Signal reset;
  private final long resetActiveLevel;

  private AxiStreamBus(
      Simulation sim, PortGroup ports, @Nullable Signal reset, long resetActiveLevel) {
    this.sim = sim;
    this.prefix = ports.prefix();
    this.valid = ports.require("tvalid", 1);
    this.ready = ports.find("tready", 1);
    this.data = ports.requireData("tdata", 8, 1024);
    this.dataBytes = data.widthBits() / 8;
    this.keep = ports.find("tkeep", dataBytes);
    this.last = ports.find("tlast", 1);
    this.user = ports.find("tuser");
    this.strobes = ports.find("tstrb", dataBytes);
    this.id = route(ports, "tid");
    this.dest = route(ports, "tdest");
    this.reset = reset;
    this.resetActiveLevel = resetActiveLevel;
  }

  private static @Nullable Signal route(PortGroup ports, String name) {
    Signal signal = ports.find(name);
    if (signal != null && signal.widthBits() > 32) {
      throw ports.wrongWidth(name, signal, "1..32");
    }
    return signal;
  }

  /**
   * Find a port by its prefix.
   *
   * @param sim simulation whose model has the port
   * @param prefix common prefix without the underscore, such as {@code s_axis_rx}; each signal may
   *     carry a suffix {@code _i} or {@code _o}
   * @return the port, without reset
   * @throws BusException if a required signal is missing or a width is illegal
   */
  public static AxiStreamBus of(Simulation sim, String prefix) {
    return new AxiStreamBus(sim, new PortGroup(sim, "axi-stream", prefix), null, 0);
  }

  /**
   * Tell every model on this port about the reset, active low.
   *
   * @param path path of the reset signal, such as {@code rst_ni}
   * @return a copy of this port with the reset
   */
  public AxiStreamBus withReset(String path) {
    return withReset(path, false);
  }

  /**
   * Tell every model on this port about the reset.
   *
   * @param path path of the reset signal
   * @param activeHigh {@code true} when a 1 resets
   * @return a copy of this port with the reset
   */
  public AxiStreamBus withReset(String path, boolean activeHigh) {
    return new AxiStreamBus(
        sim, new PortGroup(sim, "axi-stream", prefix), sim.signal(path), activeHigh ? 1 : 0);
  }

  /**
   * Return the simulation the port belongs to.
   *
   * @return simulation given to {@link #of}
   */
  public Simulation sim() {
    return sim;
  }

  /**
   * Return the prefix.
   *
   * @return prefix given to {@link #of}
   */
  public String prefix() {
    return prefix;
  }

  /**
   * Return the width of TDATA.
   *
   * @return bytes, 1..128
   */
  public int dataBytes() {
    return dataBytes;
  }

  /** Return TID and TDEST of the beat on the bus as one number. */
  long route() {
    long high = id == null ? 0 : id.get() << 32;
    return dest == null ? high : high | dest.get();
  }

  /** Say whether the port is in reset now. */
  boolean inReset() {
    Signal signal = reset;
    return signal != null && signal.get() == resetActiveLevel;
  }
}
