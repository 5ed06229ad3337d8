// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import io.github.niccosim.testbench.sim.Clock;
import io.github.niccosim.testbench.sim.Event;
import io.github.niccosim.testbench.sim.Registration;
import io.github.niccosim.testbench.sim.Simulation;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Read and write the registers of a design over AXI4-Lite from any task (IHI 0022 B1).
 *
 * <p>One access is on the bus at a time; tasks are served in the order in which they asked. AW and
 * W are offered together; BREADY and RREADY are high from the start. A task that is cancelled while
 * it waits leaves its access running to its end, as the bus demands. Costs nothing while no access
 * is under way.
 */
public final class AxiLiteMaster {

  /** Cycles after which an access without answer fails, unless set otherwise. */
  public static final int DEFAULT_TIMEOUT_CYCLES = 10_000;

  /**
   * Response and data of a read.
   *
   * @param resp RRESP
   * @param value RDATA; whatever the design drives when the response is an error
   */
  public record ReadResult(AxiResp resp, int value) {}

  /** One access, from the call to its answer. */
  private static final class Access {
    final boolean write;
    final long addr;
    final int value;
    final int strobes;
    final Event answered;
    AxiResp resp = AxiResp.OKAY;
    int readValue;
    boolean timedOut;
    String stuckAt = "";

    Access(boolean write, long addr, int value, int strobes, Event answered) {
      this.write = write;
      this.addr = addr;
      this.value = value;
      this.strobes = strobes;
      this.answered = answered;
    }
  }

  private final Simulation sim;
  private final Clock clock;
  private final String prefix;
  private final AxiLiteBus.Signals bus;
  private final ArrayDeque<Access> queue = new ArrayDeque<>();
  private @Nullable Access current;
  private @Nullable Registration registration;
  private long startPs;
  private int waitedCycles;
  private boolean addressPending;
  private boolean dataPending;
  private int timeoutCycles = DEFAULT_TIMEOUT_CYCLES;
  private long reads;
  private long writes;

  /**
   * Attach a master to a port and drive it idle.
   *
   * @param clock clock of the port
   * @param bus port of the design; must be a slave
   */
  public AxiLiteMaster(Clock clock, AxiLiteBus bus) {
    this.sim = bus.sim();
    this.clock = clock;
    this.prefix = bus.prefix();
    this.bus = bus.signals();
    this.bus.awValid().set(0);
    this.bus.wValid().set(0);
    this.bus.arValid().set(0);
    this.bus.bReady().set(1);
    this.bus.rReady().set(1);
    AxiBus.drive(this.bus.awProt(), 0);
    AxiBus.drive(this.bus.arProt(), 0);
  }

  /**
   * Set how long an access may take.
   *
   * @param cycles clock cycles from the offer to the answer, 1 or more
   */
  public void setTimeoutCycles(int cycles) {
    if (cycles < 1) {
      throw new IllegalArgumentException(
          "axi-lite timeout out of range: cycles=%d (expected: 1 or more)".formatted(cycles));
    }
    timeoutCycles = cycles;
  }

  /**
   * Read a register and block the current task until it is answered.
   *
   * @param addr byte address
   * @return value of RDATA
   * @throws AxiLiteException if the response is an error or does not come in time
   */
  public int read32(long addr) {
    ReadResult result = tryRead32(addr);
    if (result.resp().isError()) {
      throw failed("read", addr, result.resp());
    }
    return result.value();
  }

  /**
   * Read two neighbouring registers as one value, low word first.
   *
   * @param addr byte address of the low word
   * @return high word in bits 63:32
   * @throws AxiLiteException if a response is an error or does not come in time
   */
  public long read64(long addr) {
    long low = Integer.toUnsignedLong(read32(addr));
    return (long) read32(addr + 4) << 32 | low;
  }

  /**
   * Write all four bytes of a register and block the current task until it is answered.
   *
   * @param addr byte address
   * @param value value of WDATA
   * @throws AxiLiteException if the response is an error or does not come in time
   */
  public void write32(long addr, int value) {
    AxiResp resp = tryWrite32(addr, value, 0xf);
    if (resp.isError()) {
      throw failed("write", addr, resp);
    }
  }

  /**
   * Read a register and return the response, error or not.
   *
   * @param addr byte address
   * @return response and value
   * @throws AxiLiteException if no response comes in time
   */
  public ReadResult tryRead32(long addr) {
    Access access = perform(false, addr, 0, 0);
    return new ReadResult(access.resp, access.readValue);
  }

