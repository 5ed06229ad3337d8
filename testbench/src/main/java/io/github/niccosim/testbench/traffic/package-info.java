// SPDX-License-Identifier: Apache-2.0
/**
 * Make, read and write Ethernet frames: generated traffic, captures in, captures out, RSS.
 *
 * <p>First station of the flow: a {@link io.github.niccosim.testbench.traffic.FrameSource} feeds
 * the stream source of a simulation; {@link io.github.niccosim.testbench.traffic.PcapngWriter}
 * records what the driver delivered. {@link io.github.niccosim.testbench.traffic.Toeplitz} says,
 * without looking at the RTL, which queue a frame belongs to.
 *
 * <p>Ownership: a {@link io.github.niccosim.testbench.traffic.Frame} is immutable by contract; who
 * receives its array must not write to it. Readers and writers own their file until closed.
 *
 * <p>Threads: each object belongs to one thread at a time. Nothing here keeps global state.
 *
 * <p>Units: a <em>length</em> is the number of bytes on AXI-Stream: Ethernet header and payload,
 * <strong>without</strong> preamble, frame check sequence and inter-frame gap. So {@code --traffic
 * 64} means 64 bytes on AXI-Stream, 88 byte times on the wire. All header fields are big-endian as
 * on the wire; times are nanoseconds.
 *
 * <p>Errors: everything wrong with a capture file is a {@link
 * io.github.niccosim.testbench.traffic.CaptureException} that names file, byte offset and frame.
 *
 * <p>Counterparts: tcpdump's pcap and the pcapng draft (block types SHB, IDB, EPB, SPB, OPB); the
 * Microsoft RSS specification for the hash; {@code nicdma_rss.sv} computes the same hash in RTL.
 */
@NullMarked
package io.github.niccosim.testbench.traffic;

import org.jspecify.annotations.NullMarked;
