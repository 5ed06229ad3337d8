// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

/**
 * Name the ports of a NIC's top level; signals of a bus may carry a suffix {@code _i} or {@code
 * _o}.
 *
 * @param clock clock input
 * @param reset reset input, active low
 * @param memory prefix of the AXI4 master
 * @param registers prefix of the AXI4-Lite slave
 * @param receive prefix of the AXI-Stream input from the MAC
 * @param transmit prefix of the AXI-Stream output to the MAC; not looked for without transmit side
 * @param interrupts interrupt output, one bit per line
 */
public record NicPorts(
    String clock,
    String reset,
    String memory,
    String registers,
    String receive,
    String transmit,
    String interrupts) {

  /** Return the names of {@code nicdma_top}. */
  public static NicPorts standard() {
    return new NicPorts("clk_i", "rst_ni", "m_axi", "s_axil", "s_axis_rx", "m_axis_tx", "irq_o");
  }
}
