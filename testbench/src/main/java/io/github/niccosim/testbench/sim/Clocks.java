// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import io.github.niccosim.bridge.Signal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The clocks a simulation drives, by their number in the native time loop. */
final class Clocks {
  private DrivenClock[] clocks = {};

  boolean isEmpty() {
    return clocks.length == 0;
  }

  void add(DrivenClock clock) {
    clocks = Arrays.copyOf(clocks, clocks.length + 1);
    clocks[clocks.length - 1] = clock;
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
