// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli.waves;

import io.github.niccosim.waveforms.Waveform;
import io.github.niccosim.waveforms.WaveformException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE",
      description = "Trace, FST or VCD (default: that of the test that failed last).")
  private @Nullable String first;

  @Override
  public final Integer call() {
    try (Waveform wave = open(trace())) {
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

  /** Return the trace that was named, or that of the test that failed last. */
  private Path trace() throws IOException {
    if (first != null && isTrace(first) && !comparesToNewest()) {
      return Path.of(first);
    }
    Optional<NewestFailure> here = NewestFailure.find(Path.of("").toAbsolutePath());
    NewestFailure newest =
        (here.isPresent() ? here : NewestFailure.anywhere())
            .orElseThrow(() ->
                badUsage(
                    "no trace named and none found: folder=%s%s (expected: FILE, or waves of a"
                            .formatted(
                                Path.of("").toAbsolutePath(), first == null ? "" : " name=" + first)
                        + " test below target/cosim)"));
    Path shown = Path.of("").toAbsolutePath().relativize(newest.trace().toAbsolutePath());
    PrintWriter err = spec.commandLine().getErr();
    err.printf("cosim: %s %s: %s%n", newest.failed() ? "failed" : "newest", newest.test(), shown);
    err.flush();
    return newest.trace();
  }

  /** Whether the only file named is the second one. */
  boolean comparesToNewest() {
    return false;
  }

  final @Nullable String first() {
    return first;
  }

  /** Tell a file from the name of a signal. */
  static boolean isTrace(String word) {
    return word.matches("(?i).*\\.(fst|vcd)(\\.gz)?") || word.contains("/") || isFile(word);
  }

  private static boolean isFile(String word) {
    try {
      return Files.exists(Path.of(word));
    } catch (InvalidPathException e) {
      return false; // a pattern
    }
  }

  /** Return the names asked for: the first word is one of them unless it is the trace. */
  final List<String> names(List<String> rest) {
    List<String> all = new ArrayList<>(rest);
    if (first != null && !isTrace(first)) {
      all.addFirst(first);
    }
    return all;
  }

  /** Return the clock that was named, or the topmost. */
  final String clock(Waveform wave, @Nullable String named) {
    return named != null
        ? named
        : TraceDefaults.clock(wave)
            .orElseThrow(() -> badUsage("--clock is missing: the trace has no clk, clk_i, ..."))
            .pathWithRange();
  }

  /** Return the AXI port that was named, or the topmost. */
  final String port(Waveform wave, List<String> named) {
    return named.isEmpty()
        ? TraceDefaults.axiPorts(wave).stream()
            .findFirst()
            .orElseThrow(() -> badUsage("PREFIX is missing: the trace has no AXI port"))
        : named.getFirst();
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
