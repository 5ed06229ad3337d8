// SPDX-License-Identifier: Apache-2.0
/**
 * Assemble and judge whole runs: parameters in, report out.
 *
 * <p>Last station of the flow: {@link io.github.niccosim.testbench.report.RxRun} wires traffic, NIC
 * model, buses, driver and scoreboard, lets them run and turns what they counted into a {@link
 * io.github.niccosim.testbench.report.RunReport}, which is written as {@code report.json} and as
 * text for a terminal.
 *
 * <p>Ownership: a run owns everything it makes and closes it, also when it fails. A report is a
 * value; it keeps nothing of the run alive.
 *
 * <p>Threads: one run uses one thread, the caller's; several runs may go on in parallel in one JVM.
 * Same parameters and seed give the same report apart from wall-clock fields.
 *
 * <p>Units: names carry them. Cycles are cycles of the NIC's clock; times are simulated.
 *
 * <p>Errors: a value out of range is a {@link io.github.niccosim.testbench.report.RunException}
 * before anything starts, as is an output folder that cannot be written; a bad capture is a {@code
 * CaptureException}. What goes wrong inside the device under test is no exception but a failed
 * check of the report, unless the simulation itself cannot go on.
 *
 * <p>Nothing here prints or exits: the command line does.
 */
@NullMarked
package io.github.niccosim.testbench.report;

import org.jspecify.annotations.NullMarked;
