// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.stream;

import io.github.niccosim.testbench.sim.Clock;
import io.github.niccosim.testbench.sim.Event;
import io.github.niccosim.testbench.sim.Registration;
import java.util.ArrayDeque;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Send items into a valid/ready input of a design, one in every cycle unless told otherwise.
 *
 * <p>An item is one value for each field of the bus. Valid does not wait for ready. One callback
 * per rising edge; nothing is allocated per cycle. A reset takes the item on the bus back to the
 * queue.
 */
public final class ValidReadySource implements AutoCloseable {
  private final ValidReadyBus bus;
  private final DrivenBit valid;
  private final ChannelStatistics statistics;
  private final ArrayDeque<long[]> queue = new ArrayDeque<>();
  private final Event idle;
  private final Registration registration;
  private ReadyPattern.Sequence pattern = FixedPatterns.ALWAYS.start(new SplittableRandom(0));
  private long cycle;

  /**
   * Attach a source, drive it idle and begin with the next rising edge.
   *
   * @param clock clock of the channel
   * @param bus must be an input of the design
   */
  public ValidReadySource(Clock clock, ValidReadyBus bus) {
    this.bus = bus;
    this.valid = new DrivenBit(bus.valid);
    this.statistics = new ChannelStatistics(bus.name());
    this.idle = bus.sim().event(bus.name() + " source idle");
    idle.set();
    this.registration = clock.onRisingEdge(this::onEdge);
  }

  /**
   * Make gaps between items.
   *
   * @param gaps cycles in which a new item may be offered
   * @param random source of the pattern's decisions
   */
  public void setPause(ReadyPattern gaps, RandomGenerator random) {
    pattern = gaps.start(random);
  }

  /**
   * Append an item to the queue; never blocks.
   *
   * @param values one for each field; owned by the source from now on
   */
  public void send(long... values) {
    if (values.length != bus.fields()) {
      throw new BusException(
          "valid-ready item has the wrong number of values: bus=%s values=%d (expected: %d)"
              .formatted(bus.name(), values.length, bus.fields()));
    }
    queue.addLast(values);
    idle.clear();
  }

  /** Block the current task until every item has been taken. */
  public void awaitIdle() {
    idle.await();
  }

  /** Return the items not taken yet, the one on the bus included. */
  public int waitingItems() {
    return queue.size();
  }

  /** Return the counters; stalls are cycles with valid high and ready low. */
  public ChannelStatistics statistics() {
    return statistics;
  }

  /** Stop sending; the outputs keep their last values. */
  @Override
  public void close() {
    registration.close();
  }

  private void onEdge() {
    cycle++;
    if (bus.inReset()) {
      valid.set(false);
      return;
    }
    boolean stalled = valid.isHigh() && !bus.isReady();
    boolean willing = pattern.next(stalled);
    if (stalled) {
      statistics.stall();
      return;
    }
    if (valid.isHigh()) {
      statistics.beat(cycle, 0);
      queue.pollFirst();
      if (queue.isEmpty()) {
        idle.set();
      }
    }
    long[] next = willing ? queue.peekFirst() : null;
    if (next != null) {
      for (int i = 0; i < next.length; i++) {
        bus.payload[i].set(next[i]);
      }
    }
    valid.set(next != null);
  }
}
