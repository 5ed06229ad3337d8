// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.stream;

import io.github.niccosim.bridge.Signal;
import io.github.niccosim.testbench.sim.Clock;
import io.github.niccosim.testbench.sim.Event;
import io.github.niccosim.testbench.sim.Registration;
import java.util.ArrayDeque;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Take items from a valid/ready output of a design, with back-pressure as a pattern says, and hold
 * it to {@link ValidReadyRule}s.
 */
public final class ValidReadySink implements AutoCloseable {
  private final ValidReadyBus bus;
  private final @Nullable DrivenBit ready;
  private final ValidReadyMonitor monitor;
  private final ArrayDeque<long[]> queue = new ArrayDeque<>();
  private final Event arrived;
  private final Registration registration;
  private @Nullable Consumer<long[]> consumer;
  private ReadyPattern.Sequence pattern = FixedPatterns.ALWAYS.start(new SplittableRandom(0));

  /**
   * Attach a sink and begin with the next rising edge; ready is low until then.
   *
   * @param clock clock of the channel
   * @param bus must be an output of the design
   */
  public ValidReadySink(Clock clock, ValidReadyBus bus) {
    this.bus = bus;
    Signal signal = bus.ready;
    this.ready = signal == null ? null : new DrivenBit(signal);
    this.arrived = bus.sim().event(bus.name() + " item");
    this.monitor = new ValidReadyMonitor(clock, bus, this::accept);
    this.registration = clock.onRisingEdge(this::driveReady);
  }

  /**
   * Pace ready.
   *
   * @param back cycles in which ready may be high; ignored on a channel without ready
   * @param random source of the pattern's decisions
   */
  public void setBackPressure(ReadyPattern back, RandomGenerator random) {
    pattern = back.start(random);
  }

  /**
   * Hand items to a consumer instead of the queue.
   *
   * @param action called on the simulation thread at the edge of each item
   */
  public void onItem(Consumer<long[]> action) {
    consumer = action;
  }

  /**
   * Take the oldest item, blocking the current task until there is one.
   *
   * @return one value for each field
   */
  public long[] receive() {
    long[] item = queue.pollFirst();
    while (item == null) {
      arrived.clear();
      arrived.await();
      item = queue.pollFirst();
    }
    return item;
  }

  /** Take the oldest item if there is one, {@code null} otherwise. */
  public long @Nullable [] tryReceive() {
    return queue.pollFirst();
  }

  /** Return the counters; stalls are cycles with valid high and ready low. */
  public ChannelStatistics statistics() {
    return monitor.statistics();
  }

  /** Stop taking; ready keeps its last value. */
  @Override
  public void close() {
    monitor.close();
    registration.close();
  }

  private void accept(long[] item) {
    Consumer<long[]> action = consumer;
    if (action != null) {
      action.accept(item);
      return;
    }
    queue.addLast(item);
    arrived.set();
  }

  private void driveReady() {
    DrivenBit output = ready;
    if (output == null) {
      return;
    }
    if (bus.inReset()) {
      output.set(false);
      return;
    }
    output.set(pattern.next(bus.valid.isHigh() && !output.isHigh()));
  }
}
