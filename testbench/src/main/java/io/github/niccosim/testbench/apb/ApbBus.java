// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.apb;

import io.github.niccosim.bridge.Signal;
import io.github.niccosim.testbench.sim.Simulation;
import io.github.niccosim.testbench.stream.BusException;
import io.github.niccosim.testbench.stream.PortGroup;
import org.jspecify.annotations.Nullable;

/**
 * Hold the signals of one APB port, found by prefix and checked once (IHI 0024 2.1).
 *
 * <p>PREADY and PSLVERR (APB3), PSTRB and PPROT (APB4) may be missing: then a transfer takes two
 * cycles, never fails, writes every byte and is unprivileged.
 */
public final class ApbBus {
  private final Simulation sim;
  private final String prefix;
  final Signal select;
  final Signal enable;
  final Signal addr;
  final Signal write;
  final Signal writeData;
  final Signal readData;
  final @Nullable Signal strobes;
  final @Nullable Signal prot;
  final @Nullable Signal ready;
  final @Nullable Signal error;

  private ApbBus(Simulation sim, PortGroup ports) {
    this.sim = sim;
    this.prefix = ports.prefix();
    this.select = ports.require("psel", 1);
    this.enable = ports.require("penable", 1);
    this.addr = ports.require("paddr");
    this.write = ports.require("pwrite", 1);
    this.writeData = ports.requireData("pwdata", 8, 32);
    this.readData = ports.require("prdata", writeData.widthBits());
    this.strobes = ports.find("pstrb", writeData.widthBits() / 8);
    this.prot = ports.find("pprot", 3);
    this.ready = ports.find("pready", 1);
    this.error = ports.find("pslverr", 1);
    if (addr.widthBits() > 32) {
      throw ports.wrongWidth("paddr", addr, "1..32");
    }
  }

  /**
   * Find a port by its prefix.
   *
   * @param sim simulation whose model has the port
   * @param prefix common prefix without the underscore, such as {@code s_apb} for {@code
   *     s_apb_psel}; each signal may carry a suffix {@code _i} or {@code _o}
   * @throws BusException if a required signal is missing or a width is illegal
   */
  public static ApbBus of(Simulation sim, String prefix) {
    return new ApbBus(sim, new PortGroup(sim, "apb", prefix));
  }

  /** Return the simulation the port belongs to. */
  public Simulation sim() {
    return sim;
  }

  /** Return the prefix. */
  public String prefix() {
    return prefix;
  }

  /** Return the width of the data buses: 1, 2 or 4 bytes. */
  public int dataBytes() {
    return writeData.widthBits() / 8;
  }

  int allStrobes() {
    return (1 << dataBytes()) - 1;
  }

  boolean isReady() {
    Signal signal = ready;
    return signal == null || signal.isHigh();
  }

  boolean isError() {
    Signal signal = error;
    return signal != null && signal.isHigh();
  }

  static long read(@Nullable Signal signal, long absent) {
    return signal == null ? absent : signal.get();
  }

  static void drive(@Nullable Signal signal, long value) {
    if (signal != null) {
      signal.set(value);
    }
  }
}
