// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli.waves;

import io.github.niccosim.waveforms.Condition;
import io.github.niccosim.waveforms.ConditionText;
import io.github.niccosim.waveforms.Distribution;
import io.github.niccosim.waveforms.Edges;
import io.github.niccosim.waveforms.Edges.Violation;
import io.github.niccosim.waveforms.WaveSignal;
import io.github.niccosim.waveforms.Waveform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Check rules on a trace. */
@Command(
    name = "check",
    header = "Check a rule at every clock edge; exit code 1 if it is broken.",
    usageHelpWidth = 96,
    footer = {
      "",
      "Examples:",
      "  cosim waves check w.fst --clock clk_i --never 'valid && data == x'",
      "  cosim waves check w.fst --clock clk_i --while 'valid && !ready' --stable valid,data",
      "  cosim waves check w.fst --clock clk_i --after valid --then ready --within 16"
    })
final class CheckCommand extends WindowTask {
  private static final int MOST = 100;

  @Option(names = "--never", paramLabel = "CONDITION", description = "Must not hold.")
  private @Nullable String never;

  @Option(names = "--while", paramLabel = "CONDITION", description = "When --stable applies.")
  private @Nullable String whileHolds;

  @Option(
      names = "--stable",
      split = ",",
      paramLabel = "SIGNAL",
      description = "Must not change at the edge after --while held.")
  private List<String> stable = new ArrayList<>();

  @Option(names = "--after", paramLabel = "CONDITION", description = "Must be followed by --then.")
  private @Nullable String after;

  @Option(names = "--then", paramLabel = "CONDITION", description = "Must follow --after.")
  private @Nullable String then;

  @Option(
      names = "--within",
      paramLabel = "EDGES",
      defaultValue = "16",
      description = "Edges --then may take (default: ${DEFAULT-VALUE}).")
  private int within;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  int run(Waveform wave) {
    String clock = clock(wave);
    Window window = window(wave);
    Edges edges =
        signal(wave, clock)
            .rising()
            .between(
                wave.info().timescale().fromPs(window.fromPs()),
                wave.info().timescale().fromPs(window.toPs()) + 1);
    List<Violation> broken = rules(wave, edges);
    if (json) {
      List<Map<String, Object>> rows = new ArrayList<>();
      for (Violation each : broken) {
        long timePs = wave.info().timescale().toPs(each.timeTicks());
        rows.add(Map.of("time_ps", timePs, "message", each.message()));
      }
      printJson(Map.of("count", broken.size(), "edges", edges.count(), "violations", rows));
      return broken.isEmpty() ? 0 : FOUND_FAULT;
    }
    for (Violation each : broken.subList(0, Math.min(MOST, broken.size()))) {
      out().println(wave.info().timescale().format(each.timeTicks()) + ": " + each.message());
    }
    out().printf("%d violations at %d edges%n", broken.size(), edges.count());
    return broken.isEmpty() ? 0 : FOUND_FAULT;
  }

  private List<Violation> rules(Waveform wave, Edges edges) {
    if (never == null && stable.isEmpty() && after == null) {
      throw badUsage(
          "rule is missing (expected: --never, --while with --stable, --after with --then)");
    }
    List<Violation> broken = new ArrayList<>();
    if (never != null) {
      for (long ticks : edges.when(ConditionText.parse(wave, never)).times()) {
        broken.add(new Violation(ticks, "condition holds: " + never));
      }
    }
    if (!stable.isEmpty()) {
      if (whileHolds == null) {
        throw badUsage("--stable needs --while");
      }
      WaveSignal[] signals =
          stable.stream().map(name -> signal(wave, name)).toArray(WaveSignal[]::new);
      broken.addAll(edges.stableAfter(ConditionText.parse(wave, whileHolds), signals));
    }
    if (after != null) {
      if (then == null) {
        throw badUsage("--after needs --then");
      }
      Condition cause = ConditionText.parse(wave, after);
      Condition effect = ConditionText.parse(wave, then);
      broken.addAll(edges.eventually(cause, effect, within));
      if (json) {
        return broken;
      }
      Distribution waits = edges.latency(cause, effect);
      out()
          .printf(
              "edges from cause to effect: count=%d min=%d p50=%d p99=%d max=%d%n",
              waits.count(), waits.min(), waits.p50(), waits.p99(), waits.max());
    }
    return broken;
  }
}
