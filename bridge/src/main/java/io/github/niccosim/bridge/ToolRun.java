// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Run one command line tool with its output in a file. */
final class ToolRun {
  private final String tool;
  private final Path log;
  private final Process process;

  private ToolRun(String tool, Path log, Process process) {
    this.tool = tool;
    this.log = log;
    this.process = process;
  }

  /** Start a tool; a missing one is named with the command that installs it. */
  static ToolRun start(List<String> command, Path folder, Path log) {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .start();
      return new ToolRun(command.get(0), log, process);
    } catch (IOException e) {
      throw missing(command.get(0), e);
    }
  }

  /** Run a tool to its end and return what it printed; it has to succeed. */
  static String output(List<String> command) {
    Path log = null;
    try {
      log = Files.createTempFile("nic-cosim-tool", ".log");
      ToolRun run = start(command, Path.of("").toAbsolutePath(), log);
      int exit = run.await();
      String text = run.text();
      if (exit != 0) {
        throw new ModelBuildException(
            "tool failed: command=%s exit=%d output=%s"
                .formatted(String.join(" ", command), exit, text.strip()));
      }
      return text;
    } catch (IOException e) {
      throw new ModelBuildException("temporary file cannot be used: reason=" + e);
    } finally {
      if (log != null) {
        log.toFile().delete();
      }
    }
  }

  /** Wait for the end; an interrupt kills the tool. */
  int await() {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new ModelBuildException("build was interrupted: tool=" + tool);
    }
  }

  void kill() {
    process.destroyForcibly();
  }

  String text() {
    try {
      return new String(Files.readAllBytes(log), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ModelBuildException("tool output cannot be read: file=" + log + " reason=" + e);
    }
  }

  private static ModelBuildException missing(String tool, IOException e) {
    String command = Path.of(tool).getFileName().toString();
    return new ModelBuildException(
        "tool cannot be started: tool=%s reason=%s (hint: sudo apt-get install %s)"
            .formatted(tool, e.getMessage(), Toolchain.debianPackage(command)));
  }
}
