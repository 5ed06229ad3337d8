// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli;

import io.github.niccosim.waveforms.Edges;
import io.github.niccosim.waveforms.Excerpt;
import io.github.niccosim.waveforms.Variable;
import io.github.niccosim.waveforms.Waveform;
import io.github.niccosim.waveforms.WaveformException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Draws the ports of a failed test around the moment of its failure, from the lines that every
 * failure carries: {@code time=… cycle=… of …} and {@code waves=…}.
 */
final class FailureExcerpt {
  private static final Pattern POSITION =
      Pattern.compile("time=([0-9.]+) ns(?: cycle=[0-9]+ of (\\S+))?");
  private static final Pattern WAVES = Pattern.compile("waves=(\\S+)");
  private static final int MOST_ROWS = 14;
  private static final int CYCLES_BEFORE = 7;

  private FailureExcerpt() {}

  /** Return the waveform that a failure names. */
  static Optional<Path> waves(String message) {
    Matcher found = WAVES.matcher(message);
    return found.find() ? Optional.of(Path.of(found.group(1))) : Optional.empty();
  }

  /** Return the picture, or why there is none. */
  static String of(String message, Path file) {
    Matcher position = POSITION.matcher(message);
    if (!position.find()) {
      return "no excerpt: the failure has no simulated time\n";
    }
    long timePs = new BigDecimal(position.group(1)).movePointRight(3).longValue();
    String clock = position.group(2);
    try (Waveform wave = Waveform.open(file)) {
      return draw(wave, clock, timePs);
    } catch (IOException | WaveformException e) {
      return "no excerpt: " + e.getMessage() + "\n";
    }
  }

  /** Some edges of the clock before the failure, whose own step is not in the trace any more. */
  private static long startPs(Waveform wave, String clock, long timePs) {
    Edges edges = wave.signal(clock).rising();
    long ticks = wave.info().timescale().fromPs(timePs);
    int last = edges.count() - 1;
    while (last > 0 && edges.timeTicks(last) >= ticks) {
      last--;
    }
    if (last < 0) {
      return Math.max(0, timePs - 1);
    }
    long fromTicks = edges.timeTicks(Math.max(0, last - CYCLES_BEFORE + 1));
    return Math.min(wave.info().timescale().toPs(fromTicks), timePs - 1);
  }

  private static String draw(Waveform wave, String clock, long timePs) {
    List<Variable> ports = wave.match("TOP.*");
    String[] rows =
        ports.stream()
            .map(Variable::path)
            .sorted(Comparator.comparing(path -> !path.equals("TOP." + clock)))
            .limit(MOST_ROWS)
            .toArray(String[]::new);
    if (rows.length == 0) {
      return "no excerpt: the trace has no ports: file=" + wave.file() + "\n";
    }
    Excerpt excerpt = Excerpt.of(wave).signals(rows).markPs(timePs, "failed here");
    if (rows[0].equals("TOP." + clock)) {
      excerpt.windowPs(startPs(wave, rows[0], timePs), timePs + 1);
    }
    String more = ports.size() > rows.length ? "(" + (ports.size() - rows.length) + " more)\n" : "";
    return excerpt.text() + more;
  }
}
