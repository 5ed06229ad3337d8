// SPDX-License-Identifier: Apache-2.0
/**
 * Read, query and present the signal traces of a simulation.
 *
 * <p>Place in the flow: {@code bridge} writes FST files while a model runs; this package opens them
 * afterwards (or VCD and FST of any other simulator), answers questions about them, compares two
 * runs, draws a window as text, SVG or PNG for a failure report, and writes the files that open the
 * trace in GTKWave and Surfer. Packages below add a page with its own viewer ({@code html}), AXI
 * bursts ({@code axi}) and the life of descriptors ({@code transaction}). It depends on nothing but
 * the JDK.
 *
 * <p>Ownership: a {@link io.github.niccosim.waveforms.Waveform} owns its open file until {@code
 * close()}; variables, histories and query results are plain immutable objects and stay valid after
 * it. A file must not be rewritten while it is open; a file that only grows may be.
 *
 * <p>Threads: an open trace, its hierarchy and its histories may be used from several threads.
 * Builders ({@code GtkwFile}, {@code HistoryBuilder}, {@code Hierarchy.Builder}) may not.
 *
 * <p>Units: times are {@code long} in timescale units of the trace and named {@code …Ticks}; {@link
 * io.github.niccosim.waveforms.Timescale} converts to picoseconds, named {@code …Ps}. Bits are
 * written most significant first; words of a value are least significant first.
 *
 * <p>A history is the value of a signal as a function of time: of several values at one time the
 * last counts, repeating a value is no change, and before the first change everything is unknown.
 * Tools differ in what else they write; none of that can be seen here.
 *
 * <p>Errors: a file that cannot be opened is an {@link java.io.IOException}; damage, unknown names
 * and unmatched patterns are a {@link io.github.niccosim.waveforms.WaveformException} which names
 * the file and, for damage, the offset. A file that merely ends early opens; {@link
 * io.github.niccosim.waveforms.WaveformInfo#notes()} says what is missing.
 *
 * <p>Counterparts: FST as GTKWave's {@code fstapi} writes it, VCD as in IEEE 1364-2005 section 18.
 */
@NullMarked
package io.github.niccosim.waveforms;

import org.jspecify.annotations.NullMarked;
