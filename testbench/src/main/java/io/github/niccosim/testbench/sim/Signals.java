// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import io.github.niccosim.bridge.Edge;
import io.github.niccosim.bridge.Signal;
import io.github.niccosim.bridge.Stepper;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches on signals: one native watch for each signal and kind of edge that somebody waits for.
 *
 * <p>A watch outlives its waiters until it fires in vain, so waiting again and again costs no call.
 */
final class Signals {
  /**
   * Rounds of settling in one time step after which the loop through the test bench is an error.
   */
  static final int MAX_ROUNDS = 1000;

  private final Kernel kernel;
  private final @Nullable Stepper stepper;
  private final Map<Signal, SignalEdge[]> triggers = new IdentityHashMap<>();
  private @Nullable SignalEdge[] watched = new @Nullable SignalEdge[16];
  private long settlingPs = -1;
  private int rounds;
  private final TreeSet<String> restless = new TreeSet<>();

  Signals(Kernel kernel, @Nullable Stepper stepper) {
    this.kernel = kernel;
    this.stepper = stepper;
  }

  EdgeTrigger edge(Signal signal, Edge edge) {
    SignalEdge[] known = triggers.get(signal);
    if (known == null) {
      known = new SignalEdge[Edge.values().length];
      triggers.put(signal, known);
    }
    SignalEdge trigger = known[edge.ordinal()];
    if (trigger == null) {
      check(signal, edge);
      trigger = new SignalEdge(signal, edge);
      known[edge.ordinal()] = trigger;
    }
    return trigger;
  }

  /** Wake whoever waits for the signals that changed. */
  void fire(long timePs) {
    boolean tooLong = isTooLong(timePs);
    Stepper from = Objects.requireNonNull(stepper);
    for (int word = 0; word < (watched.length + 63) / 64; word++) {
      for (long left = from.firedWatches(word); left != 0; left &= left - 1) {
        SignalEdge trigger = watched[64 * word + Long.numberOfTrailingZeros(left)];
        if (trigger != null) {
          trigger.fire();
          if (rounds > MAX_ROUNDS - 10) {
            restless.add(trigger.signal.path());
          }
        }
      }
    }
    if (tooLong) {
      throw restless();
    }
  }

  /** Note a round of settling that the clock on {@code clocks} caused. */
  void countRound(long timePs, Supplier<String> clocks) {
    boolean tooLong = isTooLong(timePs);
    if (rounds > MAX_ROUNDS - 10) {
      restless.add(clocks.get());
    }
    if (tooLong) {
      throw restless();
    }
  }

  private boolean isTooLong(long timePs) {
    if (timePs != settlingPs) {
      settlingPs = timePs;
      rounds = 0;
    }
    return ++rounds > MAX_ROUNDS;
  }

  private SimulationException restless() {
    return new SimulationException(
        "signals do not settle: signals="
            + restless
            + " rounds="
            + rounds
            + " (hint: a combinational loop through the test bench; wait for a clock edge in it)");
  }

  private static void check(Signal signal, Edge edge) {
    if (edge != Edge.ANY && signal.widthBits() != 1 || signal.widthBits() > 64) {
      throw new SimulationException(
          "cannot watch signal: signal="
              + signal.path()
              + " widthBits="
              + signal.widthBits()
              + " (expected: 1 for rising and falling edges, 1..64 for any change)");
    }
  }

  private void remember(int id, @Nullable SignalEdge trigger) {
    if (id >= watched.length) {
      watched = Arrays.copyOf(watched, Math.max(id + 1, 2 * watched.length));
    }
    watched[id] = trigger;
  }

  private final class SignalEdge extends EdgeTrigger {
    private final Signal signal;
    private final Edge edge;
    private int id = -1;

    SignalEdge(Signal signal, Edge edge) {
      super(Signals.this.kernel);
      this.signal = signal;
      this.edge = edge;
    }

    @Override
    void stopHere(boolean on) {
      Stepper native_ = Objects.requireNonNull(stepper);
      if (on) {
        id = native_.watch(signal, edge);
        remember(id, this);
      } else {
        native_.unwatch(id);
        remember(id, null);
      }
    }

    @Override
    String describe() {
      return switch (edge) {
        case RISING -> "rising edge of " + signal.path();
        case FALLING -> "falling edge of " + signal.path();
        case ANY -> "change of " + signal.path();
      };
    }
  }
}
