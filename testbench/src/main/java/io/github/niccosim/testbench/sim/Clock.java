// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import io.github.niccosim.bridge.Edge;
import io.github.niccosim.bridge.Signal;
import java.util.function.BooleanSupplier;

/**
 * A clock: driven by the simulation, or made in the RTL and observed.
 *
 * <p>Who waits for an edge sees the values signals had just before it, and what it writes changes
 * after it; that holds for both kinds.
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
   * Return the trigger of the {@code count}-th edge of one kind from now.
   *
   * @param count at least 1
   * @param edge rising or falling
   */
  public final Trigger cycles(long count, Edge edge) {
    if (edge == Edge.ANY) {
      throw new SimulationException("cannot count edges: edge=ANY (expected: RISING or FALLING)");
    }
    if (edge == Edge.RISING) {
      return cycles(count);
    }
    checkCount(count);
    return count == 1 ? falling() : new CountedEdges(falling(), count);
  }

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
   * Sample {@code sampled} before every rising edge from now on.
   *
   * @param sampled up to 64 bits
   */
  public final Sampled sample(Signal sampled) {
    Sampled sample = new Sampled(sampled);
    rising().register(sample::rise);
    return sample;
  }

  /**
   * Stop a driven clock: a pulse in progress ends, then it stays low.
   *
   * <p>An edge of this very instant still happens. Who waits for later edges waits until {@link
   * #start()}; when nothing else can happen that is a deadlock. A second call does nothing.
   *
   * @throws SimulationException for an observed clock
   */
  public void stop() {
    throw notDriven();
  }

  /**
   * Start a stopped clock in its former shape, its first rising edge a low phase from now.
   *
   * @throws SimulationException for an observed or a running clock
   */
  public void start() {
    throw notDriven();
  }

  /**
   * Start a stopped clock in another shape.
   *
   * @param newShape frequency, duty and distance of the first rising edge from now
   * @throws SimulationException for an observed or a running clock
   */
  public void start(ClockOptions newShape) {
    throw notDriven();
  }

  /** Return whether the clock has not been stopped. */
  public boolean isRunning() {
    return true;
  }

  private SimulationException notDriven() {
    return new SimulationException("clock is not driven by the simulation: clock=" + signal.path());
  }

  abstract EdgeTrigger rising();

  abstract EdgeTrigger falling();

  static void checkCount(long count) {
    if (count < 1) {
      throw new SimulationException(
          "cycle count out of range: count=" + count + " (expected: ≥ 1)");
    }
  }
}
