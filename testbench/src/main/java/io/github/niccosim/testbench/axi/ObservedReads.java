// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import io.github.niccosim.bridge.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Puts AR and R of an observed port together; interleaved beats belong to the oldest of their ID.
 */
final class ObservedReads {
  private final AxiBus bus;
  private final AxiBus.AddressChannel ar;
  private final AxiBus.ReadDataChannel r;
  private final AxiStatistics statistics;
  private final Consumer<AxiTransaction> consumer;
  private final List<ObservedBurst> bursts = new ArrayList<>();
  private final int maxSize;

  ObservedReads(AxiBus bus, AxiStatistics statistics, Consumer<AxiTransaction> consumer) {
    this.bus = bus;
    this.ar = bus.ar();
    this.r = bus.r();
    this.statistics = statistics;
    this.consumer = consumer;
    this.maxSize = Integer.numberOfTrailingZeros(bus.dataBytes());
  }

  void reset() {
    bursts.clear();
  }

  void onEdge(long cycle) {
    if (r.valid().isHigh()) {
      data(cycle);
    }
    if (ar.valid().isHigh()) {
      address(cycle);
    }
  }

  private void address(long cycle) {
    if (!ar.ready().isHigh()) {
      statistics.ar().stall();
      return;
    }
    ObservedBurst burst = new ObservedBurst(bus.dataBytes());
    burst.sampleAddress(ar, maxSize, cycle);
    burst.startPs = bus.sim().timePs();
    bursts.add(burst);
    statistics.ar().beat(cycle, 0);
    statistics.outstandingReads(bursts.size());
  }

  private void data(long cycle) {
    if (!r.ready().isHigh()) {
      statistics.r().stall();
      return;
    }
    long id = AxiBus.read(r.id(), 0);
    for (int i = 0; i < bursts.size(); i++) {
      ObservedBurst burst = bursts.get(i);
      if (burst.id == id) {
        take(burst, cycle);
        Signal last = r.last();
        if (last == null || last.isHigh()) {
          bursts.remove(i);
          statistics.readLatency().record(cycle - burst.addressCycle);
          consumer.accept(burst.transaction(false, bus.sim().timePs()));
        }
        return;
      }
    }
  }

  private void take(ObservedBurst burst, long cycle) {
    int at = burst.reserve();
    r.data().getBytes(burst.lanes(), at);
    for (int i = 0; i < WriteBurst.strobeWords(bus.dataBytes()); i++) {
      burst.strobe(i, -1);
    }
    burst.beats++;
    AxiResp resp = AxiResp.ofCode(AxiBus.read(r.resp(), 0));
    burst.answered(resp);
    if (resp.isError()) {
      statistics.errorResponse();
    }
    statistics.r().beat(cycle, Math.min(1 << burst.size, bus.dataBytes()));
  }
}
