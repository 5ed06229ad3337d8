// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs a benchmark in a JVM of its own, so that code compiled for those before it cannot slow it
 * down.
 *
 * <p>The child has the options and the class path of this JVM and prints its result as JSON.
 */
public final class BenchFork {
  private BenchFork() {}

  /**
   * Measure in a new JVM and wait for it.
   *
   * @param benchmark one of {@link Benchmarks#all()}
   * @return what the child measured
   * @throws IllegalStateException if the child failed; its errors went to this JVM's standard error
   */
  public static BenchResult run(Benchmark benchmark) {
    try {
      Process child =
          new ProcessBuilder(command(benchmark.name()))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String printed =
          new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      int code = child.onExit().join().exitValue();
      if (code != 0) {
        throw new IllegalStateException(
            "benchmark failed in its own JVM: name=" + benchmark.name() + " exit=" + code);
      }
      return JsonMapper.builder().build().readValue(printed, BenchResult.class);
    } catch (IOException e) {
      throw new UncheckedIOException("benchmark cannot be started: name=" + benchmark.name(), e);
    }
  }

  private static List<String> command(String name) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(BenchFork.class.getName(), name));
    return command;
  }

  /**
   * Measure one benchmark and print its result.
   *
   * @param args the name
   */
  public static void main(String[] args) {
    Benchmark chosen =
        Benchmarks.all().stream()
            .filter(each -> each.name().equals(args[0]))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("benchmark is unknown: " + args[0]));
    System.out.println(JsonMapper.builder().build().writeValueAsString(chosen.run()));
  }
}
