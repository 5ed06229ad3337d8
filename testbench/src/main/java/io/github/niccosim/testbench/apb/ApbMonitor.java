// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.apb;

import io.github.niccosim.testbench.sim.Clock;
import io.github.niccosim.testbench.sim.Registration;
import io.github.niccosim.testbench.stream.ChannelStatistics;
import io.github.niccosim.testbench.stream.LatencyHistogram;
import java.util.function.Consumer;

/**
 * Watch an APB port without driving it: hand every transfer to a consumer and hold both sides to
 * the {@link ApbRule}s; a broken rule stops the simulation with an {@link ApbProtocolException}.
 */
public final class ApbMonitor implements AutoCloseable {
  private enum Phase {
    IDLE,
    SETUP,
    ACCESS
  }

  private final ApbBus bus;
  private final Consumer<ApbTransfer> consumer;
  private final ChannelStatistics statistics;
  private final LatencyHistogram waitStates = new LatencyHistogram();
  private final Registration registration;
  private Phase phase = Phase.IDLE;
  private long cycle;
  private long addr;
  private long data;
  private long strobes;
  private long prot;
  private boolean write;
  private int waited;

  /**
   * Attach a monitor and begin with the next rising edge, on an idle port.
   *
   * @param clock clock of the port
   * @param bus port to watch, on either side of a design
   * @param consumer called on the simulation thread at the last edge of each transfer
   */
  public ApbMonitor(Clock clock, ApbBus bus, Consumer<ApbTransfer> consumer) {
    this.bus = bus;
    this.consumer = consumer;
    this.statistics = new ChannelStatistics(bus.prefix());
    this.registration = clock.onRisingEdge(this::onEdge);
  }

  /** Return the counters: a beat for each transfer, a stall for each wait state. */
  public ChannelStatistics statistics() {
    return statistics;
  }

  /** Return the wait states of every transfer. */
  public LatencyHistogram waitStates() {
    return waitStates;
  }

  /**
   * Fail when a transfer is under way; call it at the end of a test.
   *
   * @throws ApbProtocolException with rule {@link ApbRule#UNANSWERED}
   */
  public void checkIdle() {
    if (phase != Phase.IDLE) {
      throw broken(ApbRule.UNANSWERED, "pready", "phase=" + phase + " addr=0x%x".formatted(addr));
    }
  }

  /** Stop watching. */
  @Override
  public void close() {
    registration.close();
  }

  private void onEdge() {
    cycle++;
    boolean selected = bus.select.isHigh();
    boolean enabled = bus.enable.isHigh();
    switch (phase) {
      case IDLE -> begin(selected, enabled);
      case SETUP -> {
        if (!selected) {
          throw broken(ApbRule.SELECT_HELD, "psel", "psel=0 phase=SETUP");
        }
        if (!enabled) {
          throw broken(ApbRule.SETUP_TOO_LONG, "penable", "penable=0 after=setup");
        }
        access();
      }
      case ACCESS -> {
        if (!selected) {
          throw broken(ApbRule.SELECT_HELD, "psel", "psel=0 waited=" + waited);
        }
        if (!enabled) {
          throw broken(ApbRule.ENABLE_HELD, "penable", "penable=0 waited=" + waited);
        }
        access();
      }
    }
  }

  private void begin(boolean selected, boolean enabled) {
    if (!selected) {
      if (enabled) {
        throw broken(ApbRule.ENABLE_WITHOUT_SELECT, "penable", "psel=0 penable=1");
      }
      return;
    }
    if (enabled) {
      throw broken(ApbRule.ENABLE_WITHOUT_SETUP, "penable", "psel=1 penable=1");
    }
    addr = bus.addr.get();
    write = bus.write.isHigh();
    data = bus.writeData.get();
    strobes = ApbBus.read(bus.strobes, write ? bus.allStrobes() : 0);
    prot = ApbBus.read(bus.prot, 0);
    waited = 0;
    phase = Phase.SETUP;
    if (!write && strobes != 0) {
      throw broken(ApbRule.READ_STROBES, "pstrb", "pstrb=0x%x addr=0x%x".formatted(strobes, addr));
    }
  }

  /** A cycle of the access phase. */
  private void access() {
    checkStable();
    if (!bus.isReady()) {
      phase = Phase.ACCESS;
      waited++;
      statistics.stall();
      return;
    }
    phase = Phase.IDLE;
    statistics.beat(cycle, bus.dataBytes());
    waitStates.record(waited);
    consumer.accept(
        new ApbTransfer(
            write,
            addr,
            write ? data : bus.readData.get(),
            (int) strobes,
            (int) prot,
            bus.isError(),
            waited,
            bus.sim().timePs()));
  }

  private void checkStable() {
    boolean sameProt = ApbBus.read(bus.prot, 0) == prot;
    if (bus.addr.get() != addr || bus.write.isHigh() != write || !sameProt) {
      throw broken(
          ApbRule.CONTROL_STABLE,
          "paddr",
          "addr=0x%x write=%b after: addr=0x%x write=%b prot=%d"
              .formatted(bus.addr.get(), bus.write.isHigh(), addr, write, prot));
    }
    long strobesNow = ApbBus.read(bus.strobes, strobes);
    if (write && (bus.writeData.get() != data || strobesNow != strobes)) {
      throw broken(
          ApbRule.DATA_STABLE,
          "pwdata",
          "data=0x%x strobes=0x%x after: data=0x%x strobes=0x%x"
              .formatted(bus.writeData.get(), strobesNow, data, strobes));
    }
  }

  private ApbProtocolException broken(ApbRule rule, String signal, String values) {
    return new ApbProtocolException(
        rule, bus.prefix() + "_" + signal, cycle, bus.sim().timePs(), values);
  }
}
