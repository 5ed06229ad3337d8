// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.niccosim.bridge.Model;
import io.github.niccosim.bridge.ModelLibrary;
import io.github.niccosim.bridge.ModelSpec;
import io.github.niccosim.bridge.Signal;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules of doc/timing-model.md where the RTL makes the clock with delays. */
class SelfClockedTest {
  private static final ModelLibrary LIBRARY =
      ModelLibrary.build(
          ModelSpec.builder("self_clocked")
              .source(Path.of("src/test/rtl/self_clocked.sv"))
              .timing(true)
              .build());

  private Model model;
  private Simulation sim;
  private Clock clk;
  private Signal en;
  private Signal count;

  @BeforeEach
  void open() {
    model = LIBRARY.newModel();
    sim =
        Simulation.create(
            model, SimulationOptions.defaults().withMaxCycles(20).withLog(line -> {}));
    clk = sim.observedClock("clk_o");
    en = sim.signal("en_i");
    count = sim.signal("count_o");
    en.set(1);
  }

  @AfterEach
  void close() {
    sim.close();
    model.close();
  }

  @Test
  void edgesComeWhenTheDelaysSayAndShowTheValuesBefore() {
    sim.run(() -> {
      for (int i = 0; i < 5; i++) {
        clk.cycle();
        assertThat(sim.timePs()).isEqualTo(6_000 + 10_000L * i);
        assertThat(count.get()).isEqualTo(i);
        clk.fallingEdge().await();
        assertThat(sim.timePs()).isEqualTo(10_000 + 10_000L * i);
        assertThat(clk.signal().isHigh()).isTrue();
        assertThat(count.get()).isEqualTo(i + 1);
      }
    });

    assertThat(clk.periodPs()).isEqualTo(10_000);
  }

  @Test
  void writeAtTheEdgeTakesEffectAfterIt() {
    sim.run(() -> {
      clk.cycle();
      en.set(0);
      sim.readOnly().await();
      assertThat(count.get()).isEqualTo(1);
      clk.cycles(3).await();
      assertThat(count.get()).isEqualTo(1);
    });
  }

  @Test
  void nextTimeStepIsTheNextDelay() {
    sim.run(() -> {
      sim.timer(6_500).await();
      sim.nextTimeStep().await();
      assertThat(sim.timePs()).isEqualTo(10_000);
      assertThat(clk.signal().isHigh()).isTrue();
    });
  }

  @Test
  void limitCountsCyclesOfTheClockInTheRtl() {
    assertThatThrownBy(() -> sim.run(() -> clk.cycles(30).await()))
        .isInstanceOf(SimLimitException.class)
        .hasMessageStartingWith(
            "simulated time limit reached: time=206.000 ns cycle=20 of clk_o\n");
  }

  @Test
  void clockThatEndsInTheRtlIsADeadlock() {
    assertThatThrownBy(() ->
            sim.run(() -> {
              sim.signal("stop_i").set(1);
              clk.cycles(5).await();
            }))
        .isInstanceOf(SimDeadlockException.class)
        .hasMessageContaining("main: waiting for 5 times rising edge of clk_o since 0.000 ns");
  }
}
