// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import io.github.niccosim.bridge.Signal;
import io.github.niccosim.bridge.Stepper;

/** A clock the native time loop toggles; its edges are known in advance. */
final class DrivenClock extends Clock {
  final int id;
  private final Stepper stepper;
  private final long periodPs;
  private final long highPs;
  private final long firstRisePs;
  private final boolean riseOnly;
  private final DrivenEdge rising;
  private final DrivenEdge falling;

  DrivenClock(Kernel kernel, Stepper stepper, Signal signal, ClockOptions options) {
    super(kernel, signal);
    if (kernel.clocks.on(signal) != null) {
      throw new SimulationException("clock driven twice: clock=" + signal.path());
    }
    this.stepper = stepper;
    this.periodPs = options.periodPs();
    this.highPs = options.highPs();
    this.firstRisePs = kernel.deadlinePs(options.firstRisePs());
    this.id = stepper.addClock(signal, firstRisePs, highPs, periodPs - highPs);
    this.riseOnly = options.riseOnly();
    stepper.setRiseOnly(id, riseOnly);
    this.rising = new DrivenEdge(true);
    this.falling = new DrivenEdge(false);
  }

  @Override
  public long periodPs() {
    return periodPs;
  }

  @Override
  public long cycleCount() {
    return stepper.edgesOf(id);
  }

  @Override
  public Trigger cycles(long count) {
    checkCount(count);
    return count == 1 ? rising : new Cycles(count);
  }

  @Override
  public Sampled sample(Signal sampled) {
    Sampled sample = new Sampled(sampled);
    rising.register(() -> {
      sample.observe();
      sample.rise();
    });
    return sample;
  }

  @Override
  EdgeTrigger rising() {
    return rising;
  }

  @Override
  EdgeTrigger falling() {
    if (riseOnly) {
      throw new SimulationException(
          "clock has no falling edge: clock="
              + signal.path()
              + " (hint: it was declared risingEdgeOnly)");
    }
    return falling;
  }

  /** Return when the clock next toggles, later than {@code timePs}. */
  long nextTogglePs(long timePs) {
    if (timePs < firstRisePs) {
      return firstRisePs;
    }
    long sinceRisePs = (timePs - firstRisePs) % periodPs;
    return timePs - sinceRisePs + (sinceRisePs < highPs ? highPs : periodPs);
  }

  /** Return the time of the {@code count}-th rising edge from {@code timePs}, inclusive or not. */
  long risePs(long timePs, boolean inclusive, long count) {
    long past = timePs - firstRisePs;
    long seen = past < 0 ? 0 : past / periodPs + 1;
    if (inclusive && past >= 0 && past % periodPs == 0) {
      seen--;
    }
    long periods = seen + count - 1;
    return periods > (Long.MAX_VALUE - firstRisePs) / periodPs
        ? Long.MAX_VALUE
        : firstRisePs + periods * periodPs;
  }

  private final class DrivenEdge extends EdgeTrigger {
    private final boolean rise;

    DrivenEdge(boolean rise) {
      super(DrivenClock.this.kernel);
      this.rise = rise;
    }

    @Override
    void stopHere(boolean on) {
      if (rise) {
        stepper.stopBeforeRise(id, on);
      } else {
        stepper.stopBeforeFall(id, on);
      }
    }

    @Override
    String describe() {
      return (rise ? "rising" : "falling") + " edge of " + signal.path();
    }
  }

  /** Sleeps until the time of the edge and waits for it there: nothing stops on the way. */
  private final class Cycles extends Trigger {
    private final long count;

    Cycles(long count) {
      super(DrivenClock.this.kernel);
      this.count = count;
    }

    @Override
    boolean arm(Waiter waiter) {
      long whenPs = risePs(kernel.timePs, kernel.beforeEdges(), count);
      if (whenPs == kernel.timePs) {
        return rising.arm(waiter);
      }
      waiter.afterTimer = rising;
      kernel.timers.add(waiter, whenPs);
      return false;
    }

    @Override
    String describe() {
      return count + " cycles of " + signal.path();
    }
  }
}
