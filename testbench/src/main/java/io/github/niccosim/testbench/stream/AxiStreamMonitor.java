// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.stream;

import io.github.niccosim.bridge.Signal;
import io.github.niccosim.testbench.sim.Clock;
import io.github.niccosim.testbench.sim.Registration;
import java.util.function.Consumer;

/**
 * Watch an AXI4-Stream without driving it: hand every frame to a consumer and hold the port to the
 * {@link StreamRule}s; a broken rule stops the simulation with a {@link StreamProtocolException}.
 */
public final class AxiStreamMonitor implements AutoCloseable {

  private final AxiStreamBus bus;
  private final ChannelStatistics statistics = new ChannelStatistics("TDATA");
  private final BeatReceiver receiver;
  private final Registration registration;

  /**
   * Attach a monitor to a port and begin with the next rising edge.
   *
   * @param clock clock of the port
   * @param bus port to watch, input or output of the design
   * @param consumer called on the simulation thread at the edge of each last beat
   */
  public AxiStreamMonitor(Clock clock, AxiStreamBus bus, Consumer<StreamFrame> consumer) {
    this.bus = bus;
    this.receiver = new BeatReceiver(bus, consumer, statistics);
    this.registration = clock.onRisingEdge(this::onEdge);
  }

  /**
   * Accept beats of frames with different TID or TDEST mixed, and put each together (IHI 0051 2.6).
   *
   * @param allowed {@code true} to accept
   */
  public void setInterleavingAllowed(boolean allowed) {
    receiver.allowInterleaving(allowed);
  }

  /**
   * Accept null bytes inside frames and drop them, as AXI-Stream allows (IHI 0051 2.4.3).
   *
   * @param allowed {@code true} to accept
   */
  public void setNullBytesAllowed(boolean allowed) {
    receiver.allowNullBytes(allowed);
  }

  /**
   * Return the complete frames seen.
   *
   * @return frames
   */
  public long frames() {
    return receiver.frames();
  }

  /**
   * Return the counters.
   *
   * @return live counters
   */
  public ChannelStatistics statistics() {
    return statistics;
  }

  /** Stop watching. */
  @Override
  public void close() {
    registration.close();
  }

  private void onEdge() {
    if (bus.inReset()) {
      receiver.reset();
      return;
    }
    Signal ready = bus.ready;
    receiver.sample(ready == null || ready.isHigh());
  }
}
