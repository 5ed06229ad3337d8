// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

import io.github.niccosim.testbench.axi.AxiLiteMaster;
import io.github.niccosim.testbench.axi.AxiResp;
import io.github.niccosim.testbench.sim.Clock;
import io.github.niccosim.testbench.sim.Event;
import io.github.niccosim.testbench.sim.Simulation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reach the registers as CPUs do: writes are posted and keep their order, reads push them ahead.
 *
 * <p>Kernel counterpart: {@code writel} and {@code readl}.
 */
public final class MmioPort {

  private static final int ALL_BYTES = 0xF;

  /** Address of an entry that only marks a place in the order. */
  private static final int NO_ADDRESS = -1;

  private record Posted(int address, int value, @Nullable Runnable whenDone) {}

  private final Simulation sim;
  private final Clock clock;
  private final AxiLiteMaster master;
  private final ArrayDeque<Posted> posted = new ArrayDeque<>();
  private final Event work;
  private final List<String> refused = new ArrayList<>();
  private boolean carrying;

  /**
   * Make a port; {@link #start} must follow inside a task.
   *
   * @param sim simulation
   * @param clock clock of the register bus; accesses of software start at its next edge
   * @param master bus master that carries the accesses
   */
  public MmioPort(Simulation sim, Clock clock, AxiLiteMaster master) {
    this.sim = sim;
    this.clock = clock;
    this.master = master;
    this.work = sim.event("posted register write");
  }

  /** Start carrying posted writes; runs until the simulation ends. */
  public void start() {
    sim.daemon("mmio", this::carry);
  }

  private void carry() {
    while (true) {
      Posted next = posted.pollFirst();
      if (next == null) {
        work.clear();
        work.await();
        clock.cycle();
        continue;
      }
      carrying = true;
      if (next.address != NO_ADDRESS) {
        access(next);
      }
      carrying = false;
      if (next.whenDone != null) {
        next.whenDone.run();
      }
    }
  }

  private void access(Posted write) {
    AxiResp response = master.tryWrite32(write.address, write.value, ALL_BYTES);
    if (response.isError()) {
      refused.add(
          String.format(
              "register write refused: addr=0x%05x value=0x%08x resp=%s time_ns=%d",
              write.address, write.value, response, sim.timeNs()));
    }
  }

  /**
   * Write a register; returns at once.
   *
   * @param address byte offset
   * @param value value
   */
  public void write(int address, int value) {
    post(new Posted(address, value, null));
  }

  /**
   * Write a register; returns at once.
   *
   * @param address byte offset
   * @param value value
   * @param whenDone called when the device has answered
   */
  public void write(int address, int value, Runnable whenDone) {
    post(new Posted(address, value, whenDone));
  }

  private void post(Posted write) {
    posted.addLast(write);
    work.set();
  }

  /** Wait until every write posted so far was answered. */
  public void flush() {
    if (posted.isEmpty() && !carrying) {
      return;
    }
    Event reached = sim.event("register writes before a flush");
    post(new Posted(NO_ADDRESS, 0, reached::set));
    reached.await();
  }

  /**
   * Read a register after all writes posted before.
   *
   * @param address byte offset
   * @return value
   */
  public int read(int address) {
    flush();
    clock.cycle();
    return master.read32(address);
  }

  /** Return the writes the device refused, in order; a live view. */
  public List<String> refused() {
    return refused;
  }
}
