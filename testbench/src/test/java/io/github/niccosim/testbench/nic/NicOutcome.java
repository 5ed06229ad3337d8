// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.nic;

import io.github.niccosim.bridge.Model;
import io.github.niccosim.bridge.ModelLibrary;
import io.github.niccosim.testbench.driver.BenchOptions;
import io.github.niccosim.testbench.driver.Check;
import io.github.niccosim.testbench.driver.NicBench;
import io.github.niccosim.testbench.driver.RxCompletion;
import io.github.niccosim.testbench.driver.RxConsumer;
import io.github.niccosim.testbench.driver.RxFrame;
import io.github.niccosim.testbench.sim.Simulation;
import io.github.niccosim.testbench.sim.SimulationOptions;
import io.github.niccosim.testbench.traffic.Frame;
import io.github.niccosim.testbench.traffic.FrameSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What one bench run came to.
 *
 * @param bench the bench, its simulation closed
 * @param checks every check; {@code simulation} first
 * @param errors completions that carried an error, in order
 */
record NicOutcome(NicBench bench, List<Check> checks, List<ErrorCompletion> errors) {

  /** A frame the NIC completed with an error. */
  record ErrorCompletion(int queue, String error, int lengthBytes, boolean truncated) {}

  private static final long MAX_CYCLES = 3_000_000;
  private static final int QUIET_CYCLES = 3000;

  /** Run frames through a fresh model and judge the result; an aborted simulation fails a check. */
  static NicOutcome run(ModelLibrary library, BenchOptions options, List<Frame> frames, long seed) {
    return simulate(
        library,
        options,
        frames,
        seed,
        bench -> {
          bench.runUntilIdle();
          bench.finish();
        });
  }

  /** Stop the driver in the middle of traffic, then wait for what should not come any more. */
  static NicOutcome stopAfter(
      ModelLibrary library, BenchOptions options, List<Frame> frames, int cycles) {
    return simulate(
        library,
        options,
        frames,
        1,
        bench -> {
          bench.clock().cycles(cycles).await();
          bench.finish();
          bench.clock().cycles(QUIET_CYCLES).await();
        });
  }

  /** Run frames while {@code afterSend} looks on and interferes; it has to finish the bench. */
  static NicOutcome simulate(
      ModelLibrary library,
      BenchOptions options,
      List<Frame> frames,
      long seed,
      Consumer<NicBench> afterSend) {
    SimulationOptions limits =
        SimulationOptions.defaults()
            .withSeed(seed)
            .withMaxCycles(MAX_CYCLES)
            .withWallLimit(Duration.ofSeconds(60))
            .withLog(line -> {});
    try (Model model = library.newModel();
        Simulation sim = Simulation.create(model, limits)) {
      NicBench bench = NicBench.attach(sim, options);
      List<ErrorCompletion> errors = collectErrors(bench);
      String aborted = "";
      try {
        sim.run(() -> {
          bench.start();
          bench.send(FrameSource.of(frames));
          afterSend.accept(bench);
        });
      } catch (RuntimeException e) {
        aborted = String.valueOf(e.getMessage());
      }
      List<Check> checks = new ArrayList<>();
      checks.add(
          new Check(
              "simulation", aborted.isEmpty() ? Check.Result.PASS : Check.Result.FAIL, aborted));
      checks.addAll(bench.checks(false));
      return new NicOutcome(bench, List.copyOf(checks), errors);
    }
  }

  private static List<ErrorCompletion> collectErrors(NicBench bench) {
    List<ErrorCompletion> errors = new ArrayList<>();
    bench.addConsumer(
        new RxConsumer() {
          @Override
          public void delivered(RxFrame frame) {
            // The scoreboard looks at these.
          }

          @Override
          public void failed(int queue, RxCompletion completion) {
            errors.add(
                new ErrorCompletion(
                    queue, completion.errorName, completion.lengthBytes, completion.truncated));
          }
        });
    return errors;
  }

  /** Return this outcome with one more check. */
  NicOutcome with(String name, boolean holds, String reason) {
    List<Check> more = new ArrayList<>(checks);
    more.add(new Check(name, holds ? Check.Result.PASS : Check.Result.FAIL, reason));
    return new NicOutcome(bench, List.copyOf(more), errors);
  }

  /** Return this outcome without checks that the scenario is meant to fail. */
  NicOutcome without(String... names) {
    List<Check> fewer = new ArrayList<>(checks);
    fewer.removeIf(check -> List.of(names).contains(check.name()));
    return new NicOutcome(bench, List.copyOf(fewer), errors);
  }

  List<String> failed() {
    return checks.stream().filter(Check::failed).map(Check::name).toList();
  }

  Check check(String name) {
    return checks.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  /** Fail unless every check passed. */
  void assertClean() {
    if (!failed().isEmpty()) {
      StringBuilder text = new StringBuilder("run is not clean:");
      checks.stream()
          .filter(Check::failed)
          .forEach(c -> text.append('\n').append(c.name()).append(": ").append(c.reason()));
      throw new AssertionError(text.toString());
    }
  }
}
