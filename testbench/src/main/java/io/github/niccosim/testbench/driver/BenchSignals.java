// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

import io.github.niccosim.bridge.Model;
import io.github.niccosim.testbench.sim.Recording;

/** Name the signals of an engine in the order of the flow, for viewers and pictures. */
final class BenchSignals {

  private BenchSignals() {}

  /** Show the flow from the wire to the interrupt. */
  static void show(Recording recording, Model model, NicPorts ports) {
    String top = "TOP." + model.library().top() + ".";
    String memory = top + ports.memory() + "_";
    recording
        .group("clock and reset", top + ports.clock(), top + ports.reset())
        .group("frames in", top + ports.receive() + "_*")
        .group("write address", memory + "aw*")
        .group("write data", memory + "w*")
        .group("write response", memory + "b*")
        .group("read address", memory + "ar*")
        .group("read data", memory + "r*")
        .group("registers", top + ports.registers() + "_*")
        .group("interrupts", top + ports.interrupts())
        .excerpt(
            top + ports.clock(),
            top + ports.receive() + "_tvalid",
            top + ports.receive() + "_tlast",
            memory + "awvalid",
            memory + "awready",
            memory + "awaddr",
            memory + "wvalid",
            memory + "wlast",
            memory + "bvalid",
            memory + "bid",
            memory + "arvalid",
            memory + "rvalid",
            top + ports.interrupts());
  }
}
