// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import io.github.niccosim.bridge.Model;
import io.github.niccosim.bridge.Signal;
import io.github.niccosim.bridge.Stepper;
import io.github.niccosim.bridge.WriteMode;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes the simulation from one thing somebody waits for to the next, phase by phase. */
final class TimeSteps {
  private enum Phase {
    TIMERS,
    EDGES,
    OBSERVED,
    SETTLE,
    READ_ONLY
  }

  private static final int MOST_COASTING_STOPS = 100_000;

  final WaitHeap timers = new WaitHeap(null);
  final Clocks clocks = new Clocks();
  final Signals signals;
  final ListTrigger readWrite;
  final ListTrigger readOnly;
  final ListTrigger nextTimeStep;

  private final Kernel kernel;
  private final @Nullable Model model;
  private final @Nullable Stepper stepper;
  private final SimulationOptions options;
  private final long limitPs;
  private Phase phase = Phase.TIMERS;
  private boolean stopsAtReadOnly;
  private boolean stopsAtNextStep;
  private boolean stopsWhenIdle;
  private boolean readOnlyDone;
  private @Nullable Consumer<Clock> firstClockListener;

  TimeSteps(Kernel kernel, @Nullable Model model, SimulationOptions options) {
    this.kernel = kernel;
    this.model = model;
    this.stepper = model == null ? null : model.stepper();
    this.options = options;
    this.limitPs = options.maxTimePs();
    this.signals = new Signals(kernel, stepper);
    this.readWrite = new ListTrigger(kernel, "everything to settle");
    this.readOnly = new ListTrigger(kernel, "the read-only phase");
    this.nextTimeStep = new ListTrigger(kernel, "the next time step");
  }

  /** Settle the design at the time it is at. */
  void start() {
    if (model != null && stepper != null) {
      model.setWriteMode(WriteMode.DEFERRED);
      stepper.advance(stepper.timePs());
      kernel.timePs = stepper.timePs();
    }
  }

  void advance() {
    boolean noTimer = timers.isEmpty();
    if (noTimer && kernel.armed == 0) {
      throw kernel.deadlock();
    }
    leaveReadOnly();
    if (stepper == null) {
      advanceWithoutModel(noTimer);
      return;
    }
    chooseStops(stepper, noTimer);
    int reason = stepper.advance(Math.min(timers.nextKey(), limitPs));
    if (kernel.driverCheck != null) {
      kernel.driverCheck.restart();
    }
    kernel.timePs = stepper.timePs();
    stamp(reason);
    if ((reason & Stepper.BEFORE_EDGE) != 0) {
      phase = Phase.EDGES;
      clocks.fire(stepper.firedClocks());
    } else if ((reason & Stepper.TIME) != 0) {
      atTimers();
    } else if ((reason & Stepper.OBSERVED) != 0) {
      phase = Phase.OBSERVED;
      long fired = stepper.observed().fired();
      signals.countRound(kernel.timePs, () -> clocks.names(fired));
      clocks.fireObserved(fired);
    } else if ((reason & Stepper.WATCH) != 0) {
      phase = Phase.SETTLE;
      signals.fire(kernel.timePs);
    } else if ((reason & Stepper.READ_ONLY) != 0) {
      enterLastPhase(stepper);
    } else if ((reason & Stepper.IDLE) != 0) {
      throw kernel.deadlock();
    } else {
      throw new SimulationException("model finished: the RTL called $finish");
    }
  }

  void onFirstClock(Consumer<Clock> listener) {
    firstClockListener = listener;
  }

  /** Let the clocks go on without anybody; time of the simulation stays where it is. */
  void coast(long durationPs) {
    Stepper loop = stepper;
    if (loop == null) {
      return;
    }
    long untilPs = loop.timePs() + durationPs;
    for (int stops = 0; loop.timePs() < untilPs && stops < MOST_COASTING_STOPS; stops++) {
      int reason = loop.advance(untilPs);
      if ((reason & (Stepper.FINISH | Stepper.IDLE)) != 0) {
        return;
      }
    }
  }

