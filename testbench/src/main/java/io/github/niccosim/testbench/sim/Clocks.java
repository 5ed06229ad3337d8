// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import io.github.niccosim.bridge.Signal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The clocks a simulation drives, by their number in the native time loop. */
final class Clocks {
  private final List<Runnable> everyEdge = new ArrayList<>();
  private DrivenClock[] clocks = {};

  boolean isEmpty() {
    return clocks.length == 0;
  }

  DrivenClock add(DrivenClock clock) {
    clocks = Arrays.copyOf(clocks, clocks.length + 1);
    clocks[clocks.length - 1] = clock;
    everyEdge.forEach(callback -> register(clock, callback));
    return clock;
  }

  /** Call {@code callback} before every edge of every driven clock, present or future. */
  void onEveryEdge(Runnable callback) {
    everyEdge.add(callback);
    for (DrivenClock clock : clocks) {
      register(clock, callback);
    }
  }

  private static void register(DrivenClock clock, Runnable callback) {
    clock.rising().register(callback);
    clock.falling().register(callback);
  }

  @Nullable DrivenClock on(Signal signal) {
    for (DrivenClock clock : clocks) {
      if (clock.signal == signal) {
        return clock;
      }
    }
    return null;
  }

  /** Return the clock declared first, which limits and reports count in. */
  @Nullable DrivenClock first() {
    return clocks.length == 0 ? null : clocks[0];
  }

  /** Return when the next clock toggles after {@code timePs}. */
  long nextTogglePs(long timePs) {
    long nextPs = TimerHeap.NEVER;
    for (DrivenClock clock : clocks) {
      nextPs = Math.min(nextPs, clock.nextTogglePs(timePs));
    }
    return nextPs;
  }

  /** Serve the edges in {@code fired}: bit i is a rise of clock i, bit 32 + i a fall. */
  void fire(long fired) {
    for (long left = fired; left != 0; left &= left - 1) {
      int bit = Long.numberOfTrailingZeros(left);
      DrivenClock clock = clocks[bit & 31];
      (bit < 32 ? clock.rising() : clock.falling()).fire();
    }
  }
}
