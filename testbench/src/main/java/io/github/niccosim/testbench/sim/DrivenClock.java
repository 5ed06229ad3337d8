// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import io.github.niccosim.bridge.Signal;
import io.github.niccosim.bridge.Stepper;

/** A clock the native time loop toggles; tasks run before its edges. */
final class DrivenClock extends Clock {
  private static final long NO_LIMIT = Long.MAX_VALUE;

  private final int id;
  private final Stepper stepper;
  private final WaitHeap counts;
  private final DrivenEdge rising;
  private final DrivenEdge falling;
  private ClockOptions shape;
  private boolean running = true;
  private long limitEdge = NO_LIMIT;
  private long stopEdge = NO_LIMIT;
  private long stallEdge = NO_LIMIT;
  private long stallCycles;
  private long seenProgress;

  DrivenClock(Kernel kernel, Stepper stepper, Signal signal, ClockOptions shape, long jitterSeed) {
    super(kernel, signal);
    if (kernel.clocks.on(signal) != null) {
      throw new SimulationException("clock driven twice: clock=" + signal.path());
    }
    this.stepper = stepper;
    this.counts = new WaitHeap(kernel);
    this.shape = shape;
    int restored = kernel.clocks.adopted(signal.path(), shape);
    if (restored >= 0) {
      this.id = restored;
    } else {
      this.id =
          stepper.addClock(
              signal, kernel.deadlinePs(shape.firstRisePs()), shape.highPs(), shape.lowPs());
      stepper.setRiseOnly(id, shape.riseOnly());
      stepper.setJitter(id, shape.jitterPs(), jitterSeed);
    }
    this.rising = new DrivenEdge(true);
    this.falling = new DrivenEdge(false);
  }

  int id() {
    return id;
  }

  ClockOptions shape() {
    return shape;
  }

  @Override
  public long periodPs() {
    return shape.periodPs();
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
  public void stop() {
    kernel.checkThread();
    if (running) {
      running = false;
      stepper.stopClock(id);
    }
  }

  @Override
  public void start(ClockOptions newShape) {
    kernel.checkThread();
    if (newShape.riseOnly() != shape.riseOnly() || newShape.jitterPs() != shape.jitterPs()) {
      throw new SimulationException(
          "clock cannot change its kind: clock="
              + signal.path()
              + " (expected: risingEdgeOnly and jitter as declared)");
    }
    if (running) {
      throw new SimulationException(
          "clock is running: clock=" + signal.path() + " (hint: stop it first)");
    }
    stepper.startClock(
        id, kernel.deadlinePs(newShape.firstRisePs()), newShape.highPs(), newShape.lowPs());
    shape = newShape;
    running = true;
  }

  @Override
  public void start() {
    long lowPs = shape.lowPs();
    start(shape.withFirstRisePs(signal.isHigh() ? lowPs + shape.highPs() : lowPs));
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  EdgeTrigger rising() {
    return rising;
  }

  @Override
  EdgeTrigger falling() {
    if (shape.riseOnly()) {
      throw new SimulationException(
          "clock has no falling edge: clock="
              + signal.path()
              + " (hint: it was declared risingEdgeOnly)");
    }
    return falling;
  }

  /** Fail the simulation at the rising edge after {@code maxCycles} more. */
  void limit(long maxCycles) {
    if (maxCycles != NO_LIMIT) {
      limitEdge = cycleCount() + maxCycles + 1;
      stopAtNextCount();
    }
  }

  /** The clock rises next, at this instant. */
  void aboutToRise() {
    if (stopEdge != NO_LIMIT) {
      atCount(stepper.edgesOf(id) + 1);
    }
    rising.fire();
  }

  private void atCount(long edge) {
    if (edge >= limitEdge) {
      throw new SimLimitException(Report.of("simulated time limit reached", kernel));
    }
    if (edge >= stopEdge) {
      if (edge >= stallEdge) {
        checkForStall(edge);
      }
      while (counts.nextKey() <= edge) {
        rising.join(counts.removeFirst());
      }
      stopAtNextCount();
    }
  }

  /** Fail the simulation after {@code cycles} without progress; 0 switches that off. */
  void watchForStall(long cycles) {
    if (cycles > 0) {
      stallCycles = cycles;
      seenProgress = kernel.progress;
      stallEdge = cycleCount() + cycles + 1;
      stopAtNextCount();
    }
  }

  private void checkForStall(long edge) {
    if (kernel.progress == seenProgress) {
      throw new SimStallException(
          Report.of("no progress for " + stallCycles + " cycles", kernel)
              + "\n  (hint: Simulation.progress() says that a test gets on)");
    }
    seenProgress = kernel.progress;
    stallEdge = edge + stallCycles;
  }

  private void stopAtNextCount() {
    stopEdge = Math.min(Math.min(counts.nextKey(), limitEdge), stallEdge);
    stepper.stopAtEdge(id, stopEdge == NO_LIMIT ? 0 : stopEdge);
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

  /** Waits for the number of the edge: nothing stops on the way. */
  private final class Cycles extends Trigger {
    private final long count;

    Cycles(long count) {
      super(DrivenClock.this.kernel);
      this.count = count;
    }

    @Override
    boolean arm(Waiter waiter) {
      boolean risesNow =
          kernel.steps.atDrivenEdge()
              && stepper.nextToggleOf(id) == kernel.timePs
              && !signal.isHigh();
      long edge = stepper.edgesOf(id) + count + (risesNow ? 1 : 0);
      counts.add(waiter, edge < 0 ? Long.MAX_VALUE - 1 : edge);
      if (counts.nextKey() == waiter.key) {
        stopAtNextCount();
      }
      return false;
    }

    @Override
    String describe() {
      return count + " cycles of " + signal.path();
    }
  }
}
