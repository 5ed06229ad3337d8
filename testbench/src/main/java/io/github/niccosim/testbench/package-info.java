// SPDX-License-Identifier: Apache-2.0
/**
 * The test bench: everything around a device under test but the model itself.
 *
 * <p>Place in the flow: outermost. {@code sim} runs tasks and clocks on a bridge model; {@code
 * stream} and {@code axi} drive and check its buses; {@code driver} is the host, with page pools
 * from {@code pool}; {@code traffic} makes, reads and writes frames; {@code report} assembles the
 * main job and judges it; {@code junit} runs tests; {@code bench} measures; {@code cli} is the
 * command.
 *
 * <p>Arrows inside: {@code cli} uses {@code report} and {@code bench}; {@code report} uses {@code
 * driver}; {@code driver} uses {@code axi}, {@code stream} and {@code traffic}; these and {@code
 * junit} use {@code sim}; no cycle, held by a test.
 *
 * <p>Threads: a simulation and all that hangs on it belong to one thread; any number of simulations
 * may run side by side. Units: picoseconds, bytes, cycles, always in the name.
 */
@NullMarked
package io.github.niccosim.testbench;

import org.jspecify.annotations.NullMarked;
