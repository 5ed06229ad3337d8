// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli.waves;

import com.sun.management.OperatingSystemMXBean;
import io.github.niccosim.waveforms.Variable;
import io.github.niccosim.waveforms.Waveform;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    header = "Measure the trace readers against fst2vcd and vcd2fst, and what tracing costs.",
    description = {
      "Measure the receive run of cosim run with an FST against a model without trace code.",
      "Measure the trace readers against GTKWave's tools on the same file, in turns in one run:",
      "CPU time of this whole process, garbage collector included, against that of the tool.",
      "Without FILE a trace of 3.3 million values is made. Exit code 1 if a target is missed."
    },
    usageHelpWidth = 96)
public final class WavesBenchCommand implements Callable<Integer> {
  private static final int WARM_UP = 2;
  private static final int MEASURED = 5;
  private static final long SHORTEST_NS = 200_000_000;
  private static final Pattern TIME = Pattern.compile("(\\d+)m([\\d.]+)s");

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
    double cpuMs() throws IOException;
  }

  /** Something of ours to read; returns something that depends on all of it. */
  private interface Reading {
    long run() throws IOException;
  }

  @Override
  public Integer call() {
    try {
      overhead();
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
    compare("vcd parse", 3, () -> parse(vcd), "vcd2fst", () -> tool("vcd2fst", vcd, packed));
    compare("one signal of fst", 20, () -> oneSignal(fst), "fst2vcd", full);
  }

  private void overhead() throws IOException {
    TraceOverhead.Result result = TraceOverhead.measure();
    boolean met = result.ratio() <= TraceOverhead.LIMIT;
    missed |= !met;
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("ms", Math.round(result.tracedMs() * 10) / 10.0);
    row.put("views_ms", Math.round(result.viewsMs() * 10) / 10.0);
    row.put("reference", "the same run without trace code");
    row.put("reference_ms", Math.round(result.untracedMs() * 10) / 10.0);
    row.put("ratio", Math.round(result.ratio() * 100) / 100.0);
    row.put("fst_bytes", result.fstBytes());
    row.put("limit", TraceOverhead.LIMIT);
    row.put("met", met);
    results.put("run_with_fst", row);
    if (!json) {
      PrintWriter out = spec.commandLine().getOut();
      out.printf(
          Locale.ROOT,
          "%-18s %8.1f ms, untraced %6.1f ms: %6.2f times as long (limit %.0f: %s);"
              + " views afterwards %.0f ms%n",
          "run with fst",
          result.tracedMs(),
          result.untracedMs(),
          result.ratio(),
          TraceOverhead.LIMIT,
          met ? "met" : "missed",
          result.viewsMs());
      out.flush();
    }
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

  /** Read the whole text; opening a VCD does that. */
  private static long parse(Path trace) throws IOException {
    try (Waveform wave = Waveform.open(trace)) {
      return wave.info().endTicks();
    }
  }

  private static long oneSignal(Path trace) throws IOException {
    try (Waveform wave = Waveform.open(trace)) {
      List<Variable> all = wave.variables();
      return wave.history(all.get(all.size() / 2)).size() + 1L;
    }
  }

  /** Run a tool; return its CPU time, which the shell knows. */
  private double tool(String name, Path from, Path to) throws IOException {
    if (new ProcessBuilder("sh", "-c", "command -v " + name).start().onExit().join().exitValue()
        != 0) {
      throw new ParameterException(
          spec.commandLine(),
          "reference tool not found: tool=" + name + " (hint: apt-get install gtkwave)");
    }
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", "\"$@\" >/dev/null 2>&1; times", "sh"));
    command.addAll(command(name, from, to));
    Process process = new ProcessBuilder(command).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    if (!Files.exists(to) || Files.size(to) == 0) {
      throw new IOException("reference tool failed: tool=" + name + " file=" + from);
    }
    return cpuMs(output);
  }

  /** The last line of {@code times}: user and system time of what the shell ran. */
  static double cpuMs(String times) {
    double sum = 0;
    Matcher matcher = TIME.matcher(times.strip().lines().reduce((first, last) -> last).orElse(""));
    while (matcher.find()) {
      sum +=
          Long.parseLong(matcher.group(1)) * 60_000 + Double.parseDouble(matcher.group(2)) * 1000;
    }
    return sum;
  }

  private static List<String> command(String name, Path from, Path to) {
    return name.equals("fst2vcd")
        ? List.of(name, "-f", from.toString(), "-o", to.toString())
        : List.of(name, "-v", from.toString(), "-f", to.toString());
  }

  private void compare(String name, int target, Reading subject, String tool, Work reference)
      throws IOException {
    double[] mine = new double[MEASURED];
    double[] theirs = new double[MEASURED];
    for (int i = -WARM_UP; i < MEASURED; i++) {
      double of = cpuMs(subject);
      double than = reference.cpuMs();
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
    row.put("cpu_ms", Math.round(mine * 10) / 10.0);
    row.put("reference", tool);
    row.put("reference_cpu_ms", Math.round(theirs * 10) / 10.0);
    row.put("times_faster", Math.round(times * 100) / 100.0);
    row.put("target", target);
    row.put("met", met);
    results.put(name.replace(' ', '_'), row);
    if (!json) {
      PrintWriter out = spec.commandLine().getOut();
      out.printf(
          Locale.ROOT,
          "%-18s %8.1f ms CPU, %s %8.1f ms: %6.2f times faster (target %d: %s)%n",
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

  /** Repeat what is short: the clock of a process may tick only every ten milliseconds. */
  private static double cpuMs(Reading reading) throws IOException {
    long start = processCpuNs();
    int runs = 0;
    do {
      if (reading.run() <= 0) {
        throw new IOException("nothing was read");
      }
      runs++;
    } while (processCpuNs() - start < SHORTEST_NS);
    return (processCpuNs() - start) / 1e6 / runs;
  }

  private static long processCpuNs() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
