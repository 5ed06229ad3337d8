// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli.waves;

import io.github.niccosim.waveforms.TraceDiff;
import io.github.niccosim.waveforms.Waveform;
import io.github.niccosim.waveforms.axi.AxiTrace;
import io.github.niccosim.waveforms.html.HtmlView;
import io.github.niccosim.waveforms.transaction.TransactionDiff;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compare two traces. */
@Command(
    name = "diff",
    header = "Compare two traces; exit code 1 if they differ.",
    description = {
      "By time; with --clock by what the n-th edge samples; with --axi by the n-th burst of each",
      "identifier, which one more stall does not disturb."
    },
    usageHelpWidth = 96,
    footer = {"", "Example: cosim waves diff good.fst bad.fst --clock TOP.clk_i --html diff.html"})
final class DiffCommand extends WavesTask {
  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "OTHER",
      description = "Second trace; without it FILE is compared with the test that failed last.")
  private @Nullable Path second;

  @Option(names = "--clock", paramLabel = "SIGNAL", description = "Align by edges of this clock.")
  private @Nullable String clock;

  @Option(
      names = "--axi",
      paramLabel = "PREFIX",
      description = "Align by the bursts of this AXI port.")
  private @Nullable String axi;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "Most differences printed (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write a page with the differences shaded.")
  private @Nullable Path html;

  @Override
  boolean comparesToNewest() {
    return second == null;
  }

  @Override
  int run(Waveform wave) throws IOException {
    String only = first();
    if (second == null && only == null) {
      throw badUsage("trace to compare with is missing (expected: FILE OTHER, or OTHER)");
    }
    try (Waveform other = open(second != null ? second : Path.of(String.valueOf(only)))) {
      if (html != null) {
        HtmlView.of(wave).compareTo(other).write(html);
      }
      if (axi != null) {
        return bursts(wave, other, axi);
      }
      TraceDiff diff =
          clock == null
              ? TraceDiff.byTime(wave, other)
              : TraceDiff.byClock(wave, other, WindowTask.signal(wave, clock).variable().path());
      print(diff, wave);
      return diff.isIdentical() ? 0 : FOUND_FAULT;
    }
  }

  private int bursts(Waveform wave, Waveform other, String prefix) {
    String edges = clock(wave, clock);
    List<TransactionDiff.Difference> found =
        TransactionDiff.of(
            AxiTrace.of(wave, prefix, edges).transactions(),
            AxiTrace.of(other, prefix, edges).transactions());
    if (json) {
      printJson(Map.of("count", found.size(), "differences", found));
    } else {
      found.stream().limit(limit).forEach(out()::println);
      out().println(found.size() + " bursts differ");
    }
    return found.isEmpty() ? 0 : FOUND_FAULT;
  }

  private void print(TraceDiff diff, Waveform wave) {
    List<TraceDiff.Divergence> all = diff.divergences();
    if (json) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("count", all.size());
      tree.put("only_in_first", diff.onlyInA());
      tree.put("only_in_second", diff.onlyInB());
      tree.put(
          "differences",
          all.stream()
              .map(each ->
                  Map.of(
                      "name", each.name(),
                      "time_ps", wave.info().timescale().toPs(each.timeTicksA()),
                      "first", each.valueA().toString(),
                      "second", each.valueB().toString()))
              .toList());
      printJson(tree);
      return;
    }
    for (TraceDiff.Divergence each : all.subList(0, Math.min(limit, all.size()))) {
      String time = wave.info().timescale().format(each.timeTicksA());
      out().printf("%s  %s: %s | %s%n", time, each.name(), each.valueA(), each.valueB());
    }
    diff.onlyInA().stream().limit(limit).forEach(name -> out().println("only in first: " + name));
    diff.onlyInB().stream().limit(limit).forEach(name -> out().println("only in second: " + name));
    out()
        .printf(
            "%d signals differ, %d only in the first, %d only in the second%n",
            all.size(), diff.onlyInA().size(), diff.onlyInB().size());
  }
}
