// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import io.github.niccosim.bridge.Signal;

/**
 * A clock made in the RTL: divided, gated or generated; its edges are found after they happened.
 */
final class ObservedClock extends Clock {
  private final EdgeTrigger rising;
  private final EdgeTrigger falling;
  private long cycles;
  private long lastRisePs = -1;
  private long periodPs = -1;

  ObservedClock(Kernel kernel, Signal signal, EdgeTrigger rising, EdgeTrigger falling) {
    super(kernel, signal);
    this.rising = rising;
    this.falling = falling;
    rising.register(this::count);
  }

  @Override
  public long periodPs() {
    if (periodPs < 0) {
      throw new SimulationException(
          "period not known yet: clock=" + signal.path() + " (hint: let it rise twice)");
    }
    return periodPs;
  }

  @Override
  public long cycleCount() {
    return cycles;
  }

  @Override
  public Trigger cycles(long count) {
    checkCount(count);
    return count == 1 ? rising : new Cycles(count);
  }

  @Override
  public Sampled sample(Signal sampled) {
    Sampled sample = new Sampled(sampled);
    kernel.clocks.onEveryEdge(sample::observe);
    rising.register(sample::rise);
    return sample;
  }

  @Override
  EdgeTrigger rising() {
    return rising;
  }

  @Override
  EdgeTrigger falling() {
    return falling;
  }

  private void count() {
    cycles++;
    if (lastRisePs >= 0) {
      periodPs = kernel.timePs - lastRisePs;
    }
    lastRisePs = kernel.timePs;
  }

  private final class Cycles extends Trigger {
    private final long count;

    Cycles(long count) {
      super(ObservedClock.this.kernel);
      this.count = count;
    }

    @Override
    boolean arm(Waiter waiter) {
      waiter.remaining = count;
      return rising.arm(waiter);
    }

    @Override
    String describe() {
      return count + " cycles of " + signal.path();
    }
  }
}
