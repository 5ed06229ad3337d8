// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import io.github.niccosim.bridge.Signal;
import io.github.niccosim.testbench.stream.DrivenBit;
import io.github.niccosim.testbench.stream.ReadyPattern;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Run the AW, W and B channels of an {@link AxiMaster}: one call per rising edge. */
final class AxiMasterWrite {
  private final AxiBus.WriteDataChannel w;
  private final AxiBus.WriteResponseChannel b;
  private final AxiMasterOptions options;
  private final AxiStatistics statistics;
  private final ViolationLog log;
  private final LongSupplier timePs;
  private final AddressDriver address;
  private final DrivenBit wValid;
  private final DrivenBit bReady;
  private final ReadyPattern.Sequence wPattern;
  private final ReadyPattern.Sequence bPattern;
  private final PendingById inFlight = new PendingById();
  private final ArrayDeque<AxiTransfer> dataQueue = new ArrayDeque<>();
  private final int busBytes;
  private final byte[] lanes;
  private final long[] strobes;
  private int offeredBytes;

  AxiMasterWrite(
      AxiBus bus,
      AxiMasterOptions options,
      AxiStatistics statistics,
      ViolationLog log,
      SeedSplitter seeds) {
    this.w = bus.w();
    this.b = bus.b();
    this.options = options;
    this.statistics = statistics;
    this.log = log;
    this.timePs = bus.sim()::timePs;
    this.address = new AddressDriver(bus.aw(), options.aw().start(seeds.next()), statistics.aw());
    this.wPattern = options.w().start(seeds.next());
    this.bPattern = options.b().start(seeds.next());
    this.wValid = new DrivenBit(w.valid());
    this.bReady = new DrivenBit(b.ready());
    this.busBytes = bus.dataBytes();
    this.lanes = new byte[busBytes];
    this.strobes = new long[WriteBurst.strobeWords(busBytes)];
  }

  void issue(AxiTransfer transfer) {
    address.add(transfer);
    if (options.dataFirst()) {
      dataQueue.addLast(transfer);
    }
  }

  int outstanding() {
    return inFlight.size();
  }

  boolean isIdle() {
    return inFlight.size() == 0 && address.isIdle() && dataQueue.isEmpty();
  }

  void onEdge(long cycle) {
    sampleResponse(cycle);
    AxiTransfer offered = address.onEdge(cycle, inFlight.size() < options.maxOutstandingWrites());
    if (offered != null) {
      inFlight.add(offered);
      statistics.outstandingWrites(inFlight.size());
      if (!options.dataFirst()) {
        dataQueue.addLast(offered);
      }
    }
    moveData(cycle);
    bReady.set(bPattern.next(b.valid().isHigh() && !bReady.isHigh()));
  }

  void reset() {
    address.reset();
    wValid.set(false);
    bReady.set(false);
    inFlight.abort(timePs.getAsLong());
    dataQueue.clear(); // that of dropped bursts, and that sent ahead of a request that waits
    if (options.dataFirst()) {
      for (AxiTransfer waiting : address.waiting()) {
        waiting.beats = 0;
        waiting.bytes = 0;
        dataQueue.addLast(waiting);
      }
    }
  }

  private void sampleResponse(long cycle) {
    if (!b.valid().isHigh() || !bReady.isHigh()) {
      if (b.valid().isHigh()) {
        statistics.b().stall();
      }
      return;
    }
    statistics.b().beat(cycle, 0);
    long id = AxiBus.read(b.id(), 0);
    AxiTransfer transfer = inFlight.oldest(id);
    if (transfer == null || !transfer.addressed) {
      log.report(AxiRule.B_UNREQUESTED, "bid", "id=%d outstanding=%d".formatted(id, outstanding()));
      return;
    }
    if (transfer.beats <= transfer.request().len()) {
      log.report(
          AxiRule.B_BEFORE_DATA,
          "bvalid",
          "id=%d beats=%d %s".formatted(id, transfer.beats, transfer.request()));
    }
    transfer.answered(AxiResp.ofCode(AxiBus.read(b.resp(), 0)));
    if (transfer.resp().isError()) {
      statistics.errorResponse();
    }
    statistics.writeLatency().record(cycle - transfer.addressCycle);
    inFlight.remove(transfer);
    transfer.finish(timePs.getAsLong());
  }

  private void moveData(long cycle) {
    boolean stalled = wValid.isHigh() && !w.ready().isHigh();
    boolean willing = wPattern.next(stalled);
    if (stalled) {
      statistics.w().stall();
      return;
    }
    if (wValid.isHigh()) {
      statistics.w().beat(cycle, offeredBytes);
      takeBeat();
    }
    AxiTransfer next = willing ? dataQueue.peekFirst() : null;
    if (next != null) {
      offerBeat(next);
    }
    wValid.set(next != null);
  }

  private void takeBeat() {
    AxiTransfer current = dataQueue.peekFirst();
    if (current != null && ++current.beats > current.request().len()) {
      dataQueue.pollFirst();
    }
  }

  private void offerBeat(AxiTransfer transfer) {
    AxiRequest request = transfer.request();
    long beatAddr =
        AxiBurst.beatAddress(
            request.addr(), request.len(), request.size(), request.burst(), transfer.beats);
    int lower = AxiBurst.lowerLane(beatAddr, busBytes);
    int count = AxiBurst.upperLane(beatAddr, request.size(), busBytes) - lower + 1;
    int from = transfer.bytes;
    transfer.bytes += count;
    Arrays.fill(lanes, AxiSlave.POISON);
    System.arraycopy(transfer.data(), from, lanes, lower, count);
    w.data().setBytes(lanes, 0);
    driveStrobes(request.strobed(), from, lower, count);
    AxiBus.drive(w.last(), transfer.beats == request.len() ? 1 : 0);
    AxiBus.drive(w.user(), 0);
  }

  private void driveStrobes(byte @Nullable [] strobed, int from, int lower, int count) {
    Signal signal = w.strb();
    Arrays.fill(strobes, 0);
    offeredBytes = 0;
    for (int i = 0; i < count; i++) {
      if (strobed == null || strobed[from + i] != 0) {
        int lane = lower + i;
        strobes[lane / 64] |= 1L << (lane & 63);
        offeredBytes++;
      }
    }
    if (signal == null) {
      return;
    }
    if (strobes.length == 1) {
      signal.set(strobes[0]);
    } else {
      for (int i = 0; i < strobes.length; i++) {
        signal.setWord(i, strobes[i]);
      }
    }
  }
}
