// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli.waves;

import io.github.niccosim.waveforms.Waveform;
import io.github.niccosim.waveforms.WaveformException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** What every command on one trace has: the file, help, and errors in one line. */
abstract class WavesTask implements Callable<Integer> {
  /** Nothing was found, or something that must not be. */
  static final int FOUND_FAULT = 1;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  @Parameters(index = "0", paramLabel = "FILE", description = "Trace, FST or VCD.")
  private Path file = Path.of("");

  @Override
  public final Integer call() {
    try (Waveform wave = open(file)) {
      int code = run(wave);
      out().flush();
      return code;
    } catch (WaveformException e) {
      throw new UncheckedIOException(String.valueOf(e.getMessage()), new IOException(e));
    } catch (NoSuchFileException | FileNotFoundException e) {
      throw new UncheckedIOException("file not found: file=" + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("file error: " + e.getMessage(), e);
    }
  }

  /** Do the work; return the exit code. */
  abstract int run(Waveform wave) throws IOException;

  /** Open a trace; say what a damaged one lacks. */
  final Waveform open(Path trace) throws IOException {
    Waveform wave = Waveform.open(trace);
    for (String note : wave.info().notes()) {
      spec.commandLine().getErr().println("cosim: note: " + trace.getFileName() + ": " + note);
    }
    return wave;
  }

  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  final void printJson(Object tree) {
    out()
        .println(
            JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(tree));
  }

  final ParameterException badUsage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** Report a file that was written. */
  final void wrote(Path target) {
    out().println(target);
  }
}
