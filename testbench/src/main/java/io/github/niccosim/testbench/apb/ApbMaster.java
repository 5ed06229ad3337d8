// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.apb;

import io.github.niccosim.testbench.sim.Clock;
import io.github.niccosim.testbench.sim.Event;
import io.github.niccosim.testbench.sim.Registration;
import io.github.niccosim.testbench.sim.Simulation;
import io.github.niccosim.testbench.stream.DrivenBit;
import io.github.niccosim.testbench.stream.ReadyPattern;
import java.util.ArrayDeque;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Read and write registers behind an APB slave port of a design, from any task.
 *
 * <p>Transfers run one at a time in the order in which tasks asked; back to back they take two
 * cycles and the slave's wait states.
 */
public final class ApbMaster implements AutoCloseable {
  /** Cycles after which a transfer without PREADY fails, unless set otherwise. */
  public static final int DEFAULT_TIMEOUT_CYCLES = 10_000;

  /** One transfer, from the call to PREADY. */
  private static final class Access {
    final boolean write;
    final long addr;
    final long value;
    final int strobes;
    final int prot;
    final Event done;
    int waited;
    @Nullable ApbTransfer result;

    Access(boolean write, long addr, long value, int strobes, int prot, Event done) {
      this.write = write;
      this.addr = addr;
      this.value = value;
      this.strobes = strobes;
      this.prot = prot;
      this.done = done;
    }
  }

  private final Simulation sim;
  private final ApbBus bus;
  private final DrivenBit select;
  private final DrivenBit enable;
  private final ArrayDeque<Access> queue = new ArrayDeque<>();
  private final Registration registration;
  private ReadyPattern.Sequence gaps = ReadyPattern.always().start(new SplittableRandom(0));
  private @Nullable Access current;
  private int timeoutCycles = DEFAULT_TIMEOUT_CYCLES;

  /**
   * Attach a master to a port and drive it idle.
   *
   * @param clock clock of the port
   * @param bus port of the design; must be a slave
   */
  public ApbMaster(Clock clock, ApbBus bus) {
    this.sim = bus.sim();
    this.bus = bus;
    this.select = new DrivenBit(bus.select);
    this.enable = new DrivenBit(bus.enable);
    this.registration = clock.onRisingEdge(this::onEdge);
  }

  /**
   * Make pauses between transfers.
   *
   * @param pattern cycles in which a transfer may begin
   * @param random source of the pattern's decisions
   */
  public void setGaps(ReadyPattern pattern, RandomGenerator random) {
    gaps = pattern.start(random);
  }

  /**
   * Set how many wait states a transfer may take.
   *
   * @param cycles 1 or more
   */
  public void setTimeoutCycles(int cycles) {
    if (cycles < 1) {
      throw new IllegalArgumentException(
          "apb timeout out of range: cycles=" + cycles + " (expected: 1 or more)");
    }
    timeoutCycles = cycles;
  }

  /**
   * Read a register and block the current task until it is answered.
   *
   * @param addr byte address
   * @return PRDATA, unsigned
   * @throws ApbException if it is refused or not answered in time
   */
  public long read(long addr) {
    return okay(tryRead(addr, 0)).data();
  }

  /**
   * Write all bytes of a register and block the current task until it is answered.
   *
   * @param addr byte address
   * @param value PWDATA
   * @throws ApbException if it is refused or not answered in time
   */
  public void write(long addr, long value) {
    okay(tryWrite(addr, value, bus.allStrobes(), 0));
  }

  /**
   * Read a register and return the transfer, refused or not.
   *
   * @param addr byte address
   * @param prot PPROT, 0..7
   * @throws ApbException if it is not answered in time
   */
  public ApbTransfer tryRead(long addr, int prot) {
    return perform(false, addr, 0, 0, prot);
  }

  /**
   * Write some bytes of a register and return the transfer, refused or not.
   *
   * @param addr byte address
   * @param value PWDATA
   * @param strobes PSTRB; must be all bytes on a port without it
   * @param prot PPROT, 0..7
   * @throws ApbException if it is not answered in time
   */
  public ApbTransfer tryWrite(long addr, long value, int strobes, int prot) {
    if (strobes != bus.allStrobes() && bus.strobes == null) {
      throw new IllegalArgumentException(
          "apb port has no strobes: bus=%s strobes=0x%x (expected: 0x%x)"
              .formatted(bus.prefix(), strobes, bus.allStrobes()));
    }
    return perform(true, addr, value, strobes, prot);
  }

  /** Stop driving; the outputs keep their last values. */
  @Override
  public void close() {
    registration.close();
  }

  private ApbTransfer okay(ApbTransfer transfer) {
    if (transfer.error()) {
      throw new ApbException(
          "apb transfer refused: bus=%s access=%s addr=0x%x timePs=%d (expected: PSLVERR low)"
              .formatted(
                  bus.prefix(),
                  transfer.write() ? "write" : "read",
                  transfer.addr(),
                  transfer.endPs()));
    }
    return transfer;
  }

  private ApbTransfer perform(boolean write, long addr, long value, int strobes, int prot) {
    Event done = sim.event("%s transfer to 0x%x".formatted(bus.prefix(), addr));
    Access access = new Access(write, addr, value, strobes, prot, done);
    queue.addLast(access);
    done.await();
    ApbTransfer result = access.result;
    if (result == null) {
      throw new ApbException(
          ("apb transfer not answered: bus=%s access=%s addr=0x%x waitedCycles=%d timePs=%d"
                  + " (expected: pready | hint: is the port out of reset?)")
              .formatted(
                  bus.prefix(), write ? "write" : "read", addr, access.waited, sim.timePs()));
    }
    return result;
  }

  private void onEdge() {
    Access access = current;
    if (access != null && !enable.isHigh()) {
      enable.set(true);
      return;
    }
    if (access != null && !finished(access)) {
      return;
    }
    boolean willing = gaps.next(false);
    Access next = willing ? queue.pollFirst() : null;
    current = next;
    enable.set(false);
    select.set(next != null);
    if (next != null) {
      bus.addr.set(next.addr);
      bus.write.set(next.write ? 1 : 0);
      bus.writeData.set(next.value);
      ApbBus.drive(bus.strobes, next.strobes);
      ApbBus.drive(bus.prot, next.prot);
    }
  }

  /** Sample an access cycle. */
  private boolean finished(Access access) {
    if (!bus.isReady()) {
      if (++access.waited < timeoutCycles) {
        return false;
      }
      access.done.set();
      return true;
    }
    access.result =
        new ApbTransfer(
            access.write,
            access.addr,
            access.write ? access.value : bus.readData.get(),
            access.strobes,
            access.prot,
            bus.isError(),
            access.waited,
            sim.timePs());
    access.done.set();
    return true;
  }
}
