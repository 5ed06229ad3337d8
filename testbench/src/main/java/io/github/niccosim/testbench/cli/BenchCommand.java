// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli;

import io.github.niccosim.testbench.bench.BenchResult;
import io.github.niccosim.testbench.bench.Benchmark;
import io.github.niccosim.testbench.bench.Benchmarks;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    header = "Measure speed as ratios against C++ loops.",
    description = {
      "Measure the test bench against C++ loops in the same model library, in turns in one run.",
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

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<BenchResult> results = new ArrayList<>();
    List<Benchmark> benchmarks = chosen();
    if (!json) {
      out.printf("%-20s %10s %12s %8s  %s%n", "benchmark", "value", "reference", "ratio", "");
    }
    for (Benchmark benchmark : benchmarks) {
      BenchResult result = benchmark.run();
      results.add(result);
      if (!json) {
        printRow(out, result);
      }
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
        "%-20s %7.1f %-2s %9.1f %-2s %6.2f x  against %s%n",
        result.name(),
        result.value(),
        result.unit(),
        result.referenceValue(),
        result.unit(),
        result.ratio(),
        result.reference());
    out.flush();
  }

  private static Map<String, Object> tree(List<BenchResult> results) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (BenchResult result : results) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("name", result.name());
      row.put("unit", result.unit());
      row.put("value", rounded(result.value()));
      row.put("reference", result.reference());
      row.put("reference_value", rounded(result.referenceValue()));
      row.put("ratio", rounded(result.ratio()));
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
