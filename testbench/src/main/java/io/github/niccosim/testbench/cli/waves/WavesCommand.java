// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli.waves;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Group the commands that work on a trace. */
@Command(
    name = "waves",
    header = "Ask, compare and show signal traces (FST, VCD).",
    description = "Work on a trace of any simulator: FST (all packings) or VCD.",
    subcommands = {
      InfoCommand.class,
      ListCommand.class,
      CatCommand.class,
      ShowCommand.class,
      FindCommand.class,
      CheckCommand.class,
      AxiCommand.class,
      DiffCommand.class,
      PictureCommand.Svg.class,
      PictureCommand.Png.class,
      HtmlCommand.class,
      ViewFileCommand.Gtkw.class,
      ViewFileCommand.Surfer.class,
      WaveJsonCommand.class,
      DescriptorsCommand.class,
      CutCommand.class,
      ViewCommand.class,
    },
    synopsisSubcommandLabel = "COMMAND",
    usageHelpWidth = 96,
    footer = {
      "",
      "Signals: full names, unique ends of names (irq_o, u_csr.state_q), or patterns (TOP.**.q_*).",
      "Times: 12.5ns, 3us, 100ps; without a unit picoseconds.",
      "Exit codes: 0 good or found, 1 difference, violation or nothing found, 2 usage or file.",
      "",
      "FILE may be left out: then it is the trace of the test that failed last, below target/cosim",
      "of this folder or of one in it; the clock, the port and the failure are found in the trace.",
      "",
      "Examples:",
      "  cosim waves view",
      "  cosim waves show",
      "  cosim waves info waves.fst",
      "  cosim waves show waves.fst clk_i irq_o --at 4.2us --clock clk_i",
      "  cosim waves find waves.fst --clock clk_i --when 'm_axi_wvalid && !m_axi_wready'",
      "  cosim waves axi waves.fst TOP.nicdma_top.m_axi_ --clock nicdma_top.clk_i",
      "  cosim waves diff good.fst bad.fst --clock clk_i --html diff.html",
      "  cosim waves html waves.fst -o waves.html"
    })
public final class WavesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  /** Create the command; picocli fills it. */
  public WavesCommand() {}

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "command is missing (expected: one of " + names() + ")");
  }

  private String names() {
    return String.join("|", spec.subcommands().keySet());
  }
}
