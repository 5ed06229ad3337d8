// SPDX-License-Identifier: Apache-2.0
/**
 * Run test code and RTL together in simulated time: tasks, triggers, clocks, queues and random
 * streams.
 *
 * <p>Place in the flow: below everything else in the test bench. Bus models, the NIC driver and the
 * tests are tasks and callbacks here; {@code bridge} supplies the model, its signals and the native
 * time loop; {@code testbench.junit} makes a simulation for every test.
 *
 * <p>Who owns what: a {@link io.github.niccosim.testbench.sim.Simulation} borrows its model and
 * owns its tasks. A task belongs to the scope that forked it. A scope ends when all its tasks have
 * ended; the first failure cancels the others and goes outwards. When {@code run} returns nothing
 * is left.
 *
 * <p>Time step, the same for every kind of clock:
 *
 * <ol>
 *   <li>timers fire;
 *   <li>who waits for an edge of a driven clock runs, sees the values before the edge, and its
 *       writes are collected;
 *   <li>the clocks toggle and the model is evaluated with its old inputs;
 *   <li>who waits for an edge of a clock that the RTL made just now runs, sees the values before
 *       that edge too, and its writes join the others;
 *   <li>collected writes are stored and the model settles; who waits for a signal that changed runs
 *       and may write again;
 *   <li>read-only phase: values are final and a write is an error;
 *   <li>the trace is dumped.
 * </ol>
 *
 * <p>Order: tasks run in the order in which they became ready, waiters in the order in which they
 * began to wait, callbacks in registration order and before the waiters of their edge. Nothing
 * depends on the wall clock, hashing or threads, so a seed replays exactly.
 *
 * <p>Threads: a simulation belongs to the thread that created it; calls from another thread throw.
 * Simulations share nothing and may run in parallel. A task must not wait while it holds a lock
 * that another task takes.
 *
 * <p>Units: picoseconds ({@code …Ps}), cycles of a clock ({@code …Cycles}). Throws: {@link
 * io.github.niccosim.testbench.sim.SimulationException} and its subclasses for misuse, limits and
 * deadlock; the bridge's {@code ModelException} for what the RTL reports; {@link
 * io.github.niccosim.testbench.sim.TaskCancelled} unwinds cancelled tasks.
 *
 * <p>Counterparts: cocotb's scheduler and triggers; the edge rule is that of a SystemVerilog
 * clocking block with {@code #1step} input and zero output skew.
 */
@NullMarked
package io.github.niccosim.testbench.sim;

import org.jspecify.annotations.NullMarked;
