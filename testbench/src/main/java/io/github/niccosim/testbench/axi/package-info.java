// SPDX-License-Identifier: Apache-2.0
/**
 * Answer and drive the AXI4 and AXI4-Lite ports of a design, and hold them to the specification.
 *
 * <p><b>Place in the flow.</b> {@link io.github.niccosim.testbench.axi.AxiSlave} takes the design's
 * DMA bursts from its master port and hands their bytes to an {@link
 * io.github.niccosim.testbench.axi.AxiTarget}, normally the host memory of a pool. {@link
 * io.github.niccosim.testbench.axi.AxiLiteMaster} is how driver software reaches registers, {@link
 * io.github.niccosim.testbench.axi.AxiMaster} how anything reaches memory behind a slave port.
 * {@link io.github.niccosim.testbench.axi.AxiProtocolChecker} and {@link
 * io.github.niccosim.testbench.axi.AxiMonitor} only look.
 *
 * <p><b>Who owns what.</b> A write burst belongs to the slave until its response is issued; only
 * then (unless {@link io.github.niccosim.testbench.axi.WriteVisibility} says otherwise) does the
 * target see the bytes. A read burst takes its bytes when the first beat is put on the bus. Arrays
 * passed to a target are lent for the call.
 *
 * <p><b>Threads.</b> Everything runs on the simulation's thread. The slave and the checker are
 * callbacks of the rising edge: they see the values before the edge and what they drive appears
 * after it, as a clocked process in RTL. The Lite master may be called from any task and blocks it.
 *
 * <p><b>Units.</b> Latency in clock cycles, time in picoseconds, addresses unsigned in a long, data
 * as bytes with the lowest address first. One beat carries {@code dataBytes} bytes, lane 0 on bits
 * 7:0.
 *
 * <p><b>Naming.</b> AW, W, B, AR, R are the channels of IHI 0022; len and size are the encoded
 * fields (beats minus one, log2 of bytes).
 *
 * <p><b>Errors.</b> {@code BusException} when a port cannot be attached, {@code
 * AxiProtocolException} for a broken rule, {@code AxiLiteException} for a refused or unanswered
 * register access, {@code AxiAccessException} for a burst. An error of the target is not an
 * exception: it becomes the response.
 *
 * <p><b>Cost.</b> No allocation per cycle; an idle port costs one read per VALID. RTL counterpart:
 * the far end of {@code nicdma_dma_wr}, {@code nicdma_dma_rd} and {@code nicdma_axil_regs}.
 */
@NullMarked
package io.github.niccosim.testbench.axi;

import org.jspecify.annotations.NullMarked;
