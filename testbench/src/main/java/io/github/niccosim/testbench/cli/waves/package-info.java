// SPDX-License-Identifier: Apache-2.0
/**
 * The {@code cosim waves} commands: ask a trace, compare two, turn one into pictures and pages.
 *
 * <p>Place in the flow: outermost, beside {@code cli}; everything is done by {@code waveforms}, a
 * command parses options and prints. Traces of any simulator are welcome.
 *
 * <p>Ownership: a command opens its trace and closes it. Threads: everything runs on the thread
 * that called {@code main}. Units: times are typed with a unit ({@code 12.5ns}); without one they
 * are picoseconds.
 *
 * <p>Exit codes: 0 good (for {@code find}: found), 1 a difference, a violation, or nothing found, 2
 * usage or a file that cannot be read. Errors are one line.
 */
@NullMarked
package io.github.niccosim.testbench.cli.waves;

import org.jspecify.annotations.NullMarked;
