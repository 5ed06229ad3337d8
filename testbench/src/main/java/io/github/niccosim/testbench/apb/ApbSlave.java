// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.apb;

import io.github.niccosim.testbench.axi.AxiTarget;
import io.github.niccosim.testbench.axi.LatencyDistribution;
import io.github.niccosim.testbench.sim.Clock;
import io.github.niccosim.testbench.sim.Registration;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Answer the APB transfers of a design from an {@link AxiTarget}, with wait states and errors.
 *
 * <p>PPROT reaches the target as its user value; any error response becomes PSLVERR. With {@code n}
 * wait states drawn, PREADY is low in {@code n} access cycles. On a port without PREADY only 0 is
 * possible. Data of a failed transfer reads as zero.
 */
public final class ApbSlave implements AutoCloseable {
  private final ApbBus bus;
  private final AxiTarget target;
  private final LatencyDistribution waitStates;
  private final RandomGenerator random;
  private final Registration registration;
  private final byte[] bytes = new byte[4];
  private Predicate<ApbTransfer> fault = transfer -> false;
  private boolean active;
  private boolean answering;
  private int left;
  private long transfers;
  private long errors;

  /**
   * Attach a slave to a port and begin with the next rising edge.
   *
   * @param clock clock of the port
   * @param bus port of the design; must be a master
   * @param target what transfers act on
   * @param waitStates cycles with PREADY low, drawn for each transfer
   * @param random source of the draws
   */
  public ApbSlave(
      Clock clock,
      ApbBus bus,
      AxiTarget target,
      LatencyDistribution waitStates,
      RandomGenerator random) {
    this.bus = bus;
    this.target = target;
    this.waitStates = waitStates;
    this.random = random;
    ApbBus.drive(bus.ready, 0);
    ApbBus.drive(bus.error, 0);
    this.registration = clock.onRisingEdge(this::onEdge);
  }

  /**
   * Fail some transfers; the target does not see them.
   *
   * @param which gets each transfer before it is answered, with error false
   */
  public void failWhen(Predicate<ApbTransfer> which) {
    fault = which;
  }

  /** Return the transfers answered. */
  public long transfers() {
    return transfers;
  }

  /** Return those answered with PSLVERR. */
  public long errors() {
    return errors;
  }

  /** Stop answering; the outputs keep their last values. */
  @Override
  public void close() {
    registration.close();
  }

  private void onEdge() {
    if (!bus.select.isHigh()) {
      stopAnswering();
      active = false;
      return;
    }
    if (!bus.enable.isHigh()) { // setup phase
      stopAnswering();
      active = true;
      left = bus.ready == null ? 0 : waitStates.nextCycles(random);
      if (left == 0) {
        answer();
      }
    } else if (active && answering) {
      stopAnswering(); // this edge completed the transfer
      active = false;
    } else if (active && --left == 0) {
      answer();
    }
  }

  private void stopAnswering() {
    if (answering) {
      answering = false;
      ApbBus.drive(bus.ready, 0);
      ApbBus.drive(bus.error, 0);
    }
  }

  private void answer() {
    answering = true;
    transfers++;
    boolean write = bus.write.isHigh();
    long addr = bus.addr.get();
    int strobes = (int) ApbBus.read(bus.strobes, bus.allStrobes());
    int prot = (int) ApbBus.read(bus.prot, 0);
    long data = write ? bus.writeData.get() : 0;
    boolean failed =
        fault.test(
            new ApbTransfer(
                write, addr, data, write ? strobes : 0, prot, false, 0, bus.sim().timePs()));
    failed = failed || !(write ? write(addr, data, strobes, prot) : read(addr, prot));
    if (failed) {
      errors++;
      bus.readData.set(0);
    }
    ApbBus.drive(bus.error, failed ? 1 : 0);
    ApbBus.drive(bus.ready, 1);
  }

  private boolean read(long addr, int prot) {
    long word = addr & -bus.dataBytes();
    if (target.read(word, bytes, 0, bus.dataBytes(), prot).isError()) {
      return false;
    }
    long value = 0;
    for (int i = 0; i < bus.dataBytes(); i++) {
      value |= (bytes[i] & 0xffL) << 8 * i;
    }
    bus.readData.set(value);
    return true;
  }

  /** Write each run of strobed bytes; the first error ends it. */
  private boolean write(long addr, long data, int strobes, int prot) {
    long word = addr & -bus.dataBytes();
    for (int i = 0; i < bus.dataBytes(); i++) {
      bytes[i] = (byte) (data >> 8 * i);
    }
    int from = 0;
    while (from < bus.dataBytes()) {
      int to = from;
      while (to < bus.dataBytes() && (strobes >> to & 1) != 0) {
        to++;
      }
      if (to > from && target.write(word + from, bytes, from, to - from, prot).isError()) {
        return false;
      }
      from = to + 1;
    }
    return true;
  }
}
