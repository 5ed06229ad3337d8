// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import io.github.niccosim.bridge.Signal;
import io.github.niccosim.testbench.stream.DrivenBit;
import io.github.niccosim.testbench.stream.ReadyPattern;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Run the AW, W and B channels of an {@link AxiSlave}: one call per rising edge, no allocation.
 *
 * <p>The k-th AW and the k-th W burst belong together (AXI4 has no write interleaving, IHI 0022
 * A5.4), so both index one ring of {@link WriteBurst}s: {@code oldest <= responded.. <= accepted}.
 */
final class AxiWriteSide {

  private final AxiBus.AddressChannel aw;
  private final AxiBus.WriteDataChannel w;
  private final AxiBus.WriteResponseChannel b;
  private final AxiTarget target;
  private final AxiTiming timing;
  private final AxiStatistics statistics;
  private final RandomGenerator random;
  private final ErrorInjector errors;
  private final OldestPerId order;
  private final ReadyPattern.Sequence awPattern;
  private final ReadyPattern.Sequence wPattern;
  private final ReadyPattern.Sequence bPattern;
  private final int busBytes;
  private final int strobeWords;
  private final int maxSize;
  private final long fullStrobe;
  private final BurstRing<WriteBurst> ring;
  private final DrivenBit awReady;
  private final DrivenBit wReady;
  private final DrivenBit bValid;

  private long cycle;
  private long oldest; // first burst that is not finished
  private long addresses; // AW handshakes
  private long dataBursts; // WLAST handshakes
  private int outstanding;
  private int answerable; // complete and not answered
  private int uncommitted; // complete and not visible yet, RANDOM only
  private @Nullable WriteBurst offered;
  private boolean held;

  AxiWriteSide(
      AxiBus bus,
      AxiTarget target,
      AxiTiming timing,
      AxiStatistics statistics,
      SeedSplitter seeds) {
    this.aw = bus.aw();
    this.w = bus.w();
    this.b = bus.b();
    this.target = target;
    this.timing = timing;
    this.statistics = statistics;
    this.random = seeds.next();
    this.errors = new ErrorInjector(timing.errors(), seeds.next());
    this.order = new OldestPerId(seeds.next());
    this.awPattern = timing.awReady().start(seeds.next());
    this.wPattern = timing.wReady().start(seeds.next());
    this.bPattern = timing.bValid().start(seeds.next());
    this.busBytes = bus.dataBytes();
    this.strobeWords = WriteBurst.strobeWords(busBytes);
    this.maxSize = Integer.numberOfTrailingZeros(busBytes);
    this.fullStrobe = busBytes >= 64 ? -1 : (1L << busBytes) - 1;
    this.ring =
        new BurstRing<>(
            4 * timing.maxOutstandingWrites() + timing.maxDataAhead(),
            () -> new WriteBurst(busBytes));
    this.awReady = new DrivenBit(aw.ready());
    this.wReady = new DrivenBit(w.ready());
    this.bValid = new DrivenBit(b.valid());
  }

  void onEdge(long now) {
    cycle = now;
    boolean awStalled = sampleAddress();
    boolean wStalled = sampleData();
    boolean answered = sampleResponse();
    if (uncommitted > 0) {
      commitDue();
    }
    boolean willing = bPattern.next(!answered);
    if (offered == null && answerable > 0 && willing && !held) {
      offer();
    }
    driveReady(awStalled, wStalled);
  }

  /** Drop everything and drive the channels idle. */
  void reset() {
    for (long k = oldest; k < Math.max(addresses, dataBursts + 1); k++) {
      ring.get(k).recycle();
    }
    oldest = 0;
    addresses = 0;
    dataBursts = 0;
    outstanding = 0;
    answerable = 0;
    uncommitted = 0;
    offered = null;
    awReady.set(false);
    wReady.set(false);
    bValid.set(false);
  }

  int outstanding() {
    return outstanding;
  }

  boolean isIdle() {
    return outstanding == 0 && dataBursts == addresses && ring.get(dataBursts).beats == 0;
  }

  void hold(boolean on) {
    held = on;
  }

  private boolean sampleAddress() {
    if (!aw.valid().isHigh()) {
      return false;
    }
    if (!awReady.isHigh()) {
      statistics.aw().stall();
      return true;
    }
    statistics.aw().beat(cycle, 0);
    statistics.outstandingWrites(++outstanding);
    WriteBurst burst = ring.get(addresses++);
    burst.addressed = true;
    burst.sampleAddress(aw, maxSize, cycle);
    if (burst.dataComplete) {
      complete(burst);
    }
    return false;
  }

