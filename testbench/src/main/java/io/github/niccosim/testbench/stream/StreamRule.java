// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.stream;

/** Name the rules that stream monitors and sinks hold a port to (IHI 0051, AMBA AXI-Stream). */
public enum StreamRule {
  /** TVALID stays high until TREADY. */
  TVALID_HELD("2.2.1", "TVALID held until TREADY"),
  /** Data, keep, last and user do not change while TVALID waits. */
  STABLE("2.2.1", "payload stable until TREADY"),
  /** Kept bytes of a beat are contiguous from lane 0; not asked for with null bytes allowed. */
  TKEEP_HOLE("2.4", "kept bytes contiguous from lane 0"),
  /** Every beat but the last of a frame is full; not asked for with null bytes allowed. */
  TKEEP_PARTIAL("2.4", "every beat full but the last"),
  /** TSTRB is low where TKEEP is: the combination is reserved. */
  TSTRB_RESERVED("2.4.3", "TSTRB low for bytes that TKEEP excludes"),
  /** TID and TDEST do not change inside a frame; not asked for with interleaving allowed. */
  ROUTE_CHANGED("2.6", "one TID and TDEST in a frame"),
  /** A frame has at least one byte. */
  FRAME_EMPTY("2.4", "at least one byte in a frame");

  private final String section;
  private final String legal;

  StreamRule(String section, String legal) {
    this.section = section;
    this.legal = legal;
  }

  /**
   * Return where the rule comes from.
   *
   * @return section of IHI 0051
   */
  public String section() {
    return section;
  }

  /**
   * Return what the rule asks for.
   *
   * @return the legal behaviour in a few words
   */
  public String legal() {
    return legal;
  }
}
