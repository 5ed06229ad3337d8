// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli.waves;

import io.github.niccosim.waveforms.WaveJson;
import io.github.niccosim.waveforms.Waveform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Write WaveJSON for WaveDrom. */
@Command(
    name = "wavejson",
    header = "Write a window as WaveJSON for WaveDrom, one character per cycle.",
    usageHelpWidth = 96,
    footer = {"", "Example: cosim waves wavejson waves.fst irq_o --clock clk_i --to 200ns"})
final class WaveJsonCommand extends WindowTask {
  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "SIGNAL",
      description = "Signals (default: annotations, clock and ports).")
  private List<String> names = new ArrayList<>();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "File to write (default: standard output).")
  private @Nullable Path target;

  @Override
  int run(Waveform wave) throws IOException {
    String clock = clock(wave);
    Window window = window(wave);
    String text =
        WaveJson.of(
            wave,
            clock,
            chosen(wave, names),
            wave.info().timescale().fromPs(window.fromPs()),
            wave.info().timescale().fromPs(window.toPs()));
    if (target == null) {
      out().print(text);
    } else {
      Files.writeString(target, text, StandardCharsets.UTF_8);
      wrote(target);
    }
    return 0;
  }
}
