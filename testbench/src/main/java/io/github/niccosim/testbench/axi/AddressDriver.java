// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import io.github.niccosim.testbench.stream.ChannelStatistics;
import io.github.niccosim.testbench.stream.DrivenBit;
import io.github.niccosim.testbench.stream.ReadyPattern;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Offer requests on AW or AR of a master, one after the other. */
final class AddressDriver {
  private final AxiBus.AddressChannel channel;
  private final DrivenBit valid;
  private final ReadyPattern.Sequence pattern;
  private final ChannelStatistics statistics;
  private final ArrayDeque<AxiTransfer> queue = new ArrayDeque<>();
  private @Nullable AxiTransfer offered;

  AddressDriver(
      AxiBus.AddressChannel channel, ReadyPattern.Sequence pattern, ChannelStatistics statistics) {
    this.channel = channel;
    this.valid = new DrivenBit(channel.valid());
    this.pattern = pattern;
    this.statistics = statistics;
  }

  void add(AxiTransfer transfer) {
    queue.addLast(transfer);
  }

  /** Return the requests that were not offered yet. */
  Iterable<AxiTransfer> waiting() {
    return queue;
  }

  boolean isIdle() {
    return queue.isEmpty() && offered == null;
  }

  /**
   * Sample the channel and offer the next request.
   *
   * @param room whether another burst may be in flight
   * @return the request that is offered from this edge on, {@code null} if none is new
   */
  @Nullable AxiTransfer onEdge(long cycle, boolean room) {
    AxiTransfer waiting = offered;
    boolean stalled = false;
    if (waiting != null) {
      stalled = !channel.ready().isHigh();
      if (stalled) {
        statistics.stall();
      } else {
        statistics.beat(cycle, 0);
        waiting.addressed = true;
        waiting.addressCycle = cycle;
        offered = null;
      }
    }
    boolean willing = pattern.next(stalled);
    AxiTransfer next = null;
    if (!stalled && willing && room) {
      next = queue.pollFirst();
    }
    if (next != null) {
      offered = next;
      drive(next);
    }
    valid.set(offered != null);
    return next;
  }

  /** Stop offering; a request on the bus is lost, those that wait stay. */
  void reset() {
    offered = null;
    valid.set(false);
  }

  private void drive(AxiTransfer transfer) {
    AxiRequest request = transfer.request();
    channel.addr().set(request.addr());
    AxiBus.drive(channel.id(), transfer.id());
    AxiBus.drive(channel.len(), request.len());
    AxiBus.drive(channel.size(), request.size());
    AxiBus.drive(channel.burst(), request.burst());
    AxiBus.drive(channel.lock(), request.lock() ? 1 : 0);
    AxiBus.drive(channel.cache(), request.cache());
    AxiBus.drive(channel.prot(), request.prot());
    AxiBus.drive(channel.qos(), 0);
    AxiBus.drive(channel.region(), 0);
    AxiBus.drive(channel.user(), request.user());
  }
}
