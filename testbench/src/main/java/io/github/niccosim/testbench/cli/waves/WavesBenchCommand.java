// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli.waves;

import io.github.niccosim.waveforms.Variable;
import io.github.niccosim.waveforms.Waveform;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Measure the readers against fst2vcd and vcd2fst on the same file, in turns in one run. */
@Command(
    name = "waves",
    header = "Measure the trace readers against fst2vcd and vcd2fst on one file.",
    description = {
      "Measure the trace readers against GTKWave's tools on the same file, in turns in one run.",
      "Without FILE a trace of about four million changes is made. Exit code 1 if a target is missed."
    },
    usageHelpWidth = 96)
public final class WavesBenchCommand implements Callable<Integer> {
  private static final int WARM_UP = 2;
  private static final int MEASURED = 5;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  @Option(names = "--json", description = "Print JSON instead of a table.")
  private boolean json;

  @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "FST to measure.")
  private @Nullable Path file;

  private final Map<String, Object> results = new LinkedHashMap<>();
  private boolean missed;

  /** Create the command; picocli fills it. */
  public WavesBenchCommand() {}

  /** Something that takes time and returns something that depends on all of it. */
  private interface Work {
    long run() throws IOException;
  }

  @Override
  public Integer call() {
    try {
      Path folder = Files.createTempDirectory("cosim-bench-waves");
      try {
        measure(folder);
      } finally {
        for (String name : List.of("made.vcd", "made.fst", "out.vcd", "out.fst")) {
          Files.deleteIfExists(folder.resolve(name));
        }
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("benchmark cannot run: " + e.getMessage(), e);
    }
    if (json) {
      spec.commandLine()
          .getOut()
          .println(
              JsonMapper.builder()
                  .build()
                  .writerWithDefaultPrettyPrinter()
                  .writeValueAsString(results));
    }
    return missed ? 1 : 0;
  }

  private void measure(Path folder) throws IOException {
    Path fst = file == null ? folder.resolve("made.fst") : file;
    if (file == null) {
      Path made = TraceMaker.write(folder.resolve("made.vcd"));
      tool("vcd2fst", made, fst);
    }
    Path vcd = folder.resolve("out.vcd");
    tool("fst2vcd", fst, vcd);
    if (!json) {
      PrintWriter out = spec.commandLine().getOut();
      out.printf(
          "%s: FST %d bytes, VCD %d bytes%n", fst.getFileName(), Files.size(fst), Files.size(vcd));
    }
    Path packed = folder.resolve("out.fst");
    Work full = () -> tool("fst2vcd", fst, vcd);
    compare("fst walk", 1, () -> walk(fst), "fst2vcd", full);
    compare("vcd parse", 3, () -> walk(vcd), "vcd2fst", () -> tool("vcd2fst", vcd, packed));
    compare("one signal of fst", 20, () -> oneSignal(fst), "fst2vcd", full);
  }

  private static long walk(Path trace) throws IOException {
    try (Waveform wave = Waveform.open(trace)) {
      long changes = 0;
      Set<Integer> seen = new HashSet<>();
      for (Variable variable : wave.variables()) {
        if (seen.add(variable.handle())) {
          changes += wave.history(variable).size();
        }
      }
      return changes;
    }
  }

  private static long oneSignal(Path trace) throws IOException {
    try (Waveform wave = Waveform.open(trace)) {
      List<Variable> all = wave.variables();
      return wave.history(all.get(all.size() / 2)).size() + 1L;
    }
  }

  private long tool(String name, Path from, Path to) throws IOException {
    Process process;
    try {
      process =
          new ProcessBuilder(command(name, from, to))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(),
          "reference tool not found: tool=" + name + " (hint: apt-get install gtkwave)",
          e);
    }
    try {
      int code = process.waitFor();
      if (code != 0) {
        throw new IOException("reference tool failed: tool=" + name + " code=" + code);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting: tool=" + name, e);
    }
    return Files.size(to);
  }

  private static List<String> command(String name, Path from, Path to) {
    return name.equals("fst2vcd")
        ? List.of(name, "-f", from.toString(), "-o", to.toString())
        : List.of(name, "-v", from.toString(), "-f", to.toString());
  }

  private void compare(String name, int target, Work subject, String tool, Work reference)
      throws IOException {
    double[] mine = new double[MEASURED];
    double[] theirs = new double[MEASURED];
    for (int i = -WARM_UP; i < MEASURED; i++) {
      double of = milliseconds(subject);
      double than = milliseconds(reference);
      if (i >= 0) {
        mine[i] = of;
        theirs[i] = than;
      }
    }
    report(name, target, median(mine), tool, median(theirs));
  }

  private void report(String name, int target, double mine, String tool, double theirs) {
    double times = theirs / mine;
    boolean met = times >= target;
    missed |= !met;
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("ms", Math.round(mine * 10) / 10.0);
    row.put("reference", tool);
    row.put("reference_ms", Math.round(theirs * 10) / 10.0);
    row.put("times_faster", Math.round(times * 100) / 100.0);
    row.put("target", target);
    row.put("met", met);
    results.put(name.replace(' ', '_'), row);
    if (!json) {
      PrintWriter out = spec.commandLine().getOut();
      out.printf(
          Locale.ROOT,
          "%-18s %8.1f ms, %s %8.1f ms: %6.2f times faster (target %d: %s)%n",
          name,
          mine,
          tool,
          theirs,
          times,
          target,
          met ? "met" : "missed");
      out.flush();
    }
  }

  private static double milliseconds(Work work) throws IOException {
    long start = System.nanoTime();
    long result = work.run();
    long end = System.nanoTime();
    if (result <= 0) {
      throw new IOException("nothing was read");
    }
    return (end - start) / 1e6;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
