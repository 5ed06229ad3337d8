// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import io.github.niccosim.bridge.Edge;
import io.github.niccosim.bridge.Signal;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** The part of {@link Simulation} that makes triggers and waits for several or with a limit. */
abstract class SimulationTriggers {
  final Kernel kernel;
  private TimerTrigger lastTimer;

  SimulationTriggers(Kernel kernel) {
    this.kernel = kernel;
    this.lastTimer = new TimerTrigger(kernel, 1);
  }

  /**
   * Return the trigger that fires {@code delayPs} after the wait begins.
   *
   * @param delayPs at least 1
   */
  public Trigger timer(long delayPs) {
    if (lastTimer.delayPs != delayPs) {
      Kernel.checkDelay(delayPs);
      lastTimer = new TimerTrigger(kernel, delayPs);
    }
    return lastTimer;
  }

  /**
   * Return the trigger that fires {@code delayNs} after the wait begins.
   *
   * @param delayNs at least 1
   */
  public Trigger timerNs(long delayNs) {
    return timer(Math.multiplyExact(delayNs, 1000L));
  }

  /**
   * Return the trigger that fires after a time in any unit.
   *
   * @param delay more than 0; a fraction of a picosecond is an error
   * @param unit of {@code delay}
   */
  public Trigger timer(double delay, SimUnit unit) {
    return timer(delay, unit, RoundingMode.UNNECESSARY);
  }

  /**
   * Return the trigger that fires after a time in any unit.
   *
   * @param delay more than 0
   * @param unit of {@code delay}
   * @param rounding what to do with a fraction of a picosecond
   */
  public Trigger timer(double delay, SimUnit unit, RoundingMode rounding) {
    return timer(unit.toPs(BigDecimal.valueOf(delay), rounding));
  }

  /**
   * Return the trigger of the next rising edge of {@code signal}.
   *
   * @param signal one bit; a clock gives the trigger of {@link Clock#risingEdge}
   */
  public Trigger risingEdge(Signal signal) {
    Clock clock = kernel.clocks.on(signal);
    return clock != null ? clock.rising() : edge(signal, Edge.RISING);
  }

  /**
   * Return the trigger of the next falling edge of {@code signal}.
   *
   * @param signal one bit; a clock gives the trigger of {@link Clock#fallingEdge}
   */
  public Trigger fallingEdge(Signal signal) {
    Clock clock = kernel.clocks.on(signal);
    return clock != null ? clock.falling() : edge(signal, Edge.FALLING);
  }

  /**
   * Return the trigger of the next change of {@code signal}.
   *
   * @param signal 1 to 64 bits
   */
  public Trigger valueChange(Signal signal) {
    return edge(signal, Edge.ANY);
  }

  /** Return the trigger of the next read-only phase, in this time step if it is still to come. */
  public Trigger readOnly() {
    return kernel.steps.readOnly;
  }

  /**
   * Return the trigger of the moment when everything written so far has settled.
   *
   * <p>In this time step if it is still to come; what is written then settles once more in the same
   * time step, before the read-only phase.
   */
  public Trigger readWrite() {
    return kernel.steps.readWrite;
  }

  /** Return the trigger of the start of the next time step, whatever causes it. */
  public Trigger nextTimeStep() {
    return kernel.steps.nextTimeStep;
  }

  /**
   * Wait for the first of several triggers.
   *
   * @param triggers at least one
   * @return index of the one that fired; the lowest of those ready at once
   */
  public int first(Trigger... triggers) {
    return Group.first(kernel, triggers);
  }

  /**
   * Wait until every one of several triggers has fired, each once, in any order.
   *
   * @param triggers at least one
   */
  public void all(Trigger... triggers) {
    Group.all(kernel, triggers);
  }

  /**
   * Wait for {@code trigger}, but not longer than {@code timeoutPs}.
   *
   * @param trigger what to wait for
   * @param timeoutPs at least 1
   * @throws SimTimeoutException when the time is over
   */
  public void withTimeout(Trigger trigger, long timeoutPs) {
    if (!firesWithin(trigger, timeoutPs)) {
      throw timeout(trigger.describe(), timeoutPs);
    }
  }

  /**
   * Wait for {@code trigger}, but not longer than {@code timeoutPs}.
   *
   * @param trigger what to wait for
   * @param timeoutPs at least 1
   * @return {@code false} when the time is over
   */
  public boolean firesWithin(Trigger trigger, long timeoutPs) {
    return kernel.awaitWithin(trigger, timeoutPs);
  }

  private EdgeTrigger edge(Signal signal, Edge edge) {
    return kernel.steps.signals.edge(signal, edge);
  }

  final SimTimeoutException timeout(String what, long timeoutPs) {
    return new SimTimeoutException(
        "timeout waiting for "
            + what
            + ": timeout="
            + TimeFormat.format(timeoutPs)
            + " time="
            + TimeFormat.format(kernel.timePs));
  }
}
