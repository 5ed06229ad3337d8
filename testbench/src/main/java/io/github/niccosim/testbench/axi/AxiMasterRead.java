// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import io.github.niccosim.bridge.Signal;
import io.github.niccosim.testbench.stream.DrivenBit;
import io.github.niccosim.testbench.stream.ReadyPattern;
import java.util.function.LongSupplier;

/** Run the AR and R channels of an {@link AxiMaster}: one call per rising edge. */
final class AxiMasterRead {
  private final AxiBus.ReadDataChannel r;
  private final AxiMasterOptions options;
  private final AxiStatistics statistics;
  private final ViolationLog log;
  private final LongSupplier timePs;
  private final AddressDriver address;
  private final DrivenBit rReady;
  private final ReadyPattern.Sequence rPattern;
  private final PendingById inFlight = new PendingById();
  private final int busBytes;
  private final byte[] lanes;

  AxiMasterRead(
      AxiBus bus,
      AxiMasterOptions options,
      AxiStatistics statistics,
      ViolationLog log,
      SeedSplitter seeds) {
    this.r = bus.r();
    this.options = options;
    this.statistics = statistics;
    this.log = log;
    this.timePs = bus.sim()::timePs;
    this.address = new AddressDriver(bus.ar(), options.ar().start(seeds.next()), statistics.ar());
    this.rPattern = options.r().start(seeds.next());
    this.rReady = new DrivenBit(r.ready());
    this.busBytes = bus.dataBytes();
    this.lanes = new byte[busBytes];
  }

  void issue(AxiTransfer transfer) {
    address.add(transfer);
  }

  int outstanding() {
    return inFlight.size();
  }

  boolean isIdle() {
    return inFlight.size() == 0 && address.isIdle();
  }

  void onEdge(long cycle) {
    sampleBeat(cycle);
    AxiTransfer offered = address.onEdge(cycle, inFlight.size() < options.maxOutstandingReads());
    if (offered != null) {
      inFlight.add(offered);
      statistics.outstandingReads(inFlight.size());
    }
    rReady.set(rPattern.next(r.valid().isHigh() && !rReady.isHigh()));
  }

  void reset() {
    address.reset();
    rReady.set(false);
    inFlight.abort(timePs.getAsLong());
  }

  private void sampleBeat(long cycle) {
    if (!r.valid().isHigh()) {
      return;
    }
    if (!rReady.isHigh()) {
      statistics.r().stall();
      return;
    }
    long id = AxiBus.read(r.id(), 0);
    AxiTransfer transfer = inFlight.oldest(id);
    if (transfer == null || !transfer.addressed) {
      log.report(AxiRule.R_UNREQUESTED, "rid", "id=%d outstanding=%d".formatted(id, outstanding()));
      return;
    }
    statistics.r().beat(cycle, takeBytes(transfer));
    AxiResp resp = AxiResp.ofCode(AxiBus.read(r.resp(), 0));
    transfer.answered(resp);
    if (resp.isError()) {
      statistics.errorResponse();
    }
    boolean isLast = ++transfer.beats > transfer.request().len();
    checkLast(transfer, isLast);
    if (isLast) {
      statistics.readLatency().record(cycle - transfer.addressCycle);
      inFlight.remove(transfer);
      transfer.finish(timePs.getAsLong());
    }
  }

  private int takeBytes(AxiTransfer transfer) {
    AxiRequest request = transfer.request();
    long beatAddr =
        AxiBurst.beatAddress(
            request.addr(), request.len(), request.size(), request.burst(), transfer.beats);
    int lower = AxiBurst.lowerLane(beatAddr, busBytes);
    int count = AxiBurst.upperLane(beatAddr, request.size(), busBytes) - lower + 1;
    r.data().getBytes(lanes, 0);
    System.arraycopy(lanes, lower, transfer.data(), transfer.bytes, count);
    transfer.bytes += count;
    return count;
  }

  private void checkLast(AxiTransfer transfer, boolean expected) {
    Signal last = r.last();
    if (last != null && last.isHigh() != expected) {
      log.report(
          expected ? AxiRule.R_LAST_LATE : AxiRule.R_LAST_EARLY,
          "rlast",
          "beat=%d id=%d %s".formatted(transfer.beats - 1, transfer.id(), transfer.request()));
    }
  }
}
