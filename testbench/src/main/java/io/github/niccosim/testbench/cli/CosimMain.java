// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli;

import io.github.niccosim.testbench.cli.waves.WavesCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** Run the {@code cosim} command: parse, execute, turn the outcome into an exit code. */
@Command(
    name = "cosim",
    description = "Validate NIC DMA RTL against a host that behaves like Linux.",
    subcommands = {
      RunCommand.class,
      FolderTestCommand.class,
      BenchCommand.class,
      HandlesCommand.class,
      WavesCommand.class,
      HelpCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    usageHelpWidth = 96,
    versionProvider = CosimVersion.class,
    footer = {"", "Exit codes: 0 good, 1 a check failed, 2 usage or environment."})
public final class CosimMain {
  private CosimMain() {}

  /** Run the command in {@code args} and exit the JVM with its exit code. */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = execute(out, err, args);
    out.flush();
    err.flush();
    System.exit(code);
  }

  /**
   * Run the command in {@code args}, printing to the given writers.
   *
   * @return exit code: 0 good, 1 a check failed, 2 usage or environment
   */
  static int execute(PrintWriter out, PrintWriter err, String... args) {
    CommandLine command = new CommandLine(new CosimMain());
    command.setOut(out).setErr(err);
    command.setCaseInsensitiveEnumValuesAllowed(true);
    command.setParameterExceptionHandler(CliErrors::onBadUsage);
    command.setExecutionExceptionHandler(CliErrors::onFailure);
    return command.execute(args.length == 0 ? new String[] {"help"} : args);
  }
}
