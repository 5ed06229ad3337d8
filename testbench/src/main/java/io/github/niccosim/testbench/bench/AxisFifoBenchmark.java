// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.bench;

import io.github.niccosim.bridge.Model;
import io.github.niccosim.bridge.ModelLibrary;
import io.github.niccosim.bridge.ModelSpec;
import io.github.niccosim.testbench.sim.Clock;
import io.github.niccosim.testbench.sim.Simulation;
import io.github.niccosim.testbench.sim.SimulationOptions;
import io.github.niccosim.testbench.stream.AxiStreamBus;
import io.github.niccosim.testbench.stream.AxiStreamSink;
import io.github.niccosim.testbench.stream.AxiStreamSource;
import io.github.niccosim.testbench.stream.StreamFrame;
import java.time.Duration;

/**
 * The cost of a clock cycle with an {@link AxiStreamSource} and an {@link AxiStreamSink} on a
 * 64-bit FIFO that moves a beat in and a beat out in every cycle.
 */
public final class AxisFifoBenchmark implements Benchmark {
  private static final String REFERENCE = "C++ loop in the same model library";
  private static final long CYCLES = 500_000;
  private static final int FRAME_BYTES = 1504;

  /** Make the benchmark. */
  public AxisFifoBenchmark() {}

  @Override
  public String name() {
    return "axis_fifo";
  }

  @Override
  public BenchResult run() {
    ModelLibrary library =
        ModelLibrary.build(
            ModelSpec.builder("axis_fifo")
                .source(BenchSources.file("axis_fifo.sv"))
                .cxxSource(BenchSources.file("axis_fifo_loop.cpp"))
                .build());
    SimulationOptions options =
        SimulationOptions.defaults().withWallLimit(Duration.ofMinutes(10)).withLog(line -> {});
    try (Model yardstick = library.newModel();
        Model model = library.newModel();
        Simulation sim = Simulation.create(model, options)) {
      Clock clk = sim.clock("clk_i", 4_000);
      AxiStreamSource source = new AxiStreamSource(clk, AxiStreamBus.of(sim, "s_axis"));
      AxiStreamSink sink = new AxiStreamSink(clk, AxiStreamBus.of(sim, "m_axis"));
      long[] bytes = new long[1];
      sink.onFrame(received -> bytes[0] += received.lengthBytes());
      StreamFrame frame = new StreamFrame(new byte[FRAME_BYTES]);
      sim.run(() -> reset(sim, clk));
      source.feed(() -> frame);
      return Rounds.compare(
          name(),
          cycles -> {
            bytes[0] = 0;
            sim.run(() -> clk.cycles(cycles).await());
            return bytes[0];
          },
          REFERENCE,
          cycles -> yardstick.callNative("axis_fifo_loop", cycles),
          CYCLES);
    }
  }

  private static void reset(Simulation sim, Clock clk) {
    sim.signal("rst_ni").set(0);
    clk.cycles(2).await();
    sim.signal("rst_ni").set(1);
    clk.cycle();
  }
}
