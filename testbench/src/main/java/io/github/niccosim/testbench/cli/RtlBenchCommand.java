// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli;

import io.github.niccosim.testbench.bench.RtlBench;
import io.github.niccosim.testbench.bench.RtlFigures;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measure how well the engine uses its buses; exit 1 if a figure is below what it has to be. */
@Command(
    name = "rtl",
    header = "Measure how well the DMA engine uses its buses, in clock cycles.",
    description = {
      "Use of the W channel (receive) and R channel (transmit) over width, frame length and memory",
      "latency, each against the best that the formats allow; idle latencies; throughput beside a",
      "starved queue. Markdown tables, the same on every machine.",
      "Exit status 1: a cell is below 95 % of its bound, or the queues keep less than 99 %."
    },
    mixinStandardHelpOptions = true,
    versionProvider = CosimVersion.class,
    usageHelpWidth = 96)
final class RtlBenchCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--width",
      paramLabel = "BITS",
      description = "Data width to measure, repeatable (default: 64, 128, 256, 512).")
  private List<Integer> widths = RtlBench.WIDTHS;

  @Override
  public Integer call() {
    for (int width : widths) {
      if (!RtlBench.WIDTHS.contains(width)) {
        throw new ParameterException(
            spec.commandLine(),
            "data width is illegal: width=" + width + " (expected: 64, 128, 256 or 512)");
      }
    }
    PrintWriter err = spec.commandLine().getErr();
    RtlFigures figures =
        RtlBench.run(
            widths,
            line -> {
              err.println(line);
              err.flush();
            });
    PrintWriter out = spec.commandLine().getOut();
    out.print(figures.markdown());
    out.println();
    out.println(figures.isGood() ? "verdict: good" : "verdict: below the goal");
    out.flush();
    return figures.isGood() ? 0 : 1;
  }
}
