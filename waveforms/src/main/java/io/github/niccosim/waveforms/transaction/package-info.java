// SPDX-License-Identifier: Apache-2.0
/**
 * Describe what happened between two times: descriptors, bursts, frames, and the stages they pass.
 *
 * <p>Place in the flow: the test bench records stages in a {@link
 * io.github.niccosim.waveforms.transaction.DescriptorLog}, decoders of a trace fill a {@link
 * io.github.niccosim.waveforms.transaction.TransactionLog} directly; from there transactions go to
 * FTR files (Surfer, SCViewer), Perfetto files, the lanes of the HTML viewer, and latency figures.
 *
 * <p>Ownership: a log owns what was added to it; records it returns are immutable.
 *
 * <p>Threads: a log belongs to the thread that fills it; hand it on only when it is complete.
 *
 * <p>Units: times are picoseconds of simulated time, named {@code …Ps}. Nothing here reads a clock
 * or a random number: the same events give the same bytes.
 *
 * <p>Errors: times that run backwards and events without a descriptor are kept and reported by
 * {@link io.github.niccosim.waveforms.transaction.DescriptorLog#violations()}, because they are
 * what one looks for; wrong arguments are an {@link IllegalArgumentException}.
 *
 * <p>Counterparts: FTR as of LWTR4SC, Perfetto's JSON trace event format.
 */
@NullMarked
package io.github.niccosim.waveforms.transaction;

import org.jspecify.annotations.NullMarked;
