// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import io.github.niccosim.testbench.sim.Clock;
import io.github.niccosim.testbench.sim.Registration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Watch an AXI4 or AXI4-Lite port without driving it and hand every complete burst to a consumer.
 *
 * <p>Holds nobody to the rules: attach an {@link AxiProtocolChecker} too. What it cannot make sense
 * of, an answer without request, is dropped. One callback per rising edge; allocates per burst.
 */
public final class AxiMonitor implements AutoCloseable {
  private final AxiBus bus;
  private final AxiStatistics statistics = new AxiStatistics();
  private final @Nullable ObservedWrites writes;
  private final @Nullable ObservedReads reads;
  private final Registration registration;
  private long cycle;

  /**
   * Attach a monitor to a port, with nothing in flight, and begin with the next rising edge.
   *
   * @param clock clock of the port
   * @param bus port to watch, on either side of a design
   * @param consumer called on the simulation thread at the last edge of each burst
   */
  public AxiMonitor(Clock clock, AxiBus bus, Consumer<AxiTransaction> consumer) {
    this.bus = bus;
    this.writes = bus.hasWrite() ? new ObservedWrites(bus, statistics, consumer) : null;
    this.reads = bus.hasRead() ? new ObservedReads(bus, statistics, consumer) : null;
    this.registration = clock.onRisingEdge(this::onEdge);
  }

  /** Return the counters: utilisation, stalls, latencies, bursts in flight. */
  public AxiStatistics statistics() {
    return statistics;
  }

  /** Stop watching. */
  @Override
  public void close() {
    registration.close();
  }

  private void onEdge() {
    cycle++;
    boolean inReset = bus.inReset();
    ObservedWrites writeHalf = writes;
    if (writeHalf != null) {
      if (inReset) {
        writeHalf.reset();
      } else {
        writeHalf.onEdge(cycle);
      }
    }
    ObservedReads readHalf = reads;
    if (readHalf != null) {
      if (inReset) {
        readHalf.reset();
      } else {
        readHalf.onEdge(cycle);
      }
    }
  }
}
