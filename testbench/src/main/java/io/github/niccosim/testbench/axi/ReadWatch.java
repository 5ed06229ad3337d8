// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import io.github.niccosim.bridge.Signal;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** Sample AR and R at each edge and feed the rules. */
final class ReadWatch {

  private final ViolationLog log;
  private final AxiBus.AddressChannel ar;
  private final AxiBus.ReadDataChannel r;
  private final HandshakeWatch arWatch;
  private final HandshakeWatch rWatch;
  private final AddressRules addressRules;
  private final ReadRules rules;
  private final @Nullable LongPredicate legalUser;
  private final int maxSize;

  ReadWatch(ViolationLog log, AxiBus bus, AxiProtocolChecker.Options options) {
    this.log = log;
    this.ar = bus.ar();
    this.r = bus.r();
    this.arWatch =
        new HandshakeWatch(
            log,
            AxiRule.AR_VALID_HELD,
            AxiRule.AR_STABLE,
            ar.valid(),
            ar.ready(),
            ar.addr(),
            ar.id(),
            ar.len(),
            ar.size(),
            ar.burst(),
            ar.lock(),
            ar.cache(),
            ar.prot(),
            ar.qos(),
            ar.region(),
            ar.user());
    this.rWatch =
        new HandshakeWatch(
            log,
            AxiRule.R_VALID_HELD,
            AxiRule.R_STABLE,
            r.valid(),
            r.ready(),
            r.data(),
            r.id(),
            r.resp(),
            r.last());
    this.addressRules = new AddressRules(log, bus.dataBytes(), false);
    this.rules = new ReadRules(log, options.maxOutstandingReads());
    this.legalUser = options.legalUser();
    this.maxSize = Integer.numberOfTrailingZeros(bus.dataBytes());
  }

  void onEdge() {
    arWatch.sample();
    if (arWatch.isFirstOffer() || arWatch.isHandshake()) {
      onAddress();
    }
    rWatch.sample();
    if (rWatch.isFirstOffer()) {
      Signal last = r.last();
      rules.beat(
          AxiBus.read(r.id(), 0),
          AxiResp.ofCode(AxiBus.read(r.resp(), 0)),
          last == null || last.isHigh());
    }
  }

  void inReset(boolean checked) {
    arWatch.sampleInReset(checked);
    rWatch.sampleInReset(checked);
    rules.reset();
  }

  int outstanding() {
    return rules.outstanding();
  }

  private void onAddress() {
    long id = AxiBus.read(ar.id(), 0);
    long addr = ar.addr().get();
    int len = (int) AxiBus.read(ar.len(), 0);
    int size = (int) AxiBus.read(ar.size(), maxSize);
    int burst = (int) AxiBus.read(ar.burst(), AxiBurst.INCR);
    if (arWatch.isFirstOffer()) {
      addressRules.check(id, addr, len, size, burst);
      LongPredicate legal = legalUser;
      long user = AxiBus.read(ar.user(), 0);
      if (legal != null && !legal.test(user)) {
        log.report(AxiRule.AR_USER, "aruser", "user=0x%x addr=0x%x".formatted(user, addr));
      }
    }
    if (arWatch.isHandshake()) {
      rules.address(id, addr, len, AxiBus.read(ar.lock(), 0) != 0);
    }
  }
}
