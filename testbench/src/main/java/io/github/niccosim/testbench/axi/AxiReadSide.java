// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import io.github.niccosim.testbench.stream.DrivenBit;
import io.github.niccosim.testbench.stream.ReadyPattern;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Run the AR and R channels of an {@link AxiSlave}: one call per rising edge, no allocation. */
final class AxiReadSide {

  private final AxiBus.AddressChannel ar;
  private final AxiBus.ReadDataChannel r;
  private final AxiTarget target;
  private final AxiTiming timing;
  private final AxiStatistics statistics;
  private final RandomGenerator random;
  private final ErrorInjector errors;
  private final OldestPerId order;
  private final ReadyPattern.Sequence arPattern;
  private final ReadyPattern.Sequence rPattern;
  private final boolean reorder;
  private final int maxSize;
  private final BurstRing<ReadBurst> ring;
  private final DrivenBit arReady;
  private final DrivenBit rValid;

  private long cycle;
  private long oldest; // first burst that is not finished
  private long addresses; // AR handshakes
  private int outstanding;
  private boolean beatOffered;
  private int beatBytes;
  private @Nullable ReadBurst current; // burst of the beat on the bus, or to continue
  private boolean held;

  AxiReadSide(
      AxiBus bus,
      AxiTarget target,
      AxiTiming timing,
      AxiStatistics statistics,
      SeedSplitter seeds) {
    this.ar = bus.ar();
    this.r = bus.r();
    this.target = target;
    this.timing = timing;
    this.statistics = statistics;
    this.random = seeds.next();
    this.errors = new ErrorInjector(timing.errors(), seeds.next());
    this.order = new OldestPerId(seeds.next());
    this.arPattern = timing.arReady().start(seeds.next());
    this.rPattern = timing.rValid().start(seeds.next());
    this.reorder = timing.outOfOrder() || timing.interleave();
    int busBytes = bus.dataBytes();
    this.maxSize = Integer.numberOfTrailingZeros(busBytes);
    this.ring = new BurstRing<>(4 * timing.maxOutstandingReads(), () -> new ReadBurst(busBytes));
    this.arReady = new DrivenBit(ar.ready());
    this.rValid = new DrivenBit(r.valid());
  }

  void onEdge(long now) {
    cycle = now;
    boolean arStalled = sampleAddress();
    boolean moved = sampleBeat();
    boolean willing = rPattern.next(!moved);
    if (!beatOffered && outstanding > 0 && willing && !held) {
      offer();
    }
    driveReady(arStalled);
  }

  /** Drop everything and drive the channels idle. */
  void reset() {
    oldest = 0;
    addresses = 0;
    outstanding = 0;
    current = null;
    beatOffered = false;
    arReady.set(false);
    rValid.set(false);
  }

  int outstanding() {
    return outstanding;
  }

  boolean isIdle() {
    return outstanding == 0;
  }

  void hold(boolean on) {
    held = on;
  }

  private boolean sampleAddress() {
    if (!ar.valid().isHigh()) {
      return false;
    }
    if (!arReady.isHigh()) {
      statistics.ar().stall();
      return true;
    }
    statistics.ar().beat(cycle, 0);
    statistics.outstandingReads(++outstanding);
    ReadBurst burst = ring.get(addresses++);
    burst.sampleAddress(ar, maxSize, cycle);
    burst.dueCycle = cycle + Math.max(1, timing.readLatency().nextCycles(random));
    burst.begin(errors.decide(false, burst.firstAddress(), burst.lastAddress(), burst.user));
    if (timing.readSampling() == ReadSampling.AT_REQUEST && burst.burst != AxiBurst.FIXED) {
      burst.sample(target);
    }
    return false;
  }

  private boolean sampleBeat() {
    ReadBurst burst = current;
    if (!beatOffered || burst == null) {
      return false;
    }
    if (!r.ready().isHigh()) {
      statistics.r().stall();
      return false;
    }
    statistics.r().beat(cycle, beatBytes);
    beatOffered = false;
    if (burst.offered > burst.len) {
      finish(burst);
    }
    return true;
  }

  private void finish(ReadBurst burst) {
    statistics.readLatency().record(cycle - burst.addressCycle);
    burst.finished = true;
    outstanding--;
    current = null;
    while (oldest < addresses && ring.get(oldest).finished) {
      oldest++;
    }
  }

  private void offer() {
    ReadBurst burst = current;
    if (burst == null || timing.interleave()) {
      long chosen = reorder ? chooseAny() : chooseOldest();
      if (chosen < 0) {
        return;
      }
      burst = ring.get(chosen);
      current = burst;
    }
    burst.sample(target);
    AxiResp resp = burst.beatResp();
    if (resp.isError()) {
      statistics.errorResponse();
    }
    byte[] array = burst.beatArray();
    r.data().setBytes(array, burst.beatOffset(array));
    AxiBus.drive(r.id(), burst.id);
    AxiBus.drive(r.resp(), resp.code());
    AxiBus.drive(r.last(), burst.offered == burst.len ? 1 : 0);
    beatBytes = burst.beatBytes();
    burst.offered++;
    beatOffered = true;
  }

  private long chooseOldest() {
    return oldest < addresses && ring.get(oldest).dueCycle <= cycle + 1 ? oldest : -1;
  }

  private long chooseAny() {
    order.begin();
    for (long k = oldest; k < addresses; k++) {
      ReadBurst burst = ring.get(k);
      if (!burst.finished && order.isOldest(burst.id) && burst.dueCycle <= cycle + 1) {
        order.candidate(k);
      }
    }
    return order.chosen();
  }

  private void driveReady(boolean arStalled) {
    boolean room = outstanding < timing.maxOutstandingReads() && addresses - oldest < ring.slots();
    arReady.set(arPattern.next(arStalled) & room);
    rValid.set(beatOffered);
  }
}
