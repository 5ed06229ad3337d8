// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import io.github.niccosim.bridge.Signal;
import java.util.Arrays;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** Sample AW, W and B at each edge and feed the rules. */
final class WriteWatch {

  private final ViolationLog log;
  private final AxiBus.AddressChannel aw;
  private final AxiBus.WriteDataChannel w;
  private final AxiBus.WriteResponseChannel b;
  private final HandshakeWatch awWatch;
  private final HandshakeWatch wWatch;
  private final HandshakeWatch bWatch;
  private final AddressRules addressRules;
  private final WriteRules rules;
  private final @Nullable LongPredicate legalUser;
  private final int maxSize;
  private final long[] strobes;

  WriteWatch(ViolationLog log, AxiBus bus, AxiProtocolChecker.Options options) {
    this.log = log;
    this.aw = bus.aw();
    this.w = bus.w();
    this.b = bus.b();
    this.awWatch =
        new HandshakeWatch(
            log,
            AxiRule.AW_VALID_HELD,
            AxiRule.AW_STABLE,
            aw.valid(),
            aw.ready(),
            aw.addr(),
            aw.id(),
            aw.len(),
            aw.size(),
            aw.burst(),
            aw.lock(),
            aw.cache(),
            aw.prot(),
            aw.qos(),
            aw.region(),
            aw.user());
    this.wWatch =
        new HandshakeWatch(
            log,
            AxiRule.W_VALID_HELD,
            AxiRule.W_STABLE,
            w.valid(),
            w.ready(),
            w.data(),
            w.strb(),
            w.last(),
            w.user());
    this.bWatch =
        new HandshakeWatch(
            log, AxiRule.B_VALID_HELD, AxiRule.B_STABLE, b.valid(), b.ready(), b.id(), b.resp());
    this.addressRules = new AddressRules(log, bus.dataBytes(), true);
    this.rules = new WriteRules(log, bus.dataBytes(), options.maxOutstandingWrites());
    this.legalUser = options.legalUser();
    this.maxSize = Integer.numberOfTrailingZeros(bus.dataBytes());
    this.strobes = new long[WriteBurst.strobeWords(bus.dataBytes())];
  }

  void onEdge() {
    awWatch.sample();
    if (awWatch.isFirstOffer() || awWatch.isHandshake()) {
      onAddress();
    }
    wWatch.sample();
    if (wWatch.isHandshake()) {
      readStrobes();
      Signal last = w.last();
      rules.beat(strobes, last == null || last.isHigh());
    }
    bWatch.sample();
    if (bWatch.isFirstOffer()) {
      rules.response(AxiBus.read(b.id(), 0), AxiResp.ofCode(AxiBus.read(b.resp(), 0)));
    }
  }

  void inReset(boolean checked) {
    awWatch.sampleInReset(checked);
    wWatch.sampleInReset(checked);
    bWatch.sampleInReset(checked);
    rules.reset();
  }

  int outstanding() {
    return rules.outstanding();
  }

  boolean isIdle() {
    return rules.isIdle();
  }

  private void onAddress() {
    long id = AxiBus.read(aw.id(), 0);
    long addr = aw.addr().get();
    int len = (int) AxiBus.read(aw.len(), 0);
    int size = (int) AxiBus.read(aw.size(), maxSize);
    int burst = (int) AxiBus.read(aw.burst(), AxiBurst.INCR);
    if (awWatch.isFirstOffer()) {
      addressRules.check(id, addr, len, size, burst);
      LongPredicate legal = legalUser;
      long user = AxiBus.read(aw.user(), 0);
      if (legal != null && !legal.test(user)) {
        log.report(AxiRule.AW_USER, "awuser", "user=0x%x addr=0x%x".formatted(user, addr));
      }
    }
    if (awWatch.isHandshake()) {
      rules.address(id, addr, len, size, burst, AxiBus.read(aw.lock(), 0) != 0);
    }
  }

  private void readStrobes() {
    Signal strobe = w.strb();
    if (strobe == null) {
      Arrays.fill(strobes, 0); // nothing to check without strobes
      return;
    }
    for (int i = 0; i < strobes.length; i++) {
      strobes[i] = strobes.length == 1 ? strobe.get() : strobe.getWord(i);
    }
  }
}
