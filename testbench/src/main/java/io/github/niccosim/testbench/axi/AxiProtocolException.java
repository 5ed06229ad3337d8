// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

/** Stop a simulation at the first broken AXI rule. */
public final class AxiProtocolException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient AxiViolation violation;

  AxiProtocolException(AxiViolation violation) {
    super(violation.message());
    this.violation = violation;
  }

  /**
   * Return the broken rule with its values.
   *
   * @return the violation that the message is made of
   */
  public AxiViolation violation() {
    return violation;
  }
}
