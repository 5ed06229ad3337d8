// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli.waves;

import io.github.niccosim.waveforms.Variable;
import io.github.niccosim.waveforms.VcdFile;
import io.github.niccosim.waveforms.Waveform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Write a part of a trace. */
@Command(
    name = "cut",
    header = "Write a part of a trace, in time and signals, as a small VCD.",
    usageHelpWidth = 96,
    footer = {
      "",
      "Example: cosim waves cut waves.fst 'TOP.**.m_axi_*' --at 4.2us --cycles 50 -o part.vcd"
    })
final class CutCommand extends WindowTask {
  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "SIGNAL",
      description = "Signals (default: all).")
  private List<String> rest = new ArrayList<>();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      required = true,
      description = "File to write, VCD.")
  private Path target = Path.of("");

  @Override
  int run(Waveform wave) throws IOException {
    if (!String.valueOf(target.getFileName()).endsWith(".vcd")) {
      throw badUsage("only VCD is written: file=" + target + " (expected: NAME.vcd)");
    }
    Window window = failure(wave);
    List<Variable> chosen = resolve(wave, names(rest));
    wrote(VcdFile.of(wave).signals(chosen).windowPs(window.fromPs(), window.toPs()).write(target));
    return 0;
  }
}
