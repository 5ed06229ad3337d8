// SPDX-License-Identifier: Apache-2.0
/**
 * Explorer of interleavings: runs two or three short actors in every order that can differ.
 *
 * <p>Flow: {@link io.github.niccosim.pool.explore.SteppingLoader} loads the pool's classes again,
 * with a call in front of every access to memory that threads may share; {@link
 * io.github.niccosim.pool.explore.Steps} receives those calls; {@link
 * io.github.niccosim.pool.explore.Exploration} decides which actor goes on. A {@link
 * io.github.niccosim.pool.explore.Scenario} says what the actors do and what must hold afterwards.
 *
 * <p>The product has no hook: its class files are rewritten in memory, for the test only. The fast
 * path therefore costs nothing with the explorer off.
 *
 * <p>One access = one step: fields that can change, array elements, {@code VarHandle}s, atomics,
 * collections (one step per call), monitors (one step per method; what a monitor guards is one
 * step). Orders that only swap independent steps are run once (dynamic partial-order reduction with
 * sleep sets), so "all interleavings" means all that a program can tell apart.
 *
 * <p>Memory is sequentially consistent here; reorderings by compiler and CPU belong to the jcstress
 * tests. All actors run as continuations on the test's own thread, so a run repeats exactly.
 */
@NullMarked
package io.github.niccosim.pool.explore;

import org.jspecify.annotations.NullMarked;
