// SPDX-License-Identifier: Apache-2.0
/**
 * Drive, answer and watch APB ports (IHI 0024): APB2 to APB4, with wait states, errors, strobes and
 * protection.
 *
 * <p>Place in the flow: beside {@code testbench.axi}, for designs whose registers hang on APB.
 * {@link io.github.niccosim.testbench.apb.ApbMaster} is driver software, {@link
 * io.github.niccosim.testbench.apb.ApbSlave} answers a design's master port from the same {@link
 * io.github.niccosim.testbench.axi.AxiTarget} as an AXI slave, {@link
 * io.github.niccosim.testbench.apb.ApbMonitor} only looks.
 *
 * <p>Who owns what: a transfer belongs to the master until PREADY; the target sees a write in the
 * cycle before PREADY rises.
 *
 * <p>Threads: everything runs on the simulation's thread, as callbacks of the rising edge: values
 * before the edge are seen, what is driven appears after it. Master calls block their task.
 *
 * <p>Units: byte addresses, wait states in clock cycles, time in picoseconds; data of 8, 16 or 32
 * bits in a long.
 *
 * <p>Throws: {@code BusException} when a port cannot be attached, {@link
 * io.github.niccosim.testbench.apb.ApbException} for a refused or unanswered transfer, {@link
 * io.github.niccosim.testbench.apb.ApbProtocolException} for a broken {@link
 * io.github.niccosim.testbench.apb.ApbRule}, named after its section.
 */
@NullMarked
package io.github.niccosim.testbench.apb;

import org.jspecify.annotations.NullMarked;
