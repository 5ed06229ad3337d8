// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli.waves;

import io.github.niccosim.waveforms.Edges;
import io.github.niccosim.waveforms.SignalNames;
import io.github.niccosim.waveforms.Variable;
import io.github.niccosim.waveforms.WaveSignal;
import io.github.niccosim.waveforms.Waveform;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A command that looks at a window of time: two times, or a time and cycles around it. */
abstract class WindowTask extends WavesTask {
  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "First time (default: begin of the trace).",
      converter = Times.class)
  private @Nullable Long fromPs;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "Last time (default: end of the trace).",
      converter = Times.class)
  private @Nullable Long toPs;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "Middle of the window, marked (default: the failure, if the trace has one).",
      converter = Times.class)
  private @Nullable Long atPs;

  @Option(
      names = "--cycles",
      paramLabel = "N",
      defaultValue = "8",
      description = "Cycles on each side of --at (default: ${DEFAULT-VALUE}).")
  private int cycles;

  @Option(
      names = "--clock",
      paramLabel = "SIGNAL",
      description = "Clock (default: the topmost clk, clk_i, clock or aclk).")
  private @Nullable String clock;

  /** A window in picoseconds. */
  record Window(long fromPs, long toPs) {}

  final @Nullable Long atPs() {
    return atPs;
  }

  final String clock(Waveform wave) {
    return clock(wave, clock);
  }

  /** Look at the failure the trace tells of, unless a time was given. */
  final Window failure(Waveform wave) {
    if (atPs == null && fromPs == null && toPs == null) {
      TraceDefaults.failurePs(wave).ifPresent(ps -> atPs = ps);
    }
    return window(wave);
  }

  final Window window(Waveform wave) {
    if (atPs != null) {
      return around(wave, atPs);
    }
    long first = wave.info().timescale().toPs(wave.info().startTicks());
    long last = wave.info().timescale().toPs(wave.info().endTicks());
    long from = fromPs == null ? first : fromPs;
    long to = toPs == null ? Math.max(last, from + 1) : toPs;
    if (to <= from) {
      throw badUsage("window is empty: from=" + from + " to=" + to + " (expected: from < to)");
    }
    return new Window(from, to);
  }

  private Window around(Waveform wave, long middle) {
    if (fromPs != null || toPs != null) {
      throw badUsage("--at goes with neither --from nor --to");
    }
    if (cycles < 1) {
      throw badUsage("cycles is out of range: cycles=" + cycles + " (expected: 1 or more)");
    }
    Edges edges = signal(wave, clock(wave)).rising();
    if (edges.count() < 2) {
      throw badUsage("clock has no edges: clock=" + clock(wave) + " (expected: two or more)");
    }
    long ticks = wave.info().timescale().fromPs(middle);
    int before = 0;
    while (before + 1 < edges.count() && edges.timeTicks(before + 1) <= ticks) {
      before++;
    }
    long from = edges.timeTicks(Math.max(0, before - cycles));
    long to = edges.timeTicks(Math.min(edges.count() - 1, before + cycles));
    int last = edges.count() - 1;
    long period = edges.timeTicks(last) - edges.timeTicks(last - 1);
    to = Math.max(to, ticks + 2 * period); // a failure ends the trace: leave room for its text
    return new Window(
        wave.info().timescale().toPs(from), wave.info().timescale().toPs(Math.max(to, from + 1)));
  }

  static WaveSignal signal(Waveform wave, String name) {
    return wave.signal(SignalNames.one(wave, name).pathWithRange());
  }

  /** Return the signals asked for, or those that tell most at a glance. */
  final List<Variable> chosen(Waveform wave, List<String> rest) {
    List<String> wanted = names(rest);
    return wanted.isEmpty() ? TraceDefaults.rows(wave) : resolve(wave, wanted);
  }

  /** Resolve names and patterns, each signal once, in the order asked for. */
  static List<Variable> resolve(Waveform wave, List<String> names) {
    Set<Variable> found = new LinkedHashSet<>();
    names.forEach(name -> found.addAll(SignalNames.all(wave, name)));
    return List.copyOf(found);
  }

  static String[] paths(List<Variable> variables) {
    return variables.stream().map(Variable::pathWithRange).toArray(String[]::new);
  }
}
