// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.trace;

import io.github.niccosim.waveforms.Edges;
import io.github.niccosim.waveforms.Excerpt;
import io.github.niccosim.waveforms.SignalHistory;
import io.github.niccosim.waveforms.Variable;
import io.github.niccosim.waveforms.Waveform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Draw the clock cycles around a moment as text, for the message of a failure. */
public final class FailurePicture {
  /** Leaves room for the indentation of a message in a list of failures. */
  public static final int COLUMNS = 72;

  private static final int MOST_ROWS = 14;
  private static final int CYCLES_BEFORE = 6;
  private static final int CYCLES_AFTER = 2;

  private final Waveform wave;
  private final long momentPs;

  private FailurePicture(Waveform wave, long momentPs) {
    this.wave = wave;
    this.momentPs = momentPs;
  }

  /**
   * Draw.
   *
   * @param trace closed trace
   * @param clock full name of the clock in the trace, {@code null} without one
   * @param wanted full names, most telling first; all of them are shown
   * @param others full names to choose from if there is none of these: those that move
   * @param momentPs the moment, in picoseconds
   * @param text what happened there
   * @return lines of at most {@link #COLUMNS} characters; none when the trace has no such signal
   * @throws IOException if the trace cannot be read
   */
  public static List<String> draw(
      Path trace,
      @Nullable String clock,
      List<String> wanted,
      List<String> others,
      long momentPs,
      String text)
      throws IOException {
    try (Waveform wave = Waveform.open(trace)) {
      return new FailurePicture(wave, momentPs).lines(clock, wanted, others, text);
    }
  }

  private List<String> lines(
      @Nullable String clock, List<String> wanted, List<String> others, String text) {
    boolean clocked = clock != null && !wave.match(clock).isEmpty();
    long[] window = clocked && clock != null ? cycles(wave.signal(clock).rising()) : around();
    List<String> rows = rows(clocked ? clock : null, wanted, others, window);
    if (rows.isEmpty()) {
      return List.of();
    }
    return Excerpt.of(wave)
        .signals(rows.toArray(String[]::new))
        .windowPs(window[0], window[1])
        .markPs(momentPs, text)
        .columns(COLUMNS)
        .text()
        .lines()
        .toList();
  }

  /** From some edges before the moment to few after it; the moment itself is always inside. */
  private long[] cycles(Edges edges) {
    long ticks = wave.info().timescale().fromPs(momentPs);
    int at = 0;
    while (at + 1 < edges.count() && edges.timeTicks(at + 1) <= ticks) {
      at++;
    }
    if (edges.count() == 0) {
      return around();
    }
    long from = toPs(edges.timeTicks(Math.max(0, at - CYCLES_BEFORE)));
    long to = toPs(edges.timeTicks(Math.min(edges.count() - 1, at + CYCLES_AFTER)));
    return new long[] {Math.min(from, momentPs), Math.max(to, momentPs + 1)};
  }

  private long[] around() {
    return new long[] {toPs(wave.info().startTicks()), Math.max(momentPs, 0) + 1};
  }

  private long toPs(long ticks) {
    return wave.info().timescale().toPs(ticks);
  }

  private List<String> rows(
      @Nullable String clock, List<String> wanted, List<String> others, long[] window) {
    Set<String> rows = new LinkedHashSet<>();
    if (clock != null) {
      rows.add(clock);
    }
    wanted.stream().filter(name -> !wave.match(name).isEmpty()).forEach(rows::add);
    if (rows.size() > 1) {
      return rows.stream().limit(MOST_ROWS).toList();
    }
    List<String> names = others.isEmpty() ? everything() : others;
    boolean all = rows.size() + names.size() <= MOST_ROWS;
    for (String name : names) {
      for (Variable variable : wave.match(name)) {
        if (all || moves(variable, window)) {
          rows.add(variable.path());
        }
      }
    }
    return rows.stream().limit(MOST_ROWS).toList();
  }

  private List<String> everything() {
    return wave.variables().stream()
        .map(Variable::path)
        .filter(path -> !path.startsWith("cosim."))
        .toList();
  }

  private boolean moves(Variable variable, long[] window) {
    SignalHistory history = wave.history(variable);
    long from = wave.info().timescale().fromPs(window[0]);
    long to = wave.info().timescale().fromPs(window[1]);
    int before = history.indexAt(from);
    return history.indexAt(to) != before;
  }
}
