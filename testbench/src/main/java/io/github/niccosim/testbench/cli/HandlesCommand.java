// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli;

import io.github.niccosim.bridge.GenerateHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/**
 * Turn a Verilog top into a Java class with typed fields.
 *
 * <p>All options are {@link GenerateHandles}'s, which build tools call without this command.
 */
@Command(
    name = "handles",
    header = "Generate a Java class with a typed field for each port of a Verilog top.",
    description = {
      "A wrong name, direction or width in a test then does not compile.",
      "  --top NAME --out FOLDER FILE...   what to read, where the sources go",
      "  --package NAME, --class NAME      of the class (default: none, from the top)",
      "  -f FILELIST, -I FOLDER, -D NAME=VALUE, -G NAME=LITERAL   as for verilator",
      "  --publish PATH, --publish-writable PATH, --forceable PATH   internal signals, too"
    },
    synopsisHeading = "Usage: ",
    customSynopsis = "cosim handles --top NAME --out FOLDER [OPTIONS] FILE...",
    usageHelpWidth = 96)
final class HandlesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  private boolean help;

  @Unmatched private final List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() {
    return GenerateHandles.run(
        spec.commandLine().getOut(), spec.commandLine().getErr(), arguments.toArray(String[]::new));
  }
}
