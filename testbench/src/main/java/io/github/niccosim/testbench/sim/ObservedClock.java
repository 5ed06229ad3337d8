// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import io.github.niccosim.bridge.ObservedClocks;
import io.github.niccosim.bridge.Signal;

/**
 * A clock made in the RTL: divided, gated or generated.
 *
 * <p>Its edges are found after the evaluation that made them; the native loop then shows the values
 * from before, so that whoever waits here sees what a register on this clock saw.
 */
final class ObservedClock extends Clock {
  private final ObservedClocks observed;
  private final int id;
  private final ObservedEdge rising;
  private final ObservedEdge falling;

  ObservedClock(Kernel kernel, ObservedClocks observed, Signal signal) {
    super(kernel, signal);
    this.observed = observed;
    this.id = observed.add(signal);
    this.rising = new ObservedEdge(true);
    this.falling = new ObservedEdge(false);
  }

  @Override
  public long periodPs() {
    long periodPs = observed.periodOf(id);
    if (periodPs < 0) {
      throw new SimulationException(
          "period not known yet: clock=" + signal.path() + " (hint: let it rise twice)");
    }
    return periodPs;
  }

  @Override
  public long cycleCount() {
    return observed.risesOf(id);
  }

  @Override
  public Trigger cycles(long count) {
    checkCount(count);
    return count == 1 ? rising : new CountedEdges(rising, count);
  }

  @Override
  EdgeTrigger rising() {
    return rising;
  }

  @Override
  EdgeTrigger falling() {
    return falling;
  }

  /** Fail the simulation at the rising edge after {@code maxCycles} more. */
  void limit(long maxCycles) {
    if (maxCycles != Long.MAX_VALUE) {
      rising.register(() -> {
        if (cycleCount() >= maxCycles) {
          throw new SimLimitException(Report.of("simulated time limit reached", kernel));
        }
      });
    }
  }

  private final class ObservedEdge extends EdgeTrigger {
    private final boolean rise;

    ObservedEdge(boolean rise) {
      super(ObservedClock.this.kernel);
      this.rise = rise;
    }

    @Override
    void stopHere(boolean on) {
      observed.stopAt(id, rise, on);
    }

    @Override
    String describe() {
      return (rise ? "rising" : "falling") + " edge of " + signal.path();
    }
  }
}
