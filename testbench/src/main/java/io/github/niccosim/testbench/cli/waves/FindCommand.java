// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli.waves;

import io.github.niccosim.waveforms.ConditionText;
import io.github.niccosim.waveforms.Edges;
import io.github.niccosim.waveforms.Variable;
import io.github.niccosim.waveforms.Waveform;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Find clock edges at which a condition holds. */
@Command(
    name = "find",
    header = "Find the clock edges at which a condition holds.",
    description = {
      "Values are those just before the edge, as a flip-flop samples them.",
      "Conditions: valid && !ready || len >= 64, state_q == Write, data == x."
    },
    usageHelpWidth = 96,
    footer = {
      "",
      "Exit code 1 if there is none.",
      "Example: cosim waves find waves.fst --clock clk_i --when 'irq_o && !rst_ni' irq_o"
    })
final class FindCommand extends WindowTask {
  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "SIGNAL",
      description = "Signals whose values to print with each edge.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--when", paramLabel = "CONDITION", required = true, description = "Condition.")
  private String when = "";

  @Option(names = "--count", description = "Print only the number of edges.")
  private boolean countOnly;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Most edges printed; 0 is no limit (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  int run(Waveform wave) {
    String clock = clock(wave);
    Window window = window(wave);
    Edges found =
        signal(wave, clock)
            .rising()
            .between(
                wave.info().timescale().fromPs(window.fromPs()),
                wave.info().timescale().fromPs(window.toPs()) + 1)
            .when(ConditionText.parse(wave, when));
    if (countOnly) {
      out().println(found.count());
    } else {
      print(wave, found);
    }
    return found.count() > 0 ? 0 : FOUND_FAULT;
  }

  private void print(Waveform wave, Edges found) {
    List<Variable> shown = resolve(wave, names(names));
    int most = limit > 0 ? Math.min(limit, found.count()) : found.count();
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      long ticks = found.timeTicks(i);
      Map<String, Object> values = new LinkedHashMap<>();
      for (Variable variable : shown) {
        values.put(variable.path(), wave.history(variable).valueBefore(ticks).toString());
      }
      if (json) {
        rows.add(Map.of("time_ps", wave.info().timescale().toPs(ticks), "values", values));
      } else {
        StringBuilder line = new StringBuilder(wave.info().timescale().format(ticks));
        values.forEach((name, value) -> line.append("  ").append(name).append('=').append(value));
        out().println(line);
      }
    }
    if (json) {
      printJson(Map.of("count", found.count(), "edges", rows));
    } else if (most < found.count()) {
      out().println("... (" + found.count() + " in all | hint: --limit 0 prints all)");
    }
  }
}
