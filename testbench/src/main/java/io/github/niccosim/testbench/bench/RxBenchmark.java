// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.bench;

import io.github.niccosim.bridge.Model;
import io.github.niccosim.bridge.ModelLibrary;
import io.github.niccosim.bridge.TraceFormat;
import io.github.niccosim.rtl.NicDma;
import io.github.niccosim.rtl.NicDmaParameters;
import io.github.niccosim.testbench.axi.AxiTiming;
import io.github.niccosim.testbench.driver.BenchOptions;
import io.github.niccosim.testbench.driver.BufferPlan;
import io.github.niccosim.testbench.driver.NicBench;
import io.github.niccosim.testbench.sim.Simulation;
import io.github.niccosim.testbench.sim.SimulationOptions;
import io.github.niccosim.testbench.traffic.TrafficGenerator;
import io.github.niccosim.testbench.traffic.TrafficProfile;
import java.time.Duration;
import java.util.Arrays;

/**
 * Cost of a clock cycle of the whole receive run, 1500-byte frames, against the C++ harness.
 *
 * <p>Both drive the same model with one queue, a ring of 256 and memory that answers after 16
 * cycles, and both check every byte. The C++ side sends as fast as the NIC takes frames, the Java
 * side at {@link #WIRE_BITS_PER_SECOND}. The Java side has page pool, driver, protocol checker, DMA
 * checker and scoreboard, on coherent memory and with software that costs no simulated time.
 */
final class RxBenchmark implements Benchmark {
  private static final int WARM_UP = 3;
  private static final int MEASURED = 5;
  private static final int FRAMES = 5000;
  private static final int LENGTH_BYTES = 1500;
  private static final int LATENCY_CYCLES = 16;
  private static final int RING = 256;

  /** Just below what 128 bits at 250 MHz can write: no frame is dropped. */
  private static final long WIRE_BITS_PER_SECOND = 30_000_000_000L;

  private static final NicDmaParameters NIC =
      NicDmaParameters.builder().rxQueues(1).interruptVectors(1).build();

  private double allocatedBytes;

  @Override
  public String name() {
    return "rx_1500";
  }

  @Override
  public BenchResult run() {
    ModelLibrary library = ModelLibrary.build(NicDma.benchBuilder(NIC, TraceFormat.NONE).build());
    double[] subject = new double[MEASURED];
    double[] reference = new double[MEASURED];
    for (int i = -WARM_UP; i < MEASURED; i++) {
      double ofReference = referenceNs(library);
      double ofSubject = subjectNs(library, i + WARM_UP);
      if (i >= 0) {
        reference[i] = ofReference;
        subject[i] = ofSubject;
      }
    }
    Arrays.sort(subject);
    Arrays.sort(reference);
    return BenchResult.of(
        name(),
        "ns",
        subject[MEASURED / 2],
        "C++ harness around the same model",
        reference[MEASURED / 2],
        allocatedBytes);
  }

  private static double referenceNs(ModelLibrary library) {
    try (Model model = library.newModel()) {
      long[] arguments = NicDma.benchArguments(FRAMES, LENGTH_BYTES, LATENCY_CYCLES, 1, 1);
      long start = System.nanoTime();
      long cycles = model.callNative(NicDma.BENCH_FUNCTION, arguments);
      long end = System.nanoTime();
      if (cycles <= 0) {
        throw new IllegalStateException("C++ harness failed: cycle=" + -cycles);
      }
      return (end - start) / (double) cycles;
    }
  }

  private double subjectNs(ModelLibrary library, int round) {
    SimulationOptions options =
        SimulationOptions.defaults()
            .withSeed(1 + round)
            .withWallLimit(Duration.ofMinutes(10))
            .withLog(line -> {});
    try (Model model = library.newModel();
        Simulation sim = Simulation.create(model, options)) {
      NicBench bench =
          NicBench.attach(
              sim,
              new BenchOptions(NIC)
                  .ring(RING)
                  .plan(BufferPlan.of(64, 0, LENGTH_BYTES))
                  .timing(AxiTiming.fixed(LATENCY_CYCLES))
                  .wire(WIRE_BITS_PER_SECOND));
      TrafficGenerator frames =
          new TrafficGenerator(TrafficProfile.STANDARD, FRAMES, sim.random("traffic"));
      long before = Allocation.ofThisThread();
      long start = System.nanoTime();
      sim.run(() -> {
        bench.start();
        bench.send(frames);
        bench.runUntilIdle();
        bench.finish();
      });
      long end = System.nanoTime();
      bench.assertClean();
      double cycles = sim.timePs() / 4000;
      allocatedBytes = (Allocation.ofThisThread() - before) / cycles;
      return (end - start) / cycles;
    }
  }
}
