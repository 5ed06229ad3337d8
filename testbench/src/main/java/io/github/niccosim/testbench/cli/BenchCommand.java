// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli;

import io.github.niccosim.testbench.bench.BenchFork;
import io.github.niccosim.testbench.bench.BenchResult;
import io.github.niccosim.testbench.bench.Benchmark;
import io.github.niccosim.testbench.bench.Benchmarks;
import io.github.niccosim.testbench.bench.CocotbResult;
import io.github.niccosim.testbench.cli.waves.WavesBenchCommand;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Measure the test bench as ratios against C++ loops in the same model library. */
@Command(
    name = "bench",
    subcommands = {WavesBenchCommand.class, RtlBenchCommand.class},
    header = "Measure speed as ratios against C++ loops.",
    description = {
      "Measure the test bench against C++ loops in the same model library, in turns in one run;",
      "each benchmark in a JVM of its own.",
      "Only the ratios travel from machine to machine."
    },
    mixinStandardHelpOptions = true,
    versionProvider = CosimVersion.class,
    usageHelpWidth = 96)
final class BenchCommand implements Callable<Integer> {
  /** Identifies the layout of the JSON; keys are added, never renamed. */
  private static final String SCHEMA = "nic-cosim.bench/1";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      description = "Benchmark to run (default: all of them).")
  private @Nullable String name;

  @Option(names = "--json", description = "Print JSON instead of a table.")
  private boolean json;

  private Optional<CocotbResult> cocotb = Optional.empty();

  @Override
  public Integer call() {
    cocotb = CocotbResult.find();
    PrintWriter out = spec.commandLine().getOut();
    List<BenchResult> results = new ArrayList<>();
    List<Benchmark> benchmarks = chosen();
    if (!json) {
      out.printf(
          "%-20s %10s %12s %8s  %9s%n", "benchmark", "value", "reference", "ratio", "allocated");
    }
    for (Benchmark benchmark : benchmarks) {
      BenchResult result = BenchFork.run(benchmark);
      results.add(result);
      if (!json) {
        printRow(out, result);
      }
    }
    if (!json) {
      printCocotb(out, results);
    }
    if (json) {
      out.println(
          JsonMapper.builder()
              .build()
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(tree(results)));
    }
    out.flush();
    return 0;
  }

  private List<Benchmark> chosen() {
    List<Benchmark> all = Benchmarks.all();
    if (name == null) {
      return all;
    }
    List<Benchmark> chosen = all.stream().filter(each -> each.name().equals(name)).toList();
    if (chosen.isEmpty()) {
      String known = all.stream().map(Benchmark::name).collect(Collectors.joining("|"));
      throw new ParameterException(
          spec.commandLine(), "benchmark is unknown: name=" + name + " (expected: " + known + ")");
    }
    return chosen;
  }

  private static void printRow(PrintWriter out, BenchResult result) {
    out.printf(
        Locale.ROOT,
        "%-20s %7.1f %-2s %9.1f %-2s %6.2f x  %5.1f B/c  against %s%n",
        result.name(),
        result.value(),
        result.unit(),
        result.referenceValue(),
        result.unit(),
        result.ratio(),
        result.allocatedBytes(),
        result.reference());
    out.flush();
  }

  private void printCocotb(PrintWriter out, List<BenchResult> results) {
    if (cocotb.isEmpty()) {
      out.println("cocotb: not measured on this machine (hint: testbench/bench/cocotb.sh)");
      return;
    }
    for (BenchResult result : results) {
      Double ns = cocotb.get().nsPerCycle().get(result.name());
      if (ns != null) {
        out.printf(
            Locale.ROOT,
            "%-20s %7.0f ns under cocotb %s: ours is %.0f times faster%n",
            result.name(),
            ns,
            cocotb.get().version(),
            ns / result.value());
      }
    }
  }

  private Map<String, Object> tree(List<BenchResult> results) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (BenchResult result : results) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("name", result.name());
      row.put("unit", result.unit());
      row.put("value", rounded(result.value()));
      row.put("reference", result.reference());
      row.put("reference_value", rounded(result.referenceValue()));
      row.put("ratio", rounded(result.ratio()));
      row.put("allocated_bytes_per_cycle", rounded(result.allocatedBytes()));
      cocotb
          .map(found -> found.nsPerCycle().get(result.name()))
          .ifPresent(ns -> {
            row.put("cocotb_value", rounded(ns));
            row.put("times_faster_than_cocotb", rounded(ns / result.value()));
          });
      rows.add(row);
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("schema", SCHEMA);
    tree.put("results", rows);
    return tree;
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
