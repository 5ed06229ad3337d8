// SPDX-License-Identifier: Apache-2.0
/**
 * Measure what the test bench costs against C++ loops in the same model library.
 *
 * <p>Place in the flow: beside it; {@code ./cosim bench} runs what is here. A benchmark runs its
 * reference and its subject in turns, in one process, on instances of one model library, and
 * compares medians: absolute times drift with the machine, ratios do not. The command gives each
 * benchmark a JVM of its own ({@link io.github.niccosim.testbench.bench.BenchFork}).
 *
 * <p>Threads: a benchmark runs on the thread that calls it. Units: nanoseconds for each clock
 * cycle. Throws what the bridge and the simulation throw.
 *
 * <p>The wall clock is read here and nowhere near a simulation's results.
 */
@NullMarked
package io.github.niccosim.testbench.bench;

import org.jspecify.annotations.NullMarked;
