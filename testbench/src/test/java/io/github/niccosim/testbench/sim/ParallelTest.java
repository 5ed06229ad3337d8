// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.bridge.Model;
import io.github.niccosim.bridge.ModelLibrary;
import io.github.niccosim.bridge.ModelSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Simulations share nothing: eight at once behave as one alone. */
class ParallelTest {
  private static final int SIMULATIONS = 8;

  @Test
  void simulationsInParallelGiveTheResultsTheyGiveAlone() throws Exception {
    ModelLibrary library =
        ModelLibrary.build(
            ModelSpec.builder("counter").source(Path.of("src/test/rtl/counter.sv")).build());
    List<List<String>> alone = new ArrayList<>();
    for (int seed = 0; seed < SIMULATIONS; seed++) {
      alone.add(story(library, seed));
    }

    List<List<String>> together = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(SIMULATIONS)) {
      List<Future<List<String>>> results = new ArrayList<>();
      for (int seed = 0; seed < SIMULATIONS; seed++) {
        int own = seed;
        results.add(threads.submit(() -> story(library, own)));
      }
      for (Future<List<String>> result : results) {
        together.add(result.get());
      }
    }

    assertThat(together).isEqualTo(alone);
    assertThat(alone.get(0)).isNotEqualTo(alone.get(1)).hasSizeGreaterThan(1000);
  }

  /**
   * Let tasks with random manners meet on a clock and a queue, and tell everything that happened.
   */
  private static List<String> story(ModelLibrary library, long seed) {
    List<String> told = new ArrayList<>();
    SimulationOptions options =
        SimulationOptions.defaults().withSeed(seed).withLog(line -> told.add(line));
    try (Model model = library.newModel();
        Simulation sim = Simulation.create(model, options)) {
      Clock clk = sim.clock("clk_i", 1000);
      SimQueue<Long> queue = sim.queue("q", 3);
      sim.run(() -> {
        model.signal("rst_ni").set(1);
        for (int i = 0; i < 3; i++) {
          RandomGenerator random = sim.random("source/" + i);
          sim.daemon("source" + i, () -> produce(sim, clk, queue, random));
        }
        RandomGenerator random = sim.random("sink");
        for (int i = 0; i < 500; i++) {
          clk.cycles(1 + random.nextInt(3)).await();
          sim.log("got " + queue.get() + " at count " + model.signal("count_o").get());
          model.signal("en_i").set(random.nextBoolean());
        }
      });
    }
    return told;
  }

  private static void produce(
      Simulation sim, Clock clk, SimQueue<Long> queue, RandomGenerator random) {
    for (; ; ) {
      if (random.nextInt(4) == 0) {
        sim.timer(1 + random.nextInt(5000)).await();
      } else {
        clk.cycle();
      }
      queue.put(random.nextLong());
      sim.log("put");
    }
  }
}
