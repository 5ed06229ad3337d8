// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import io.github.niccosim.bridge.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Puts AW, W and B of an observed port together: the k-th AW and the k-th W burst are one. */
final class ObservedWrites {
  private final AxiBus bus;
  private final AxiBus.AddressChannel aw;
  private final AxiBus.WriteDataChannel w;
  private final AxiBus.WriteResponseChannel b;
  private final AxiStatistics statistics;
  private final Consumer<AxiTransaction> consumer;
  private final List<ObservedBurst> bursts = new ArrayList<>();
  private final int maxSize;
  private int addressed;
  private int dataBursts;

  ObservedWrites(AxiBus bus, AxiStatistics statistics, Consumer<AxiTransaction> consumer) {
    this.bus = bus;
    this.aw = bus.aw();
    this.w = bus.w();
    this.b = bus.b();
    this.statistics = statistics;
    this.consumer = consumer;
    this.maxSize = Integer.numberOfTrailingZeros(bus.dataBytes());
  }

  void reset() {
    bursts.clear();
    addressed = 0;
    dataBursts = 0;
  }

  void onEdge(long cycle) {
    if (b.valid().isHigh()) {
      response(cycle);
    }
    if (aw.valid().isHigh()) {
      address(cycle);
    }
    if (w.valid().isHigh()) {
      data(cycle);
    }
  }

  private ObservedBurst at(int index) {
    while (bursts.size() <= index) {
      bursts.add(new ObservedBurst(bus.dataBytes()));
    }
    return bursts.get(index);
  }

  private void address(long cycle) {
    if (!aw.ready().isHigh()) {
      statistics.aw().stall();
      return;
    }
    ObservedBurst burst = at(addressed++);
    burst.sampleAddress(aw, maxSize, cycle);
    burst.addressed = true;
    burst.startPs = bus.sim().timePs();
    statistics.aw().beat(cycle, 0);
    statistics.outstandingWrites(addressed);
  }

  private void data(long cycle) {
    if (!w.ready().isHigh()) {
      statistics.w().stall();
      return;
    }
    ObservedBurst burst = at(dataBursts);
    int at = burst.reserve();
    w.data().getBytes(burst.lanes(), at);
    int bytes = 0;
    int words = WriteBurst.strobeWords(bus.dataBytes());
    Signal strobes = w.strb();
    for (int i = 0; i < words; i++) {
      long bits = strobes == null ? -1 : words == 1 ? strobes.get() : strobes.getWord(i);
      burst.strobe(i, bits);
      bytes += strobes == null ? Math.min(64, bus.dataBytes()) : Long.bitCount(bits);
    }
    burst.beats++;
    statistics.w().beat(cycle, bytes);
    if (w.last() == null || w.last().isHigh()) {
      burst.complete = true;
      dataBursts++;
    }
  }

  private void response(long cycle) {
    if (!b.ready().isHigh()) {
      statistics.b().stall();
      return;
    }
    statistics.b().beat(cycle, 0);
    long id = AxiBus.read(b.id(), 0);
    for (int i = 0; i < Math.min(addressed, dataBursts); i++) {
      ObservedBurst burst = bursts.get(i);
      if (burst.id == id) {
        bursts.remove(i);
        addressed--;
        dataBursts--;
        burst.answered(AxiResp.ofCode(AxiBus.read(b.resp(), 0)));
        if (burst.resp.isError()) {
          statistics.errorResponse();
        }
        statistics.writeLatency().record(cycle - burst.addressCycle);
        consumer.accept(burst.transaction(true, bus.sim().timePs()));
        return;
      }
    }
  }
}
