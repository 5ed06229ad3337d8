// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

import io.github.niccosim.bridge.Signal;
import io.github.niccosim.testbench.sim.Event;
import io.github.niccosim.testbench.sim.Simulation;
import io.github.niccosim.testbench.sim.Trigger;
import java.util.ArrayList;
import java.util.List;

/** Turn rising bits of the interrupt output into events; costs nothing while nothing changes. */
final class IrqLines {

  private final Signal lines;
  private final Trigger change;
  private final List<List<Event>> handlers = new ArrayList<>();

  IrqLines(Simulation sim, Signal lines) {
    this.lines = lines;
    this.change = sim.valueChange(lines);
    for (int line = 0; line < lines.widthBits(); line++) {
      handlers.add(new ArrayList<>());
    }
  }

  void register(int line, Event handler) {
    handlers.get(line).add(handler);
  }

  /** Watch for ever; body of a daemon task. */
  void watch() {
    long before = 0;
    while (true) {
      long now = lines.get();
      long rising = now & ~before;
      before = now;
      for (int line = 0; rising != 0; line++, rising >>>= 1) {
        if ((rising & 1) != 0) {
          handlers.get(line).forEach(Event::set);
        }
      }
      change.await();
    }
  }
}
