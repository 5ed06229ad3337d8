// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli.waves;

import io.github.niccosim.waveforms.SignalNames;
import io.github.niccosim.waveforms.Variable;
import io.github.niccosim.waveforms.Waveform;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** List the signals of a trace. */
@Command(
    name = "ls",
    header = "List signals.",
    usageHelpWidth = 96,
    footer = {"", "Example: cosim waves ls waves.fst '**.u_csr.*'"})
final class ListCommand extends WavesTask {
  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PATTERN",
      description = "Names to list (default: all).")
  private List<String> rest = new ArrayList<>();

  @Option(
      names = {"-l", "--long"},
      description = "Add width, kind, direction and names of values.")
  private boolean detailed;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  int run(Waveform wave) {
    List<String> patterns = names(rest);
    List<Variable> found =
        patterns.isEmpty() ? wave.variables() : SignalNames.all(wave, patterns.getFirst());
    if (json) {
      List<Map<String, Object>> rows = new ArrayList<>();
      found.forEach(variable -> rows.add(facts(variable)));
      printJson(rows);
      return 0;
    }
    for (Variable variable : found) {
      if (detailed) {
        Map<String, Object> facts = facts(variable);
        out()
            .printf(
                "%5s %-9s %-8s %s  %s%n",
                facts.get("width"),
                facts.get("kind"),
                facts.get("direction"),
                variable.pathWithRange(),
                facts.getOrDefault("values", ""));
      } else {
        out().println(variable.pathWithRange());
      }
    }
    return 0;
  }

  private static Map<String, Object> facts(Variable variable) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("name", variable.pathWithRange());
    facts.put("width", variable.widthBits());
    facts.put("kind", variable.kind().name().toLowerCase(Locale.ROOT));
    facts.put("direction", variable.direction().name().toLowerCase(Locale.ROOT));
    if (variable.enumTable() != null) {
      facts.put("values", variable.enumTable().namesByBits());
    }
    return facts;
  }
}
