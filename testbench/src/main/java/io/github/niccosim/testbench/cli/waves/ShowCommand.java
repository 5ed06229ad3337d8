// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli.waves;

import io.github.niccosim.waveforms.Excerpt;
import io.github.niccosim.waveforms.Waveform;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draw a window as text. */
@Command(
    name = "show",
    header = "Draw a window as text of at most 80 columns.",
    usageHelpWidth = 96,
    footer = {"", "Example: cosim waves show waves.fst clk_i irq_o --at 4.2us --clock clk_i"})
final class ShowCommand extends WindowTask {
  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "SIGNAL",
      description = "Signals (default: annotations, clock and ports).")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--mark",
      paramLabel = "TEXT",
      defaultValue = "here",
      description = "Text at --at (default: ${DEFAULT-VALUE}).")
  private String mark = "here";

  @Override
  int run(Waveform wave) {
    out().print(excerpt(this, wave, names, mark).text());
    return 0;
  }

  static Excerpt excerpt(WindowTask task, Waveform wave, List<String> names, String mark) {
    Window window = task.failure(wave);
    Excerpt excerpt =
        Excerpt.of(wave)
            .signals(paths(task.chosen(wave, names)))
            .windowPs(window.fromPs(), window.toPs());
    Long at = task.atPs();
    return at == null ? excerpt : excerpt.markPs(at, mark);
  }
}