  private boolean sampleData() {
    if (!w.valid().isHigh()) {
      return false;
    }
    if (!wReady.isHigh()) {
      statistics.w().stall();
      return true;
    }
    WriteBurst burst = ring.get(dataBursts);
    int bytes = 0;
    if (burst.beats < WriteBurst.MAX_BEATS) {
      burst.reserveBeat();
      w.data().getBytes(burst.data, burst.beats * busBytes);
      readStrobes(burst.strobes, burst.beats * strobeWords);
      bytes = burst.strobedBytes(burst.beats);
    }
    burst.beats++;
    statistics.w().beat(cycle, bytes);
    Signal last = w.last();
    if (last == null || last.isHigh()) {
      burst.dataComplete = true;
      dataBursts++;
      if (burst.addressed) {
        complete(burst);
      }
    }
    return false;
  }

  private void readStrobes(long[] dst, int off) {
    Signal strobe = w.strb();
    if (strobe == null) {
      for (int i = 0; i < strobeWords; i++) {
        dst[off + i] = fullStrobe;
      }
    } else if (strobeWords == 1) {
      dst[off] = strobe.get();
    } else {
      for (int i = 0; i < strobeWords; i++) {
        dst[off + i] = strobe.getWord(i);
      }
    }
  }

  private void complete(WriteBurst burst) {
    if (burst.beats != burst.len + 1) {
      statistics.malformedBurst();
    }
    burst.dueCycle = cycle + Math.max(1, timing.writeLatency().nextCycles(random));
    answerable++;
    switch (timing.writeVisibility()) {
      case AT_DATA -> commit(burst);
      case RANDOM -> {
        int wait = (int) (burst.dueCycle - cycle);
        burst.visibleCycle = cycle + random.nextInt(wait + 1);
        uncommitted++;
      }
      case AT_RESPONSE -> {}
    }
  }

  private void commit(WriteBurst burst) {
    AxiErrorWindow error =
        errors.decide(true, burst.firstAddress(), burst.lastAddress(), burst.user);
    burst.commit(target, error);
  }

  /** Make the data of every burst visible whose random time has come, same ID in order. */
  private void commitDue() {
    order.begin();
    for (long k = oldest; k < addresses; k++) {
      WriteBurst burst = ring.get(k);
      if (!burst.committed && order.isOldest(burst.id) && burst.dataComplete) {
        if (burst.visibleCycle <= cycle) {
          commit(burst);
          uncommitted--;
        }
      }
    }
  }

  private boolean sampleResponse() {
    WriteBurst burst = offered;
    if (burst == null) {
      return false;
    }
    if (!b.ready().isHigh()) {
      statistics.b().stall();
      return false;
    }
    statistics.b().beat(cycle, 0);
    statistics.writeLatency().record(cycle - burst.addressCycle);
    burst.finished = true;
    outstanding--;
    offered = null;
    while (oldest < addresses && ring.get(oldest).finished) {
      ring.get(oldest++).recycle();
    }
    return true;
  }

  private void offer() {
    long chosen = timing.outOfOrder() ? chooseAny() : chooseOldest();
    if (chosen < 0) {
      return;
    }
    WriteBurst burst = ring.get(chosen);
    if (!burst.committed) {
      commit(burst);
      if (timing.writeVisibility() == WriteVisibility.RANDOM) {
        uncommitted--;
      }
    }
    if (burst.resp.isError()) {
      statistics.errorResponse();
    }
    burst.responded = true;
    answerable--;
    offered = burst;
    AxiBus.drive(b.id(), burst.id);
    AxiBus.drive(b.resp(), burst.resp.code());
  }

  private long chooseOldest() {
    for (long k = oldest; k < addresses; k++) {
      WriteBurst burst = ring.get(k);
      if (!burst.responded) {
        return burst.dataComplete && burst.dueCycle <= cycle + 1 ? k : -1;
      }
    }
    return -1;
  }

  private long chooseAny() {
    order.begin();
    for (long k = oldest; k < addresses; k++) {
      WriteBurst burst = ring.get(k);
      if (!burst.responded
          && order.isOldest(burst.id)
          && burst.dataComplete
          && burst.dueCycle <= cycle + 1) {
        order.candidate(k);
      }
    }
    return order.chosen();
  }

  private void driveReady(boolean awStalled, boolean wStalled) {
    boolean addressRoom =
        outstanding < timing.maxOutstandingWrites() && addresses - oldest < ring.slots() - 1;
    boolean dataRoom =
        dataBursts < addresses + timing.maxDataAhead() && dataBursts - oldest < ring.slots() - 1;
    awReady.set(awPattern.next(awStalled) & addressRoom);
    wReady.set(wPattern.next(wStalled) & dataRoom);
    bValid.set(offered != null);
  }
}
