// SPDX-License-Identifier: Apache-2.0
/**
 * Hold what the readers of all formats share: checked bytes, numbers, chains and the heap budget.
 *
 * <p>Place in the flow: {@code fst} and {@code vcd} turn a file into a {@link
 * io.github.niccosim.waveforms.internal.TraceSource}; {@code Waveform} is the only user of it.
 *
 * <p>A trace file is not trusted. Every length passes {@link
 * io.github.niccosim.waveforms.internal.HeapBudget}, every access {@link
 * io.github.niccosim.waveforms.internal.TraceBytes} or {@link
 * io.github.niccosim.waveforms.internal.ByteCursor}; both end in a {@code WaveformException} with
 * the offset. No reader recurses, and every loop consumes input.
 *
 * <p>Not for use outside this module.
 */
@NullMarked
package io.github.niccosim.waveforms.internal;

import org.jspecify.annotations.NullMarked;