  private void chooseStops(Stepper loop, boolean noTimer) {
    if (stopsAtReadOnly == (readOnly.waiters.isEmpty() && readWrite.waiters.isEmpty())) {
      stopsAtReadOnly = !stopsAtReadOnly;
      loop.stopAtReadOnly(stopsAtReadOnly);
    }
    if (stopsAtNextStep == nextTimeStep.waiters.isEmpty()) {
      stopsAtNextStep = !stopsAtNextStep;
      loop.stopAtNextStep(stopsAtNextStep);
    }
    if (stopsWhenIdle != noTimer) {
      stopsWhenIdle = noTimer;
      loop.stopWhenIdle(noTimer);
    }
  }

  /** Make the fingerprint depend on this stop. */
  private void stamp(long reason) {
    kernel.fingerprint = (kernel.fingerprint ^ kernel.timePs) * 0x9E3779B97F4A7C15L + reason;
  }

  private void advanceWithoutModel(boolean noTimer) {
    if (!readWrite.waiters.isEmpty()) {
      phase = Phase.SETTLE;
      readWrite.waiters.wakeAll();
    } else if (!readOnly.waiters.isEmpty() && !readOnlyDone) {
      readOnlyDone = true;
      enterReadOnly();
    } else if (noTimer) {
      throw kernel.deadlock();
    } else {
      readOnlyDone = false;
      kernel.timePs = Math.min(timers.nextKey(), limitPs);
      stamp(Stepper.TIME);
      atTimers();
    }
  }

  private void atTimers() {
    phase = Phase.TIMERS;
    if (kernel.timePs >= limitPs && timers.nextKey() > kernel.timePs) {
      throw new SimLimitException(Report.of("simulated time limit reached", kernel));
    }
    while (timers.nextKey() <= kernel.timePs) {
      Waiter waiter = timers.removeFirst();
      waiter.task.fired(waiter);
    }
    nextTimeStep.waiters.wakeAll();
  }

  private void enterReadOnly() {
    phase = Phase.READ_ONLY;
    if (model != null) {
      model.setWriteMode(WriteMode.READ_ONLY);
    }
    readOnly.waiters.wakeAll();
  }

  /** Everything has settled: who may still write goes first, then all settles once more. */
  private void enterLastPhase(Stepper loop) {
    if (readWrite.waiters.isEmpty()) {
      enterReadOnly();
    } else {
      phase = Phase.SETTLE;
      signals.countRound(kernel.timePs, () -> "readWrite");
      readWrite.waiters.wakeAll();
      loop.settleAgain();
    }
  }

  void leaveReadOnly() {
    if (phase != Phase.READ_ONLY) {
      return;
    }
    phase = Phase.SETTLE;
    if (model != null) {
      model.setWriteMode(WriteMode.DEFERRED);
    }
  }

  // ---- clocks ---------------------------------------------------------------------------------

  DrivenClock drive(Signal signal, ClockOptions shape, long jitterSeed) {
    kernel.checkThread();
    Stepper loop = loop(signal);
    boolean first = clocks.isEmpty();
    DrivenClock clock = clocks.add(new DrivenClock(kernel, loop, signal, shape, jitterSeed));
    if (first) {
      clock.limit(options.maxCycles());
      clock.watchForStall(options.stallCycles());
      Consumer<Clock> listener = firstClockListener;
      if (listener != null) {
        listener.accept(clock);
      }
    }
    return clock;
  }

  Clock observe(Signal signal) {
    kernel.checkThread();
    Clock known = clocks.on(signal);
    if (known != null) {
      return known;
    }
    boolean first = clocks.isEmpty();
    ObservedClock clock = clocks.add(new ObservedClock(kernel, loop(signal).observed(), signal));
    if (first) {
      clock.limit(options.maxCycles());
    }
    return clock;
  }

  private Stepper loop(Signal clock) {
    if (stepper == null) {
      throw new SimulationException("clock without a model: clock=" + clock.path());
    }
    return stepper;
  }

  /** Return whether tasks run before an edge of a driven clock that is still to come. */
  boolean atDrivenEdge() {
    return phase == Phase.EDGES;
  }
}
