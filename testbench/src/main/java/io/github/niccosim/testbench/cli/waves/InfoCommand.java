// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli.waves;

import io.github.niccosim.waveforms.Variable;
import io.github.niccosim.waveforms.Waveform;
import io.github.niccosim.waveforms.WaveformInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Say what a trace is and how much is in it. */
@Command(
    name = "info",
    header = "Say what a trace is and how much is in it.",
    usageHelpWidth = 96,
    footer = {"", "Example: cosim waves info waves.fst --hash"})
final class InfoCommand extends WavesTask {
  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(
      names = "--hash",
      description = "Add the digest of names and values; equal for equal content.")
  private boolean hash;

  @Override
  int run(Waveform wave) {
    WaveformInfo info = wave.info();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("file", wave.file().toString());
    facts.put("format", info.format().name());
    facts.put("timescale", info.timescale().format(1));
    facts.put("start", info.timescale().format(info.startTicks()));
    facts.put("end", info.timescale().format(info.endTicks()));
    facts.put("variables", wave.variables().size());
    facts.put("signals", wave.variables().stream().map(Variable::handle).distinct().count());
    facts.put("version", info.version());
    facts.put("date", info.date());
    facts.put("complete", info.complete());
    if (!info.complete()) {
      facts.put("notes", String.join("; ", info.notes()));
    }
    if (hash) {
      facts.put("hash", wave.contentHash());
    }
    if (json) {
      printJson(facts);
    } else {
      facts.forEach((name, value) -> out().printf("%-10s %s%n", name, value));
    }
    return 0;
  }
}
