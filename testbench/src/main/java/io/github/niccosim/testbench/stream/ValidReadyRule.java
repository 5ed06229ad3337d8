// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.stream;

/**
 * Name the rules of a plain valid/ready channel. They are those that AMBA asks of every such
 * channel (IHI 0022 A3.2.1, IHI 0051 2.2.1).
 */
public enum ValidReadyRule {
  /** Valid stays high until ready. */
  VALID_HELD("A3.2.1", "valid held until ready"),
  /** The payload does not change while valid waits. */
  STABLE("A3.2.1", "payload stable until ready"),
  /** Valid is low in reset, from its second edge on. */
  RESET_VALID("A3.1.2", "valid low during reset");

  private final String section;
  private final String legal;

  ValidReadyRule(String section, String legal) {
    this.section = section;
    this.legal = legal;
  }

  /** Return the section of IHI 0022 with the same rule. */
  public String section() {
    return section;
  }

  /** Return the legal behaviour in a few words. */
  public String legal() {
    return legal;
  }
}
