// SPDX-License-Identifier: Apache-2.0
/**
 * Run JUnit tests as simulations: a fresh model at time 0, injected, limited and replayable.
 *
 * <p>Place in the flow: on top of {@code testbench.sim} and {@code bridge}. A test method marked
 * {@link io.github.niccosim.testbench.junit.CosimTest} is the main task of a simulation of the
 * model that {@link io.github.niccosim.testbench.junit.Rtl} or {@link
 * io.github.niccosim.testbench.junit.CosimModel} names; its {@code @BeforeEach} methods are stages
 * of the same simulation.
 *
 * <p>Who owns what: the extension builds the model library (cached), creates model and simulation,
 * and closes both when the test has ended, whatever the result. Nothing survives a test.
 *
 * <p>Threads: every test has a simulation thread of its own; JUnit's thread waits for it, so that
 * code that never comes back fails the test and not the whole run. Tests may run in parallel.
 *
 * <p>Environment, as hardware engineers know it, or the system property of the same name in lower
 * case: {@code SEED} ({@code COCOTB_RANDOM_SEED}) base seed, {@code random} draws one; {@code
 * WAVES=1} ({@code COCOTB_WAVES}) keeps an FST for each test below {@code target/cosim}; {@code
 * PLUSARGS} ({@code COCOTB_PLUSARGS}) go to the model; {@code SIMLOG=1} prints the simulation log
 * as it grows.
 *
 * <p>Throws: every failure is rethrown with simulated time, cycle, seed, the latest log lines and,
 * as its last line, the command that repeats it.
 *
 * <p>Counterpart: cocotb's regression manager and {@code @cocotb.test}.
 */
@NullMarked
package io.github.niccosim.testbench.junit;

import org.jspecify.annotations.NullMarked;
