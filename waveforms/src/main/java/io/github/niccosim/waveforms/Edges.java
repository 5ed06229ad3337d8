// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongPredicate;

/**
 * Times of a trace picked by a query: clock edges, handshakes, changes. Immutable.
 *
 * <pre>{@code
 * Edges clock = wave.signal("TOP.clk_i").rising();
 * Edges beats = clock.when(valid.isHigh().and(ready.isHigh()));
 * List<Violation> broken = clock.stableAfter(valid.isHigh().and(ready.isLow()), valid, data);
 * }</pre>
 */
public final class Edges {
  private final long[] times;

  private Edges(long[] times) {
    this.times = times;
  }

  /**
   * Pick the changes of a history to a state, or all with {@code '*'}. A start from x is no edge.
   */
  static Edges of(SignalHistory history, char state) {
    if (state != '*' && history.widthBits() != 1) {
      throw new IllegalArgumentException(
          "signal has no edges: bits=" + history.widthBits() + " (expected: one bit)");
    }
    long[] picked = new long[history.size()];
    int count = 0;
    for (int i = 0; i < picked.length; i++) {
      boolean edge =
          state == '*'
              || i > 0
                  && history.isKnown(i - 1)
                  && history.isKnown(i)
                  && history.toLong(i) == state - '0';
      if (edge) {
        picked[count++] = history.timeTicks(i);
      }
    }
    return new Edges(Arrays.copyOf(picked, count));
  }

  /** {@return the number of times} */
  public int count() {
    return times.length;
  }

  /**
   * Return one time.
   *
   * @param i 0..{@link #count()} - 1
   * @return time in timescale units
   */
  public long timeTicks(int i) {
    return times[i];
  }

  /** {@return all times in timescale units, in order} */
  public long[] times() {
    return times.clone();
  }

  /** {@return the first time, if there is one} */
  public OptionalLong first() {
    return times.length == 0 ? OptionalLong.empty() : OptionalLong.of(times[0]);
  }

  /**
   * Keep the times at which a condition held, asked just before the edge.
   *
   * @param condition asked for each time
   * @return the times left
   */
  public Edges when(Condition condition) {
    return keep(condition::holdsBefore);
  }

  /**
   * Keep a range of time.
   *
   * @param fromTicks first time kept
   * @param toTicks first time no longer kept
   * @return the times left
   */
  public Edges between(long fromTicks, long toTicks) {
    return keep(ticks -> ticks >= fromTicks && ticks < toTicks);
  }

  private Edges keep(LongPredicate wanted) {
    return new Edges(Arrays.stream(times).filter(wanted).toArray());
  }

  /**
   * Return the values of a signal just before each time.
   *
   * @param signal sampled signal
   * @return one value per time, in order
   */
  public List<WaveValue> sample(WaveSignal signal) {
    List<WaveValue> values = new ArrayList<>(times.length);
    for (long ticks : times) {
      values.add(signal.valueBefore(ticks));
    }
    return values;
  }

  /**
   * A broken rule.
   *
   * @param timeTicks edge at which it was broken, in timescale units
   * @param message what happened, with names and values
   */
  public record Violation(long timeTicks, String message) {}

  /**
   * Check that signals keep their values from one edge to the next, as a handshake demands while it
   * waits.
   *
   * @param condition rule applies after edges at which this held
   * @param signals must have the same value at the following edge
   * @return broken places in order of time; empty if the rule holds
   */
  public List<Violation> stableAfter(Condition condition, WaveSignal... signals) {
    List<Violation> broken = new ArrayList<>();
    for (int i = 0; i + 1 < times.length; i++) {
      if (!condition.holdsBefore(times[i])) {
        continue;
      }
      for (WaveSignal signal : signals) {
        WaveValue before = signal.valueBefore(times[i]);
        WaveValue after = signal.valueBefore(times[i + 1]);
        if (!before.equals(after)) {
          String change = signal.variable().path() + " " + before + " -> " + after;
          broken.add(new Violation(times[i + 1], "signal changed while it had to wait: " + change));
        }
      }
    }
    return broken;
  }

  /**
   * Check that one condition is followed by another.
   *
   * @param cause condition that starts the wait, at the edge where it holds
   * @param effect condition that ends it, at the same edge or a later one
   * @param edges how many further edges the effect may take, 0 or more
   * @return the edges whose cause found no effect in time; a cause too near the end is not judged
   */
  public List<Violation> eventually(Condition cause, Condition effect, int edges) {
    List<Violation> broken = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < times.length; i++) {
      if (!cause.holdsBefore(times[i])) {
        continue;
      }
      next = Math.max(next, i);
      while (next < times.length && !effect.holdsBefore(times[next])) {
        next++;
      }
      if (next - i > edges) {
        broken.add(new Violation(times[i], "no effect within " + edges + " edges of the cause"));
      }
    }
    return broken;
  }

  /**
   * Measure how many edges pass from each cause to the next effect.
   *
   * @param cause condition that starts a measurement
   * @param effect condition that ends it, at the same edge or a later one
   * @return distances in edges; causes without effect are left out
   */
  public Distribution latency(Condition cause, Condition effect) {
    long[] distances = new long[times.length];
    int count = 0;
    int next = 0;
    for (int i = 0; i < times.length; i++) {
      if (!cause.holdsBefore(times[i])) {
        continue;
      }
      next = Math.max(next, i);
      while (next < times.length && !effect.holdsBefore(times[next])) {
        next++;
      }
      if (next < times.length) {
        distances[count++] = next - i;
      }
    }
    return Distribution.of(Arrays.copyOf(distances, count));
  }

  /** {@return the distances between neighbouring times, in timescale units} */
  public Distribution intervals() {
    long[] gaps = new long[Math.max(0, times.length - 1)];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = times[i + 1] - times[i];
    }
    return Distribution.of(gaps);
  }
}
