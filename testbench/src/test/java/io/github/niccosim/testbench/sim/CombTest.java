// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.niccosim.bridge.Model;
import io.github.niccosim.bridge.ModelException;
import io.github.niccosim.bridge.ModelLibrary;
import io.github.niccosim.bridge.ModelSpec;
import io.github.niccosim.bridge.Signal;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Settling, loops and endings on combinational logic, with simulations made by hand. */
class CombTest {
  private static final ModelSpec SPEC =
      ModelSpec.builder("comb").source(Path.of("src/test/rtl/comb.sv")).build();

  private Model model;
  private Simulation sim;

  @BeforeEach
  void open() {
    model = ModelLibrary.build(SPEC).newModel();
    sim = Simulation.create(model, SimulationOptions.defaults().withLog(line -> {}));
  }

  @AfterEach
  void close() {
    sim.close();
    model.close();
  }

  @Test
  void writesSettleWithoutAnyClock() {
    sim.run(() -> {
      sim.signal("x_i").set(41);
      sim.readOnly().await();
      assertThat(sim.signal("plus_one_o").get()).isEqualTo(42);
      sim.timer(1).await();
      sim.signal("x_i").set(7);
      sim.valueChange(sim.signal("plus_one_o")).await();
      assertThat(sim.signal("plus_one_o").get()).isEqualTo(8);
    });

    assertThat(sim.timePs()).isEqualTo(1);
  }

  @Test
  void chainOfReactionsSettlesInOneTimeStep() {
    Signal x = model.signal("x_i");
    Signal y = model.signal("plus_one_o");

    sim.run(() -> {
      sim.fork(
          "feedback",
          () -> {
            while (y.get() < 100) {
              sim.valueChange(y).await();
              x.set(y.get());
            }
          });
      sim.timer(5).await();
      assertThat(y.get()).isEqualTo(1);
      x.set(1);
      sim.timer(1).await();
    });

    assertThat(y.get()).isEqualTo(101);
    assertThat(sim.timePs()).isEqualTo(6);
  }

  @Test
  void loopThroughTheTestBenchEndsWithTheNamesOfItsSignals() {
    Signal a = model.signal("a_i");
    Signal notA = model.signal("not_o");

    assertThatThrownBy(() ->
            sim.run(() -> {
              sim.fork(
                  "loop",
                  () -> {
                    for (; ; ) {
                      sim.valueChange(notA).await();
                      a.set(notA.get());
                    }
                  });
              sim.timer(5).await();
              a.set(1);
              sim.timer(5).await();
            }))
        .isInstanceOf(SimulationException.class)
        .hasMessage(
            "signals do not settle: signals=[not_o] rounds=1001"
                + " (hint: a combinational loop through the test bench;"
                + " wait for a clock edge in it)");
    assertThat(sim.timePs()).isLessThanOrEqualTo(5);
  }

  @Test
  void nothingLeftToHappenIsADeadlockAtOnce() {
    assertThatThrownBy(() -> sim.run(() -> sim.risingEdge(model.signal("not_o")).await()))
        .isInstanceOf(SimDeadlockException.class)
        .hasMessageContaining("main: waiting for rising edge of not_o since 0.000 ns at ");
  }

  @Test
  void tasksThatOnlyWaitForEachOtherAreADeadlockThoughTheClockRuns() {
    sim.clock("a_i", 1000);

    assertThatThrownBy(() -> sim.run(() -> sim.queue("frames", 1).get()))
        .isInstanceOf(SimDeadlockException.class);
    assertThat(sim.timePs()).isZero();
  }

  @Test
  void errorInTheRtlFailsTheRunAndRunsFinally() {
    boolean[] unwound = {false};

    assertThatThrownBy(() ->
            sim.run(() -> {
              try {
                sim.timer(30).await();
                sim.signal("error_i").set(1);
                sim.timer(30).await();
              } finally {
                unwound[0] = true;
              }
            }))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("error_i is high");
    assertThat(unwound[0]).isTrue();
  }

  @Test
  void finishInTheRtlEndsTheRun() {
    assertThatThrownBy(() ->
            sim.run(() -> {
              sim.signal("finish_i").set(1);
              sim.timer(30).await();
              sim.timer(30).await();
            }))
        .hasMessageStartingWith("model finished: the RTL called $finish");
  }

  @Test
  void cycleLimitOfTheFirstClockListsTheTasks() {
    try (Model other = ModelLibrary.build(SPEC).newModel();
        Simulation short_ =
            Simulation.create(other, SimulationOptions.defaults().withMaxCycles(10))) {
      short_.clock("a_i", 1000);

      assertThatThrownBy(() -> short_.run(() -> short_.signal("x_i").set(forever(short_))))
          .isInstanceOf(SimLimitException.class)
          .hasMessageStartingWith(
              "simulated time limit reached: time=10.500 ns cycle=10 of a_i\n"
                  + "  main: waiting for timer of 0.777 ns since ");
    }
  }

  private static int forever(Simulation sim) {
    for (; ; ) {
      sim.timer(777).await();
    }
  }

  @Test
  void failureInACallbackFailsTheRun() {
    sim.clock("a_i", 1000)
        .onRisingEdge(() -> {
          throw new IllegalStateException("callback broke");
        });

    assertThatThrownBy(() -> sim.run(() -> sim.timer(10_000).await())).hasMessage("callback broke");
    assertThat(sim.timePs()).isEqualTo(500);
  }

  @Test
  void readingAndWritingAreOpenAgainAfterARunThatEndedInTheReadOnlyPhase() {
    sim.run(() -> sim.readOnly().await());
    sim.run(() -> {
      sim.signal("x_i").set(1);
      sim.timer(1).await();
    });

    assertThat(model.signal("plus_one_o").get()).isEqualTo(2);
  }
}
