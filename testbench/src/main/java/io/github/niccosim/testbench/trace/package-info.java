// SPDX-License-Identifier: Apache-2.0
/**
 * Turn a finished trace and its {@link io.github.niccosim.testbench.sim.Recording} into what a
 * reader opens: views, a viewer page, transaction files, and a picture in text.
 *
 * <p>Behind the simulation and before the reports: the JUnit extension and the runs close their
 * trace and hand it over.
 *
 * <p>Ownership: reads the trace, writes beside it, keeps nothing. Threads: any one at a time.
 *
 * <p>Units: picoseconds of simulated time, columns of text.
 *
 * <p>Errors: what cannot be written is an {@code IOException}, an unreadable trace a {@code
 * WaveformException}; callers that report a failure say so in its text and go on, since the failure
 * itself matters more.
 */
@NullMarked
package io.github.niccosim.testbench.trace;

import org.jspecify.annotations.NullMarked;
