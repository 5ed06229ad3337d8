// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.stream;

/** Stop a simulation at a broken AXI-Stream rule. */
public final class StreamProtocolException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final StreamRule rule;

  StreamProtocolException(StreamRule rule, String signal, long cycle, long timePs, String values) {
    super(
        ("axi-stream rule broken: rule=%s signal=%s cycle=%d timePs=%d %s"
                + " (expected: %s | spec: IHI 0051 %s)")
            .formatted(rule, signal, cycle, timePs, values, rule.legal(), rule.section()));
    this.rule = rule;
  }

  /**
   * Return the broken rule.
   *
   * @return the rule
   */
  public StreamRule rule() {
    return rule;
  }
}
