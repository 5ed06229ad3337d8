// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.bench;

import io.github.niccosim.bridge.CounterReference;
import io.github.niccosim.bridge.Model;
import io.github.niccosim.bridge.ModelLibrary;
import io.github.niccosim.bridge.Signal;
import io.github.niccosim.testbench.sim.Clock;
import io.github.niccosim.testbench.sim.Registration;
import io.github.niccosim.testbench.sim.SimQueue;
import io.github.niccosim.testbench.sim.Simulation;
import io.github.niccosim.testbench.sim.SimulationOptions;
import io.github.niccosim.testbench.sim.Trigger;
import java.time.Duration;
import java.util.List;

/** The cost of a clock cycle of a 32-bit counter under the test DSL. */
public final class CounterBenchmark implements Benchmark {
  private static final String REFERENCE = "C++ loop in the same model library";
  private static final long CYCLES = 1_000_000;

  /** A way to live through cycles of the counter. */
  private interface Subject {
    long run(Simulation sim, Clock clk, Signal count, long cycles);
  }

  private final String name;
  private final Subject subject;

  private CounterBenchmark(String name, Subject subject) {
    this.name = name;
    this.subject = subject;
  }

  /** Return {@code await_rising_edge}, {@code edge_callback} and {@code queue_handoff}. */
  public static List<Benchmark> all() {
    return List.of(
        new CounterBenchmark("await_rising_edge", CounterBenchmark::awaitEdges),
        new CounterBenchmark("edge_callback", CounterBenchmark::callBack),
        new CounterBenchmark("queue_handoff", CounterBenchmark::handOver));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public BenchResult run() {
    ModelLibrary library = ModelLibrary.build(CounterReference.spec());
    SimulationOptions options =
        SimulationOptions.defaults().withWallLimit(Duration.ofMinutes(10)).withLog(line -> {});
    try (Model yardstick = library.newModel();
        Model model = library.newModel();
        Simulation sim = Simulation.create(model, options)) {
      Clock clk = sim.clock("clk_i", 10_000);
      for (Model each : List.of(yardstick, model)) {
        each.signal("rst_ni").set(1);
        each.signal("enable_i").set(1);
      }
      Signal count = model.signal("count_o");
      return Rounds.compare(
          name,
          cycles -> {
            long[] sum = new long[1];
            sim.run(() -> sum[0] = subject.run(sim, clk, count, cycles));
            return sum[0];
          },
          REFERENCE,
          cycles -> yardstick.callNative("bench_counter_loop", cycles),
          CYCLES);
    }
  }

  private static long awaitEdges(Simulation sim, Clock clk, Signal count, long cycles) {
    Trigger edge = clk.risingEdge();
    long sum = 0;
    for (long i = 0; i < cycles; i++) {
      edge.await();
      sum += count.get();
    }
    return sum;
  }

  private static long callBack(Simulation sim, Clock clk, Signal count, long cycles) {
    long[] sum = new long[1];
    try (Registration _ = clk.onRisingEdge(() -> sum[0] += count.get())) {
      clk.cycles(cycles).await();
    }
    return sum[0];
  }

  private static long handOver(Simulation sim, Clock clk, Signal count, long cycles) {
    SimQueue<Long> tokens = sim.queue("tokens", 1);
    long[] sum = new long[1];
    sim.scope(() -> {
      sim.fork(
          "sink",
          () -> {
            for (long i = 0; i < cycles; i++) {
              sum[0] += tokens.get();
            }
          });
      for (long i = 0; i < cycles; i++) {
        clk.cycle();
        tokens.put(1 + (count.get() & 0x3f));
      }
    });
    return sum[0];
  }
}
