// SPDX-License-Identifier: Apache-2.0
/**
 * Decode AXI4 traffic of a trace: bursts, outstanding transactions, latencies, broken rules.
 *
 * <p>Place in the flow: reads a {@link io.github.niccosim.waveforms.Waveform}; bursts become
 * transactions for the HTML viewer, FTR and Perfetto.
 *
 * <p>Sampling: every signal is read just before the rising clock edge. Write data belong to write
 * addresses in order (AXI4 has no write interleaving, A5.3.3), responses to the oldest burst with
 * their identifier (A5.3). Units: ticks of the trace. Everything here is immutable.
 */
@NullMarked
package io.github.niccosim.waveforms.axi;

import org.jspecify.annotations.NullMarked;
