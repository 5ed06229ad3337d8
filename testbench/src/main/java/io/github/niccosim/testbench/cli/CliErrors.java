// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli;

import io.github.niccosim.bridge.ModelBuildException;
import io.github.niccosim.bridge.ModelException;
import io.github.niccosim.testbench.report.RunException;
import io.github.niccosim.testbench.traffic.CaptureException;
import io.github.niccosim.waveforms.WaveformException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turn what went wrong into one clear line and an exit code. */
final class CliErrors {
  /** A check failed. */
  static final int CHECK_FAILED = 1;

  /** Wrong usage, or an environment that cannot do what was asked. */
  static final int UNUSABLE = 2;

  private CliErrors() {}

  /** Report options that cannot be parsed. */
  static int onBadUsage(ParameterException error, String[] args) {
    CommandLine command = error.getCommandLine();
    String message = oneLine(String.valueOf(error.getMessage()));
    List<String> suggestions =
        error instanceof UnmatchedArgumentException unmatched
            ? unmatched.getSuggestions()
            : List.of();
    String name = command.getCommandSpec().qualifiedName();
    String hint =
        suggestions.isEmpty()
            ? "hint: ./" + name + " --help"
            : "did you mean: " + String.join(", ", suggestions) + "?";
    print(command.getErr(), message + " (" + hint + ")");
    return UNUSABLE;
  }

  /** Report what a command threw: a message for expected errors, the stack for our own faults. */
  static int onFailure(Exception error, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (isExpected(error)) {
      print(err, oneLine(String.valueOf(error.getMessage())));
    } else {
      print(err, "internal error, please report it: " + error);
      error.printStackTrace(err);
    }
    return UNUSABLE;
  }

  static void print(PrintWriter err, String message) {
    err.println("cosim: error: " + message);
    err.flush();
  }

  private static boolean isExpected(Exception error) {
    return error instanceof RunException
        || error instanceof CaptureException
        || error instanceof ModelBuildException
        || error instanceof ModelException
        || error instanceof WaveformException
        || error instanceof UncheckedIOException;
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", " | ");
  }
}
