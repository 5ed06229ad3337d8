// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import io.github.niccosim.bridge.Signal;
import io.github.niccosim.testbench.sim.Simulation;
import io.github.niccosim.testbench.stream.BusException;
import io.github.niccosim.testbench.stream.PortGroup;
import org.jspecify.annotations.Nullable;

/**
 * Hold the signals of one AXI4-Lite slave port of a design, found by prefix and checked once (IHI
 * 0022 B1). Data is 32 bits wide; WSTRB, AxPROT and the responses may be missing.
 */
public final class AxiLiteBus {

  /** Signals of the port; AXI names. */
  record Signals(
      Signal awValid,
      Signal awReady,
      Signal awAddr,
      @Nullable Signal awProt,
      Signal wValid,
      Signal wReady,
      Signal wData,
      @Nullable Signal wStrb,
      Signal bValid,
      Signal bReady,
      @Nullable Signal bResp,
      Signal arValid,
      Signal arReady,
      Signal arAddr,
      @Nullable Signal arProt,
      Signal rValid,
      Signal rReady,
      Signal rData,
      @Nullable Signal rResp) {}

  private final Simulation sim;
  private final String prefix;
  private final Signals signals;

  private AxiLiteBus(Simulation sim, String prefix, Signals signals) {
    this.sim = sim;
    this.prefix = prefix;
    this.signals = signals;
  }

  /**
   * Find a port by its prefix.
   *
   * @param sim simulation whose model has the port
   * @param prefix common prefix without the underscore, such as {@code s_axil}; each signal may
   *     carry a suffix {@code _i} or {@code _o}
   * @return the port
   * @throws BusException if a required signal is missing or a width is illegal
   */
  public static AxiLiteBus of(Simulation sim, String prefix) {
    PortGroup ports = new PortGroup(sim, "axi-lite", prefix);
    return new AxiLiteBus(
        sim,
        prefix,
        new Signals(
            ports.require("awvalid", 1),
            ports.require("awready", 1),
            ports.require("awaddr"),
            ports.find("awprot", 3),
            ports.require("wvalid", 1),
            ports.require("wready", 1),
            ports.require("wdata", 32),
            ports.find("wstrb", 4),
            ports.require("bvalid", 1),
            ports.require("bready", 1),
            ports.find("bresp", 2),
            ports.require("arvalid", 1),
            ports.require("arready", 1),
            ports.require("araddr"),
            ports.find("arprot", 3),
            ports.require("rvalid", 1),
            ports.require("rready", 1),
            ports.require("rdata", 32),
            ports.find("rresp", 2)));
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

  Signals signals() {
    return signals;
  }
}
