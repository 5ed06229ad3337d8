// SPDX-License-Identifier: Apache-2.0
/**
 * Draw stimulus at random under constraints: weighted distributions, variables, predicates.
 *
 * <p>Place in the flow: before everything that is sent. A test describes a transaction once, as
 * {@link io.github.niccosim.testbench.random.Constraints}, and draws as many as it wants from a
 * named stream of its simulation ({@code sim.random("frames")}).
 *
 * <p>Who owns what: a {@link io.github.niccosim.testbench.random.Dist} is immutable and may be
 * shared; {@code Constraints} belong to one thread while they are built and while they draw; a
 * {@link io.github.niccosim.testbench.random.Solution} belongs to the caller.
 *
 * <p>Threads: no thread, no clock, no global state. The same constraints, stream and number of
 * draws give the same values on every machine.
 *
 * <p>How it solves: variables that no constraint connects are drawn apart. A connected group is
 * drawn and checked, up to a number of tries; when that is used up and the group has no more
 * combinations than {@link io.github.niccosim.testbench.random.Constraints#MAX_ENUMERATED}, all of
 * them are tried, so that a rare solution is found and "none" is a proof. A predicate is any Java
 * code: this is no SMT solver, and a needle among 2^64 values is for the test to compute.
 *
 * <p>Throws: {@link io.github.niccosim.testbench.random.UnsatisfiableException} with the
 * constraints that rejected most; {@code IllegalArgumentException} for an empty distribution.
 *
 * <p>Counterparts: {@code rand}, {@code randc}, {@code constraint}, {@code dist} ({@code :=} is
 * {@code each}, {@code :/} is {@code range}) and {@code soft} of SystemVerilog.
 */
@NullMarked
package io.github.niccosim.testbench.random;

import org.jspecify.annotations.NullMarked;
