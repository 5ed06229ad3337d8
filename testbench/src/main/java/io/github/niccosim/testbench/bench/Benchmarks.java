// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.bench;

import java.util.ArrayList;
import java.util.List;

/** Every benchmark of {@code ./cosim bench}, in the order they run. */
public final class Benchmarks {
  private Benchmarks() {}

  /** Return all benchmarks. */
  public static List<Benchmark> all() {
    List<Benchmark> all = new ArrayList<>(CounterBenchmark.all());
    all.add(new AxisFifoBenchmark());
    all.add(new RxBenchmark());
    return List.copyOf(all);
  }
}
