// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import io.github.niccosim.bridge.Signal;
import io.github.niccosim.bridge.Stepper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The clocks of a simulation, by their number in the native time loop. */
final class Clocks {
  private DrivenClock[] driven = {};
  private final @Nullable DrivenClock[] byId = new @Nullable DrivenClock[Stepper.MAX_CLOCKS];
  private ObservedClock[] observed = {};
  private List<SimSnapshot.DrivenClockShape> adopted = List.of();
  private @Nullable Clock first;

  DrivenClock add(DrivenClock clock) {
    first = first == null ? clock : first;
    driven = Arrays.copyOf(driven, driven.length + 1);
    driven[driven.length - 1] = clock;
    byId[clock.id()] = clock;
    return clock;
  }

  ObservedClock add(ObservedClock clock) {
    first = first == null ? clock : first;
    observed = Arrays.copyOf(observed, observed.length + 1);
    observed[observed.length - 1] = clock;
    return clock;
  }

  /** Return the clock on {@code signal}, driven or observed. */
  @Nullable Clock on(Signal signal) {
    for (DrivenClock clock : driven) {
      if (clock.signal == signal) {
        return clock;
      }
    }
    for (ObservedClock clock : observed) {
      if (clock.signal == signal) {
        return clock;
      }
    }
    return null;
  }

  /** Remember the clocks a restored model has; they count as driven once they are declared. */
  void adopt(List<SimSnapshot.DrivenClockShape> clocks) {
    adopted = clocks;
  }

  /** Return the number of the restored clock on {@code path}, -1 if there is none. */
  int adopted(String path, ClockOptions shape) {
    for (int i = 0; i < adopted.size(); i++) {
      SimSnapshot.DrivenClockShape known = adopted.get(i);
      if (known.path().equals(path)) {
        if (known.shape().periodPs() != shape.periodPs()
            || known.shape().highPs() != shape.highPs()
            || known.shape().riseOnly() != shape.riseOnly()
            || known.shape().jitterPs() != shape.jitterPs()) {
          throw new SimulationException(
              "clock has another shape in the snapshot: clock="
                  + path
                  + " wanted="
                  + shape
                  + " snapshot="
                  + known.shape());
        }
        return i;
      }
    }
    return -1;
  }

  List<SimSnapshot.DrivenClockShape> shapes() {
    List<SimSnapshot.DrivenClockShape> shapes = new ArrayList<>();
    for (DrivenClock clock : driven) {
      if (!clock.isRunning()) {
        throw new SimulationException(
            "clock is stopped: clock=" + clock.signal.path() + " (hint: start it before snapshot)");
      }
      shapes.add(new SimSnapshot.DrivenClockShape(clock.signal.path(), clock.shape()));
    }
    return shapes;
  }

  boolean isEmpty() {
    return first == null;
  }

  /** Return the clock declared first, which limits and reports count in. */
  @Nullable Clock first() {
    return first;
  }

  /** Serve the edges in {@code fired}: bit i is a rise of clock i, bit 32 + i a fall. */
  void fire(long fired) {
    for (long left = fired; left != 0; left &= left - 1) {
      int bit = Long.numberOfTrailingZeros(left);
      DrivenClock clock = Objects.requireNonNull(byId[bit & 31]);
      if (bit < 32) {
        clock.aboutToRise();
      } else {
        clock.falling().fire();
      }
    }
  }

  /** Serve the edges of observed clocks in {@code fired}, in the same coding. */
  void fireObserved(long fired) {
    for (long left = fired; left != 0; left &= left - 1) {
      int bit = Long.numberOfTrailingZeros(left);
      ObservedClock clock = observed[bit & 31];
      (bit < 32 ? clock.rising() : clock.falling()).fire();
    }
  }

  /** Return the names of the observed clocks in {@code fired}. */
  String names(long fired) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < observed.length; i++) {
      if (((fired | fired >>> 32) >>> i & 1) != 0) {
        names.add(observed[i].signal.path());
      }
    }
    return String.join(", ", names);
  }
}
