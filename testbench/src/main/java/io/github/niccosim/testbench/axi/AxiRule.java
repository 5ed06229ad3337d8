// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

/**
 * Name the rules an {@link AxiProtocolChecker} holds a port to, each with the section of the AMBA
 * AXI specification (IHI 0022) it comes from.
 */
public enum AxiRule {
  /** Every VALID is low while the port is in reset, from the second reset edge on. */
  RESET_VALID("A3.1.2", "VALID low during reset"),

  /** AWVALID stays high until AWREADY. */
  AW_VALID_HELD("A3.2.1", "VALID held until READY"),
  /** WVALID stays high until WREADY. */
  W_VALID_HELD("A3.2.1", "VALID held until READY"),
  /** BVALID stays high until BREADY. */
  B_VALID_HELD("A3.2.1", "VALID held until READY"),
  /** ARVALID stays high until ARREADY. */
  AR_VALID_HELD("A3.2.1", "VALID held until READY"),
  /** RVALID stays high until RREADY. */
  R_VALID_HELD("A3.2.1", "VALID held until READY"),

  /** AW payload does not change while AWVALID waits. */
  AW_STABLE("A3.2.1", "payload stable until READY"),
  /** W payload, strobes included, does not change while WVALID waits. */
  W_STABLE("A3.2.1", "payload stable until READY"),
  /** B payload does not change while BVALID waits. */
  B_STABLE("A3.2.1", "payload stable until READY"),
  /** AR payload does not change while ARVALID waits. */
  AR_STABLE("A3.2.1", "payload stable until READY"),
  /** R payload does not change while RVALID waits. */
  R_STABLE("A3.2.1", "payload stable until READY"),

  /** A write burst stays inside one 4 KiB block. */
  AW_BOUNDARY("A3.4.1", "burst inside one 4096-byte block"),
  /** A read burst stays inside one 4 KiB block. */
  AR_BOUNDARY("A3.4.1", "burst inside one 4096-byte block"),
  /** AWSIZE is not wider than the data bus. */
  AW_SIZE("A3.4.1", "transfer not wider than the data bus"),
  /** ARSIZE is not wider than the data bus. */
  AR_SIZE("A3.4.1", "transfer not wider than the data bus"),
  /** AWBURST is not the reserved code. */
  AW_BURST("A3.4.1", "FIXED, INCR or WRAP"),
  /** ARBURST is not the reserved code. */
  AR_BURST("A3.4.1", "FIXED, INCR or WRAP"),
  /** A wrapping write burst has 2, 4, 8 or 16 beats. */
  AW_WRAP_LENGTH("A3.4.1", "2, 4, 8 or 16 beats in a WRAP burst"),
  /** A wrapping read burst has 2, 4, 8 or 16 beats. */
  AR_WRAP_LENGTH("A3.4.1", "2, 4, 8 or 16 beats in a WRAP burst"),
  /** A wrapping write burst begins at a multiple of its transfer size. */
  AW_WRAP_ALIGN("A3.4.1", "WRAP address aligned to the transfer size"),
  /** A wrapping read burst begins at a multiple of its transfer size. */
  AR_WRAP_ALIGN("A3.4.1", "WRAP address aligned to the transfer size"),
  /** A fixed write burst has at most 16 beats. */
  AW_FIXED_LENGTH("A3.4.1", "at most 16 beats in a FIXED burst"),
  /** A fixed read burst has at most 16 beats. */
  AR_FIXED_LENGTH("A3.4.1", "at most 16 beats in a FIXED burst"),

  /** WLAST does not come before beat AWLEN+1. */
  W_LAST_EARLY("A3.4.1", "WLAST with beat AWLEN+1"),
  /** WLAST does not come after beat AWLEN+1. */
  W_LAST_LATE("A3.4.1", "WLAST with beat AWLEN+1"),
  /** WSTRB is set only for byte lanes that the beat may use. */
  W_STRB("A3.4.3", "strobes inside the byte lanes of the beat"),

  /** A write response answers a write burst whose address was accepted. */
  B_UNREQUESTED("A3.3.1", "an accepted AW with this ID"),
  /** A write response comes after the last data beat was accepted. */
  B_BEFORE_DATA("A3.3.1", "WLAST accepted before BVALID"),
  /** EXOKAY answers only an exclusive write. */
  B_EXOKAY("A7.2.3", "EXOKAY only for an exclusive access"),
  /** A read beat answers a read burst whose address was accepted. */
  R_UNREQUESTED("A3.3.1", "an accepted AR with this ID"),
  /** RLAST does not come before beat ARLEN+1. */
  R_LAST_EARLY("A3.4.1", "RLAST with beat ARLEN+1"),
  /** RLAST comes with beat ARLEN+1. */
  R_LAST_LATE("A3.4.1", "RLAST with beat ARLEN+1"),
  /** EXOKAY answers only an exclusive read. */
  R_EXOKAY("A7.2.3", "EXOKAY only for an exclusive access"),

  /** AWUSER has a value the test declared legal. */
  AW_USER("A8.3", "a user value the test declared legal"),
  /** ARUSER has a value the test declared legal. */
  AR_USER("A8.3", "a user value the test declared legal"),
  /** Write bursts in flight stay within the limit the test declared. */
  AW_OUTSTANDING("A5.1", "bursts in flight within the declared limit"),
  /** Read bursts in flight stay within the limit the test declared. */
  AR_OUTSTANDING("A5.1", "bursts in flight within the declared limit"),
  /** Every burst has been answered when the test says that the port is idle. */
  UNANSWERED("A3.4.4", "every burst answered");

  private final String section;
  private final String legal;

  AxiRule(String section, String legal) {
    this.section = section;
    this.legal = legal;
  }

  /**
   * Return where the rule comes from.
   *
   * @return section of IHI 0022, such as {@code A3.4.1}
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
