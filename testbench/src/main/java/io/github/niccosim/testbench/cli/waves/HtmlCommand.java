// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli.waves;

import io.github.niccosim.waveforms.Waveform;
import io.github.niccosim.waveforms.axi.AxiTrace;
import io.github.niccosim.waveforms.html.HtmlView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Write a page that shows the trace. */
@Command(
    name = "html",
    header = "Write one HTML file with its own viewer; no server, no network.",
    usageHelpWidth = 96,
    footer = {
      "",
      "The whole trace goes into the page; --from and --to, or --at, choose what is seen first.",
      "Example: cosim waves html waves.fst -o waves.html --axi TOP.nicdma_top.m_axi_ --clock clk_i"
    })
final class HtmlCommand extends WindowTask {
  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "SIGNAL",
      description = "Signals shown first (default: those of the top scopes).")
  private List<String> names = new ArrayList<>();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      required = true,
      description = "File to write.")
  private Path target = Path.of("");

  @Option(names = "--title", paramLabel = "TEXT", description = "Title (default: file name).")
  private @Nullable String title;

  @Option(
      names = "--mark",
      paramLabel = "TEXT",
      defaultValue = "here",
      description = "Flag at --at (default: ${DEFAULT-VALUE}).")
  private String mark = "here";

  @Option(
      names = "--axi",
      paramLabel = "PREFIX",
      description = "Add lanes with the bursts of an AXI port. Repeatable.")
  private List<String> ports = new ArrayList<>();

  @Option(
      names = "--limit-mb",
      paramLabel = "MB",
      defaultValue = "5",
      description = "Largest packed size; above it the window is cut (default: ${DEFAULT-VALUE}).")
  private int limitMegabytes;

  @Override
  int run(Waveform wave) throws IOException {
    if (limitMegabytes < 1 || limitMegabytes > 500) {
      throw badUsage("limit is out of range: limit-mb=" + limitMegabytes + " (expected: 1..500)");
    }
    Window window = failure(wave);
    HtmlView view = HtmlView.of(wave).viewPs(window.fromPs(), window.toPs());
    view.limitBytes(limitMegabytes * 1_000_000L);
    view.signals(paths(resolve(wave, names(names))));
    if (title != null) {
      view.title(title);
    }
    Long at = atPs();
    if (at != null) {
      view.flagPs(at, mark);
    }
    for (String port : ports) {
      view.transactions(AxiTrace.of(wave, port, clock(wave)).transactions());
    }
    wrote(view.write(target));
    return 0;
  }
}
