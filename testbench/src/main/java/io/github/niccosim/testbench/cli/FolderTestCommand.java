// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Compile and run the tests of a folder that knows neither this repository nor Maven.
 *
 * <p>The launcher enters the folder first, so that paths in annotations are relative to it.
 */
@Command(
    name = "test",
    header = "Run the tests of a folder of your own, or all of ours.",
    description = {
      "With --dir: compile every .java file below DIR and run its tests there. Without: the tests of"
          + " this repository, by Maven."
    },
    mixinStandardHelpOptions = true,
    versionProvider = CosimVersion.class,
    usageHelpWidth = 96)
final class FolderTestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      required = true,
      description = "Folder with .java tests and RTL; classes and waves go to DIR/target/cosim.")
  private Path dir = Path.of("");

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PATTERN",
      description = "Class, Class#method, with * for anything (default: every test).")
  private @Nullable String pattern;

  @Option(names = "--waves", description = "Keep a waveform of every test (as WAVES=1).")
  private boolean waves;

  @Option(
      names = "-D",
      paramLabel = "NAME=VALUE",
      description = "Set a property, such as -Dseed=0x1f.")
  private Map<String, String> properties = Map.of();

  @Override
  public Integer call() {
    if (!Files.isDirectory(dir)) {
      throw new ParameterException(
          spec.commandLine(), "test folder not found: dir=" + dir + " (expected: a folder)");
    }
    properties.forEach(System::setProperty);
    if (waves) {
      System.setProperty("waves", "1");
    }
    PrintWriter out = spec.commandLine().getOut();
    Path classes = TestSources.compile(dir, spec.commandLine().getErr());
    TestRunner runner = new TestRunner(classes, out);
    runner.run(pattern == null ? "*" : pattern);
    if (runner.finished() == 0) {
      throw new ParameterException(
          spec.commandLine(),
          "no test matches: dir=%s pattern=%s (expected: a class, or Class#method)"
              .formatted(dir, pattern == null ? "*" : pattern));
    }
    return runner.failed() == 0 ? 0 : CliErrors.CHECK_FAILED;
  }
}
