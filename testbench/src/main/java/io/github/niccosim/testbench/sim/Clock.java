// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import io.github.niccosim.bridge.Signal;
import java.util.function.BooleanSupplier;

/**
 * A clock: driven by the simulation, or made in the RTL and observed.
 *
 * <p>Who waits for an edge of a driven clock runs just before the edge: signals still have their
 * old values, and what it writes changes after the edge. Who waits for an edge of an observed clock
 * runs in the same time step, when the edge has been seen: writes behave the same, {@link #sample}
 * gives the values before the edge, and a plain read those after it.
 */
public abstract class Clock {
  final Kernel kernel;
  final Signal signal;

  Clock(Kernel kernel, Signal signal) {
    this.kernel = kernel;
    this.signal = signal;
  }

  /** Return the signal that carries the clock. */
  public final Signal signal() {
    return signal;
  }

  /** Return the trigger of the next rising edge. */
  public final Trigger risingEdge() {
    return rising();
  }

  /** Return the trigger of the next falling edge. */
  public final Trigger fallingEdge() {
    return falling();
  }

  /** Wait for the next rising edge. */
  public final void cycle() {
    kernel.await(rising());
  }

  /**
   * Return the trigger of the {@code count}-th rising edge from now.
   *
   * <p>On a driven clock the cycles between run entirely in native code.
   *
   * @param count at least 1
   */
  public abstract Trigger cycles(long count);

  /**
   * Wait for rising edges until {@code condition} holds at one; at least one edge passes.
   *
   * @param condition evaluated at each rising edge
   */
  public final void until(BooleanSupplier condition) {
    do {
      kernel.await(rising());
    } while (!condition.getAsBoolean());
  }

  /**
   * Return the time from one rising edge to the next in picoseconds.
   *
   * @throws SimulationException for an observed clock that has not risen twice yet
   */
  public abstract long periodPs();

  /** Return how many rising edges have taken place. */
  public abstract long cycleCount();

  /**
   * Call {@code callback} at every rising edge, before the tasks that wait for it.
   *
   * <p>Cheaper than a task: nothing changes stacks. Callbacks of a clock run in registration order.
   *
   * @param callback may read and write signals and wake tasks; cannot wait
   */
  public final Registration onRisingEdge(Runnable callback) {
    return rising().register(callback);
  }

  /**
   * Call {@code callback} at every falling edge, before the tasks that wait for it.
   *
   * @param callback may read and write signals and wake tasks; cannot wait
   */
  public final Registration onFallingEdge(Runnable callback) {
    return falling().register(callback);
  }

  /**
   * Sample {@code signal} before every rising edge from now on.
   *
   * @param signal up to 64 bits
   */
  public abstract Sampled sample(Signal signal);

  abstract EdgeTrigger rising();

  abstract EdgeTrigger falling();

  static void checkCount(long count) {
    if (count < 1) {
      throw new SimulationException(
          "cycle count out of range: count=" + count + " (expected: ≥ 1)");
    }
  }
}
