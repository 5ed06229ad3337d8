// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.apb;

/** Name the rules an {@link ApbMonitor} holds a port to, with their section of IHI 0024. */
public enum ApbRule {
  /** PENABLE is low while PSEL is. */
  ENABLE_WITHOUT_SELECT("4.1", "PENABLE low without PSEL"),
  /** A transfer begins with a setup cycle: PSEL high, PENABLE low. */
  ENABLE_WITHOUT_SETUP("4.1", "a setup cycle before PENABLE"),
  /** The setup phase lasts one cycle. */
  SETUP_TOO_LONG("4.1", "PENABLE in the cycle after setup"),
  /** PSEL stays high until PREADY. */
  SELECT_HELD("4.1", "PSEL held until PREADY"),
  /** PENABLE stays high until PREADY. */
  ENABLE_HELD("4.1", "PENABLE held until PREADY"),
  /** Address, direction and protection do not change during a transfer. */
  CONTROL_STABLE("4.1", "PADDR, PWRITE and PPROT stable until PREADY"),
  /** Write data and strobes do not change during a write. */
  DATA_STABLE("4.1", "PWDATA and PSTRB stable until PREADY"),
  /** Strobes are low in a read. */
  READ_STROBES("3.2", "PSTRB low in a read"),
  /** Every transfer is complete when the test says that the port is idle. */
  UNANSWERED("3.1", "every transfer complete");

  private final String section;
  private final String legal;

  ApbRule(String section, String legal) {
    this.section = section;
    this.legal = legal;
  }

  /** Return the section of IHI 0024, such as {@code 4.1}. */
  public String section() {
    return section;
  }

  /** Return the legal behaviour in a few words. */
  public String legal() {
    return legal;
  }
}
