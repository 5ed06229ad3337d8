// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.stream;

import io.github.niccosim.testbench.sim.Clock;
import io.github.niccosim.testbench.sim.Registration;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Watch a valid/ready channel without driving it: hand every item to a consumer and hold the
 * channel to the {@link ValidReadyRule}s.
 */
public final class ValidReadyMonitor implements AutoCloseable {
  private final ValidReadyBus bus;
  private final Consumer<long[]> consumer;
  private final ChannelStatistics statistics;
  private final LatencyHistogram waiting = new LatencyHistogram();
  private final Registration registration;
  private final long[] held;
  private final long[] now;
  private boolean pending;
  private boolean wasInReset;
  private long offeredCycle;
  private long cycle;

  /**
   * Attach a monitor and begin with the next rising edge.
   *
   * @param clock clock of the channel
   * @param bus input or output of the design
   * @param consumer called on the simulation thread at the edge of each item, with an array of its
   *     own
   */
  public ValidReadyMonitor(Clock clock, ValidReadyBus bus, Consumer<long[]> consumer) {
    this.bus = bus;
    this.consumer = consumer;
    this.statistics = new ChannelStatistics(bus.name());
    this.held = new long[bus.fields()];
    this.now = new long[bus.fields()];
    this.registration = clock.onRisingEdge(this::onEdge);
  }

  /** Return the counters; stalls are cycles with valid high and ready low. */
  public ChannelStatistics statistics() {
    return statistics;
  }

  /** Return how many cycles each item waited for ready, 0 for one that was taken at once. */
  public LatencyHistogram waitedCycles() {
    return waiting;
  }

  /** Stop watching. */
  @Override
  public void close() {
    registration.close();
  }

  private void onEdge() {
    cycle++;
    boolean valid = bus.valid.isHigh();
    if (bus.inReset()) {
      if (valid && wasInReset) {
        throw broken(ValidReadyRule.RESET_VALID, "valid=1");
      }
      wasInReset = true;
      pending = false;
      return;
    }
    wasInReset = false;
    if (!valid) {
      if (pending) {
        throw broken(ValidReadyRule.VALID_HELD, "valid=0 after=1 " + bus.describe(held));
      }
      return;
    }
    for (int i = 0; i < now.length; i++) {
      now[i] = bus.payload[i].get();
    }
    if (pending && !Arrays.equals(now, held)) {
      throw broken(ValidReadyRule.STABLE, bus.describe(now) + " after: " + bus.describe(held));
    }
    offered();
  }

  private void offered() {
    if (!pending) {
      pending = true;
      offeredCycle = cycle;
      System.arraycopy(now, 0, held, 0, now.length);
    }
    if (!bus.isReady()) {
      statistics.stall();
      return;
    }
    pending = false;
    statistics.beat(cycle, 0);
    waiting.record(cycle - offeredCycle);
    consumer.accept(now.clone());
  }

  private ValidReadyException broken(ValidReadyRule rule, String values) {
    return new ValidReadyException(rule, bus.name(), cycle, bus.sim().timePs(), values);
  }
}
