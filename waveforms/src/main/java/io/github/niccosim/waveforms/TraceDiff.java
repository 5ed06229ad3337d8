// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares two traces and reports where each signal first differs.
 *
 * <p>Aligned by time, or by the edges of a clock, which allows for different clock periods. Signals
 * are paired by full name.
 */
public final class TraceDiff {
  /**
   * First difference of one signal.
   *
   * @param name full name with bounds
   * @param timeTicksA when it appears in the first trace, in its timescale units
   * @param timeTicksB when it appears in the second trace
   * @param valueA value in the first trace from then on
   * @param valueB value in the second trace
   */
  public record Divergence(
      String name, long timeTicksA, long timeTicksB, WaveValue valueA, WaveValue valueB) {
    /** {@return one line for a report} */
    @Override
    public String toString() {
      String time = timeTicksA == timeTicksB ? "" + timeTicksA : timeTicksA + "/" + timeTicksB;
      return "#" + time + " " + name + ": " + valueA + " | " + valueB;
    }
  }

  private final List<Divergence> divergences = new ArrayList<>();
  private final List<String> onlyInA = new ArrayList<>();
  private final List<String> onlyInB = new ArrayList<>();

  private TraceDiff() {}

  /**
   * Compare at equal times.
   *
   * @param a first trace
   * @param b second trace; must have the same timescale
   * @return differences
   */
  public static TraceDiff byTime(Waveform a, Waveform b) {
    if (!a.info().timescale().equals(b.info().timescale())) {
      throw new WaveformException(
          "traces have different timescales: exponents="
              + a.info().timescale().exponent()
              + ","
              + b.info().timescale().exponent()
              + " (expected: the same | hint: align by a clock)");
    }
    return new TraceDiff().compare(a, b, (name, ha, hb) -> firstByTime(name, ha, hb));
  }

  /**
   * Compare what the n-th rising edge of a clock samples in each trace.
   *
   * @param a first trace
   * @param b second trace
   * @param clock full name of a one-bit signal in both
   * @return differences; edges that only one trace has do not count
   */
  public static TraceDiff byClock(Waveform a, Waveform b, String clock) {
    Edges edgesA = a.signal(clock).rising();
    Edges edgesB = b.signal(clock).rising();
    return new TraceDiff()
        .compare(a, b, (name, ha, hb) -> firstByEdge(name, ha, hb, edgesA, edgesB));
  }

  private interface Finder {
    @Nullable Divergence first(String name, SignalHistory a, SignalHistory b);
  }

  private TraceDiff compare(Waveform a, Waveform b, Finder finder) {
    Map<String, Variable> inB = new LinkedHashMap<>();
    b.variables().forEach(variable -> inB.putIfAbsent(variable.pathWithRange(), variable));
    Map<String, Variable> inA = new LinkedHashMap<>();
    a.variables().forEach(variable -> inA.putIfAbsent(variable.pathWithRange(), variable));
    for (Map.Entry<String, Variable> entry : inA.entrySet()) {
      Variable other = inB.remove(entry.getKey());
      if (other == null) {
        onlyInA.add(entry.getKey());
        continue;
      }
      Divergence first =
          finder.first(entry.getKey(), a.history(entry.getValue()), b.history(other));
      if (first != null) {
        divergences.add(first);
      }
    }
    onlyInB.addAll(inB.keySet());
    divergences.sort(
        Comparator.comparingLong(Divergence::timeTicksA).thenComparing(Divergence::name));
    return this;
  }

  private static @Nullable Divergence firstByTime(String name, SignalHistory a, SignalHistory b) {
    int most = Math.max(a.size(), b.size());
    for (int i = 0; i < most; i++) {
      long timeA = i < a.size() ? a.timeTicks(i) : Long.MAX_VALUE;
      long timeB = i < b.size() ? b.timeTicks(i) : Long.MAX_VALUE;
      boolean same = timeA == timeB && a.value(i).equals(b.value(i));
      if (!same) {
        long time = Math.min(timeA, timeB);
        return new Divergence(name, time, time, a.valueAt(time), b.valueAt(time));
      }
    }
    return null;
  }

  private static @Nullable Divergence firstByEdge(
      String name, SignalHistory a, SignalHistory b, Edges edgesA, Edges edgesB) {
    int common = Math.min(edgesA.count(), edgesB.count());
    int lastA = -2;
    int lastB = -2;
    for (int i = 0; i < common; i++) {
      int indexA = a.indexBefore(edgesA.timeTicks(i));
      int indexB = b.indexBefore(edgesB.timeTicks(i));
      if (indexA == lastA && indexB == lastB) {
        continue;
      }
      lastA = indexA;
      lastB = indexB;
      WaveValue valueA = a.value(indexA);
      WaveValue valueB = b.value(indexB);
      if (!valueA.equals(valueB)) {
        return new Divergence(name, edgesA.timeTicks(i), edgesB.timeTicks(i), valueA, valueB);
      }
    }
    return null;
  }

  /** {@return the first difference of each signal that differs, earliest first} */
  public List<Divergence> divergences() {
    return List.copyOf(divergences);
  }

  /** {@return the names that only the first trace has} */
  public List<String> onlyInA() {
    return List.copyOf(onlyInA);
  }

  /** {@return the names that only the second trace has} */
  public List<String> onlyInB() {
    return List.copyOf(onlyInB);
  }

  /** {@return whether both traces have the same names and values} */
  public boolean isIdentical() {
    return divergences.isEmpty() && onlyInA.isEmpty() && onlyInB.isEmpty();
  }
}
