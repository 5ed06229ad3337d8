// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.stream;

/** Stop a simulation at a broken rule of a valid/ready channel. */
public final class ValidReadyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ValidReadyRule rule;

  ValidReadyException(ValidReadyRule rule, String bus, long cycle, long timePs, String values) {
    super(
        ("valid-ready rule broken: rule=%s bus=%s cycle=%d timePs=%d %s"
                + " (expected: %s | spec: as IHI 0022 %s)")
            .formatted(rule, bus, cycle, timePs, values, rule.legal(), rule.section()));
    this.rule = rule;
  }

  /** Return the broken rule. */
  public ValidReadyRule rule() {
    return rule;
  }
}
