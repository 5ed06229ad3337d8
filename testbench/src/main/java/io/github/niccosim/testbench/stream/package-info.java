// SPDX-License-Identifier: Apache-2.0
/**
 * Send frames into AXI4-Stream inputs, take them from outputs, watch both; and what every
 * valid/ready bus model shares: ready patterns, channel counters, latency histogram, port lookup.
 *
 * <p><b>Place in the flow.</b> First station of the receive road: traffic makes {@link
 * io.github.niccosim.testbench.stream.StreamFrame}s, {@link
 * io.github.niccosim.testbench.stream.AxiStreamSource} puts them on the design's input at the pace
 * of a wire. {@link io.github.niccosim.testbench.stream.AxiStreamSink} is the last station of the
 * transmit road. {@link io.github.niccosim.testbench.stream.ValidReadySource} and its sink serve
 * channels that are no AXI4-Stream.
 *
 * <p><b>Who owns what.</b> The bytes of a frame belong to the source from {@code send} on and must
 * not change; a received frame belongs to its consumer.
 *
 * <p><b>Threads.</b> Everything runs on the simulation's thread, as callbacks of the rising edge:
 * values before the edge are seen, what is driven appears after it. Methods that wait ({@code
 * awaitIdle}, {@code receive}) block the calling task only.
 *
 * <p><b>Units.</b> Time in picoseconds, rates in bits per second, lengths in bytes without FCS,
 * byte 0 first on the wire and on TDATA bits 7:0.
 *
 * <p><b>Pacing.</b> {@link io.github.niccosim.testbench.stream.WirePacer} keeps the fraction of a
 * picosecond as an integer: the millionth frame begins where arithmetic with fractions puts it.
 *
 * <p><b>Errors.</b> {@code BusException} when a port cannot be attached or a frame does not fit it,
 * {@code StreamProtocolException} for a broken rule of IHI 0051.
 *
 * <p><b>Cost.</b> No allocation per cycle, one object per frame; an idle stream costs one read. RTL
 * counterpart: the MAC side of {@code nicdma_rx_buf}.
 */
@NullMarked
package io.github.niccosim.testbench.stream;

import org.jspecify.annotations.NullMarked;
