// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

/** Hold the payload of one AW or AR beat to the rules of IHI 0022 A3.4.1. Knows no signals. */
final class AddressRules {

  private final ViolationLog log;
  private final int busBytes;
  private final String channel;
  private final boolean write;

  AddressRules(ViolationLog log, int busBytes, boolean write) {
    this.log = log;
    this.busBytes = busBytes;
    this.write = write;
    this.channel = write ? "aw" : "ar";
  }

  /** Check a request that is offered for the first time. */
  void check(long id, long addr, int len, int size, int burst) {
    if (1 << size > busBytes) {
      report(AxiRule.AW_SIZE, AxiRule.AR_SIZE, "size", id, addr, len, size, burst);
    }
    if (burst == AxiBurst.RESERVED) {
      report(AxiRule.AW_BURST, AxiRule.AR_BURST, "burst", id, addr, len, size, burst);
    }
    if (burst == AxiBurst.WRAP) {
      checkWrap(id, addr, len, size, burst);
    } else if (AxiBurst.crossesBoundary(addr, len, size, burst)) {
      report(AxiRule.AW_BOUNDARY, AxiRule.AR_BOUNDARY, "addr", id, addr, len, size, burst);
    }
    if (burst == AxiBurst.FIXED && len > 15) {
      report(AxiRule.AW_FIXED_LENGTH, AxiRule.AR_FIXED_LENGTH, "len", id, addr, len, size, burst);
    }
  }

  private void checkWrap(long id, long addr, int len, int size, int burst) {
    if (len != 1 && len != 3 && len != 7 && len != 15) {
      report(AxiRule.AW_WRAP_LENGTH, AxiRule.AR_WRAP_LENGTH, "len", id, addr, len, size, burst);
    }
    if (AxiBurst.align(addr, 1 << size) != addr) {
      report(AxiRule.AW_WRAP_ALIGN, AxiRule.AR_WRAP_ALIGN, "addr", id, addr, len, size, burst);
    }
  }

  private void report(
      AxiRule writeRule,
      AxiRule readRule,
      String signal,
      long id,
      long addr,
      int len,
      int size,
      int burst) {
    log.report(
        write ? writeRule : readRule,
        channel + signal,
        "addr=0x%x id=%d len=%d size=%d burst=%s"
            .formatted(addr, id, len, size, AxiBurst.burstName(burst)));
  }
}
