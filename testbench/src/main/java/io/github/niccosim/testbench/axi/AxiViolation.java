// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

/**
 * Describe one broken rule.
 *
 * @param rule the rule
 * @param bus prefix of the port
 * @param cycle rising edges since the checker was attached, 1 for the first
 * @param timePs simulated time of the edge, in ps
 * @param signal signal that shows it, such as {@code m_axi_awaddr}
 * @param message full sentence with all values
 */
public record AxiViolation(
    AxiRule rule, String bus, long cycle, long timePs, String signal, String message) {

  @Override
  public String toString() {
    return message;
  }
}
