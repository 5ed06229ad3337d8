// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.niccosim.bridge.Model;
import io.github.niccosim.bridge.ModelSpec;
import io.github.niccosim.bridge.Signal;
import io.github.niccosim.bridge.TraceFormat;
import io.github.niccosim.testbench.sim.Clock;
import io.github.niccosim.testbench.sim.SeedTree;
import io.github.niccosim.testbench.sim.Simulation;
import io.github.niccosim.testbench.sim.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInfo;

/** Test classes that {@link CosimTestTest} runs and judges; on their own they are not run. */
final class CosimTestExamples {
  /** What the examples saw, by name; filled while they run. */
  static final ConcurrentHashMap<String, Object> SEEN = new ConcurrentHashMap<>();

  /** Lets the thread that never yields end after its test. */
  static volatile boolean released;

  private CosimTestExamples() {}

  /** A harness made from the simulation, as users write them. */
  public static final class Bench {
    final Clock clk;
    final Signal count;
    final Task counting;
    long edges;

    public Bench(Simulation sim) {
      clk = sim.clock("clk_i", 1000);
      count = sim.signal("count_o");
      counting =
          sim.daemon(
              "counting",
              () -> {
                for (; ; ) {
                  clk.cycle();
                  edges++;
                }
              });
    }
  }

  @Rtl(top = "counter", sources = "src/test/rtl/counter.sv", parameters = "Width=16")
  static class Passing {
    private @Nullable Simulation before;

    @BeforeEach
    void reset(Simulation sim, Bench bench, Model model) {
      before = sim;
      assertEquals(0, sim.timePs());
      bench.clk.cycle();
      model.signal("rst_ni").set(1);
      model.signal("en_i").set(1);
    }

    @CosimTest(maxCycles = 100)
    void injectsTheSameObjectsEverywhere(
        Simulation sim,
        Model model,
        Bench bench,
        SeedTree seeds,
        RandomGenerator random,
        TestInfo info) {
      assertSame(before, sim);
      assertSame(sim.model(), model);
      assertSame(sim.seeds(), seeds);
      assertSame(sim.random("test"), random);
      assertEquals(16, bench.count.widthBits());
      assertEquals("injectsTheSameObjectsEverywhere", info.getTestMethod().orElseThrow().getName());
      bench.clk.cycles(10).await();
      assertEquals(9, bench.count.get());
      assertEquals(11, bench.edges);
      sim.log("ten cycles");
    }

    @CosimTest(maxCycles = 100)
    void startsFromTimeZeroAgain(Simulation sim, Bench bench) {
      assertEquals(500, sim.timePs());
      Object other = SEEN.put("simulation", sim);
      assertNotSame(other, sim);
    }

    @AfterEach
    void after(Simulation sim, Bench bench) {
      assertSame(before, sim);
      assertEquals(true, bench.counting.cancelled());
    }

    @Nested
    class Inner {
      @CosimTest(maxCycles = 100)
      void nestedClassUsesTheModelAround(Bench bench) {
        bench.clk.cycles(3).await();
        assertEquals(2, bench.count.get());
      }
    }
  }

  @CosimModel(Computed.Source.class)
  static class Computed {
    static final class Source implements ModelSource {
      @Override
      public ModelSpec spec(TraceFormat trace) {
        return ModelSpec.builder("counter")
            .source(Path.of("src/test/rtl/counter.sv"))
            .parameter("Width", 4)
            .trace(trace)
            .build();
      }
    }

    @CosimTest
    void usesTheComputedModel(Model model) {
      assertEquals(4, model.signal("count_o").widthBits());
    }

    @CosimTest
    @Rtl(top = "comb", sources = "src/test/rtl/comb.sv")
    void methodWinsOverClass(Model model) {
      assertEquals("comb", model.library().top());
    }
  }

  static class Failing {
    @CosimTest(maxCycles = 100)
    @Rtl(top = "counter", sources = "src/test/rtl/counter.sv")
    void assertion(Simulation sim) {
      Clock clk = sim.clock("clk_i", 1000);
      clk.cycles(3).await();
      sim.log("about to compare");
      assertEquals(7, sim.signal("count_o").get());
    }

    @CosimTest
    void exception(Simulation sim) {
      sim.timer(70).await();
      throw new IllegalStateException("broken");
    }

    @CosimTest(maxCycles = 50)
    @Rtl(top = "counter", sources = "src/test/rtl/counter.sv")
    void tooManyCycles(Simulation sim) {
      Clock clk = sim.clock("clk_i", 1000);
      for (; ; ) {
        clk.cycle();
      }
    }

    @CosimTest
    void deadlock(Simulation sim) {
      sim.event("never").await();
    }

    @CosimTest
    void background(Simulation sim) {
      sim.fork("checker", () -> fail("mismatch"));
      sim.timer(100).await();
    }

    @CosimTest(wallSeconds = 0.3)
    void neverYields() {
      while (!released) {
        Thread.onSpinWait();
      }
    }

    @CosimTest
    void aborted() {
      Assumptions.abort("not today");
    }

    @CosimTest
    @Rtl(top = "nowhere", sources = "src/test/rtl/nowhere.sv")
    void noSuchSource(Model model) {
      Objects.requireNonNull(model);
    }
  }

  static class Seeded {
    @CosimTest(seed = 100)
    @Seeds(3)
    void sweep(SeedTree seeds, RandomGenerator random) {
      seen("sweep").add(seeds.base() + ":" + random.nextLong());
    }

    @CosimTest
    void single(RandomGenerator random) {
      seen("single").add(String.valueOf(random.nextLong()));
    }

    @CosimTest
    void other(RandomGenerator random) {
      seen("other").add(String.valueOf(random.nextLong()));
    }
  }

  @SuppressWarnings("unchecked") // lists of strings are all that is put under these names
  static List<String> seen(String name) {
    return (List<String>) SEEN.computeIfAbsent(name, key -> new ArrayList<String>());
  }

  static class Waves {
    @CosimTest(maxCycles = 100)
    @Rtl(top = "counter", sources = "src/test/rtl/counter.sv")
    void traced(Simulation sim) {
      sim.clock("clk_i", 1000).cycles(20).await();
    }
  }
}