  /**
   * Write some bytes of a register and return the response, error or not.
   *
   * @param addr byte address
   * @param value value of WDATA
   * @param strobes value of WSTRB, 0..15; must be 15 on a port without WSTRB
   * @return response
   * @throws AxiLiteException if no response comes in time
   */
  public AxiResp tryWrite32(long addr, int value, int strobes) {
    if (strobes < 0 || strobes > 0xf || (strobes != 0xf && bus.wStrb() == null)) {
      throw new IllegalArgumentException(
          "axi-lite strobes out of range: bus=%s strobes=0x%x (expected: %s)"
              .formatted(prefix, strobes, bus.wStrb() == null ? "0xf, no wstrb" : "0x0..0xf"));
    }
    return perform(true, addr, value, strobes).resp;
  }

  /**
   * Return the answered reads.
   *
   * @return accesses since the master was attached
   */
  public long reads() {
    return reads;
  }

  /**
   * Return the answered writes.
   *
   * @return accesses since the master was attached
   */
  public long writes() {
    return writes;
  }

  private Access perform(boolean write, long addr, int value, int strobes) {
    Event answered = sim.event(prefix + (write ? " write response" : " read data"));
    Access access = new Access(write, addr, value, strobes, answered);
    if (current == null) {
      registration = clock.onRisingEdge(this::onEdge);
      start(access);
    } else {
      queue.addLast(access);
    }
    answered.await();
    if (access.timedOut) {
      throw new AxiLiteException(
          ("axi-lite access not answered: bus=%s access=%s addr=0x%x waitedCycles=%d timePs=%d"
                  + " waitingFor=%s (hint: is the port out of reset and its clock running?)")
              .formatted(
                  prefix,
                  write ? "write" : "read",
                  addr,
                  timeoutCycles,
                  sim.timePs(),
                  access.stuckAt),
          addr);
    }
    return access;
  }

  private void start(Access access) {
    current = access;
    startPs = sim.timePs();
    waitedCycles = 0;
    addressPending = true;
    if (access.write) {
      dataPending = true;
      bus.awAddr().set(access.addr);
      bus.awValid().set(1);
      bus.wData().set(Integer.toUnsignedLong(access.value));
      AxiBus.drive(bus.wStrb(), access.strobes);
      bus.wValid().set(1);
    } else {
      dataPending = false;
      bus.arAddr().set(access.addr);
      bus.arValid().set(1);
    }
  }

  private void onEdge() {
    Access access = current;
    if (access == null || sim.timePs() == startPs) {
      return; // what was driven in this instant is not visible at its edge
    }
    boolean answered = access.write ? sampleWrite(access) : sampleRead(access);
    if (answered) {
      finish(access);
    } else if (++waitedCycles >= timeoutCycles) {
      giveUp(access);
    }
  }

  private boolean sampleWrite(Access access) {
    boolean requested = !addressPending && !dataPending;
    if (addressPending && bus.awReady().isHigh()) {
      addressPending = false;
      bus.awValid().set(0);
    }
    if (dataPending && bus.wReady().isHigh()) {
      dataPending = false;
      bus.wValid().set(0);
    }
    if (!bus.bValid().isHigh()) {
      return false;
    }
    if (!requested) {
      throw unrequested("bvalid", access);
    }
    access.resp = AxiResp.ofCode(AxiBus.read(bus.bResp(), 0));
    writes++;
    return true;
  }

  private boolean sampleRead(Access access) {
    boolean requested = !addressPending;
    if (addressPending && bus.arReady().isHigh()) {
      addressPending = false;
      bus.arValid().set(0);
    }
    if (!bus.rValid().isHigh()) {
      return false;
    }
    if (!requested) {
      throw unrequested("rvalid", access);
    }
    access.resp = AxiResp.ofCode(AxiBus.read(bus.rResp(), 0));
    access.readValue = (int) bus.rData().get();
    reads++;
    return true;
  }

  private void finish(Access access) {
    access.answered.set();
    Access next = queue.pollFirst();
    if (next != null) {
      start(next);
      return;
    }
    current = null;
    Registration callback = registration;
    if (callback != null) {
      callback.close();
      registration = null;
    }
  }

  private void giveUp(Access access) {
    access.timedOut = true;
    if (access.write) {
      access.stuckAt = addressPending ? "awready" : dataPending ? "wready" : "bvalid";
    } else {
      access.stuckAt = addressPending ? "arready" : "rvalid";
    }
    bus.awValid().set(0);
    bus.wValid().set(0);
    bus.arValid().set(0);
    finish(access);
  }

  private AxiLiteException failed(String access, long addr, AxiResp resp) {
    return new AxiLiteException(
        ("axi-lite access refused: bus=%s access=%s addr=0x%x resp=%s timePs=%d (expected: OKAY)")
            .formatted(prefix, access, addr, resp, sim.timePs()),
        addr);
  }

  private AxiLiteException unrequested(String signal, Access access) {
    return new AxiLiteException(
        ("axi-lite response without accepted request: signal=%s_%s addr=0x%x timePs=%d"
                + " (expected: address and data accepted first | spec: IHI 0022 A3.3.1)")
            .formatted(prefix, signal, access.addr, sim.timePs()),
        access.addr);
  }
}
