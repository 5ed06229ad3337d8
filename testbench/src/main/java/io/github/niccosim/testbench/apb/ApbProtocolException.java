// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.apb;

/** Stop a simulation at a broken APB rule. */
public final class ApbProtocolException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ApbRule rule;

  ApbProtocolException(ApbRule rule, String signal, long cycle, long timePs, String values) {
    super(
        ("apb rule broken: rule=%s signal=%s cycle=%d timePs=%d %s"
                + " (expected: %s | spec: IHI 0024 %s)")
            .formatted(rule, signal, cycle, timePs, values, rule.legal(), rule.section()));
    this.rule = rule;
  }

  /** Return the broken rule. */
  public ApbRule rule() {
    return rule;
  }
}
