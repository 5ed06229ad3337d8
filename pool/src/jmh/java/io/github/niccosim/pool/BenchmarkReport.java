// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks with the allocation profiler and prints one table: nanoseconds, bytes
 * allocated, and how often faster than Netty; then whether the aims are met.
 *
 * <p>Arguments are those of JMH. Figures are medians of the iterations, and the best iteration: on
 * a machine with other work the best is the honest one, on a quiet one both agree.
 */
public final class BenchmarkReport {
  private static final String NETTY = "nettyPooled";
  private static final String CHECKED = "checked"; // remembers where each page was; allocates
  private static final double NO_BYTES = 0.1; // the harness itself allocates a little per iteration

  private final Map<String, RunResult> byName = new TreeMap<>();

  private BenchmarkReport(Collection<RunResult> results) {
    for (RunResult result : results) {
      byName.put(nameOf(result), result);
    }
  }

  /**
   * Run and print.
   *
   * @param args options of JMH; without a pattern everything runs, about three minutes
   */
  public static void main(String[] args) throws CommandLineOptionException, RunnerException {
    CommandLineOptions options = new CommandLineOptions(args);
    Collection<RunResult> results =
        new Runner(new OptionsBuilder().parent(options).addProfiler(GCProfiler.class).build())
            .run();
    System.out.print(new BenchmarkReport(results).text());
  }

  private static String nameOf(RunResult result) {
    String benchmark = result.getParams().getBenchmark();
    String mode = result.getParams().getParam("mode");
    String name = benchmark.substring(benchmark.lastIndexOf('.') + 1);
    return mode == null ? name : name + " " + mode.toLowerCase(java.util.Locale.ROOT);
  }

  private static double median(RunResult result) {
    return result.getPrimaryResult().getStatistics().getPercentile(50);
  }

  private static double best(RunResult result) {
    return result.getPrimaryResult().getStatistics().getMin();
  }

  private static double bytes(RunResult result) {
    return result.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
  }

  private String text() {
    StringBuilder text = new StringBuilder(2048);
    text.append(
        String.format(
            "%n%-24s %10s %10s %10s %14s%n",
            "allocate and return", "median ns", "best ns", "B/op", "Netty / this"));
    RunResult netty = byName.get(NETTY);
    byName.entrySet().stream()
        .sorted(Comparator.comparingDouble(e -> best(e.getValue())))
        .forEach(e -> text.append(line(e.getKey(), e.getValue(), netty)));
    for (String aim : aims()) {
      text.append(aim).append(System.lineSeparator());
    }
    return text.toString();
  }

  private static String line(String name, RunResult result, RunResult netty) {
    String ratio = netty == null ? "-" : String.format("%.1f x", best(netty) / best(result));
    return String.format(
        "%-24s %10.2f %10.2f %10.3f %14s%n",
        name, median(result), best(result), bytes(result), ratio);
  }

  private List<String> aims() {
    return List.of(
        atMost("direct01 plain", 5),
        atMost("ring02 confined", 11),
        atMost("ring02 plain", 25),
        fasterThanNetty("direct01 plain", 3),
        fasterThanNetty("ring02 confined", 3),
        noBytes("direct01"),
        noBytes("ring02"),
        noBytes("fragment"),
        noBytes("bulk"));
  }

  private String atMost(String name, double limitNs) {
    RunResult result = byName.get(name);
    return result == null
        ? "not measured: " + name
        : verdict(best(result) <= limitNs)
            + String.format("%s: %.2f ns (aim: at most %.0f)", name, best(result), limitNs);
  }

  private String fasterThanNetty(String name, double factor) {
    RunResult result = byName.get(name);
    RunResult netty = byName.get(NETTY);
    if (result == null || netty == null) {
      return "not measured: " + name + " against " + NETTY;
    }
    double ratio = best(netty) / best(result);
    return verdict(ratio >= factor)
        + String.format("%s: %.1f x faster than Netty (aim: %.0f)", name, ratio, factor);
  }

  private String noBytes(String operation) {
    List<Map.Entry<String, RunResult>> rows =
        byName.entrySet().stream()
            .filter(e -> e.getKey().startsWith(operation + " "))
            .filter(e -> !e.getKey().endsWith(CHECKED))
            .toList();
    double most = rows.stream().mapToDouble(e -> bytes(e.getValue())).max().orElse(Double.NaN);
    return rows.isEmpty()
        ? "not measured: " + operation
        : verdict(most <= NO_BYTES)
            + String.format(
                "%s: at most %.3f B/op in %d modes (aim: 0)", operation, most, rows.size());
  }

  private static String verdict(boolean met) {
    return met ? "met     " : "NOT MET ";
  }
}
