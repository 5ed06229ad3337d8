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

/** Ways to write, and who is told off for it. */
class WriteRulesTest {
  private static final ModelSpec SPEC =
      ModelSpec.builder("comb").source(Path.of("src/test/rtl/comb.sv")).build();

  private Model model;
  private Simulation sim;
  private Signal x;
  private Signal y;

  @BeforeEach
  void open() {
    model = ModelLibrary.build(SPEC).newModel();
    sim =
        Simulation.create(
            model,
            SimulationOptions.defaults()
                .withDriverCheck(true)
                .withStallCycles(100)
                .withLog(line -> {}));
    x = model.signal("x_i");
    y = model.signal("plus_one_o");
  }

  @AfterEach
  void close() {
    sim.close();
    model.close();
  }

  @Test
  void twoTasksThatDriveOneSignalInOneStepAreFound() {
    assertThatThrownBy(() ->
            sim.run(() -> {
              sim.fork("left", () -> drive(1));
              sim.fork("right", () -> drive(2));
              sim.timer(10).await();
            }))
        .hasMessage(
            "signal has two drivers in one time step: signal=x_i first=left value=0x1"
                + " second=right value=0x2 time=0.005 ns");
  }

  private void drive(long value) {
    sim.timer(5).await();
    x.set(value);
    sim.timer(1).await();
  }

  @Test
  void sameValueOrAnotherStepIsNoConflict() {
    sim.run(() -> {
      sim.fork("left", () -> drive(1));
      sim.fork("right", () -> drive(1));
      sim.timer(6).await();
      x.set(3);
      x.set(4);
      sim.readOnly().await();
      assertThat(y.get()).isEqualTo(5);
    });
  }

  @Test
  void callbackAndTaskAtOneEdgeAreFound() {
    Clock clk = sim.clock("a_i", 1000);
    clk.onRisingEdge(() -> x.set(9));
    assertThatThrownBy(() ->
            sim.run(() -> {
              clk.cycle();
              x.set(8);
              clk.cycle();
            }))
        .hasMessageContaining(
            "first=callback at rising edge of a_i value=0x9 second=main value=0x8 time=0.500 ns");
  }

  @Test
  void valueSetNowIsReadAtOnceAndSettlesInThisStep() {
    sim.run(() -> {
      sim.setNow(x, 41);
      assertThat(x.get()).isEqualTo(41);
      assertThat(y.get()).isEqualTo(1);
      sim.readOnly().await();
      assertThat(y.get()).isEqualTo(42);
      assertThatThrownBy(() -> sim.setNow(x, 1)).isInstanceOf(ModelException.class);
    });
  }

  @Test
  void readWriteComesAfterSettlingAndMayWriteOnce() {
    sim.run(() -> {
      x.set(1);
      sim.readWrite().await();
      assertThat(y.get()).isEqualTo(2);
      x.set(5);
      sim.readOnly().await();
      assertThat(y.get()).isEqualTo(6);
      assertThat(sim.timePs()).isZero();
    });
  }

  @Test
  void readOnlyStillComesInTheStepOfAReadWriteThatWritesNothing() {
    sim.run(() -> {
      sim.fork("writer", () -> sim.readWrite().await());
      sim.readOnly().await();
      assertThat(sim.timePs()).isZero();
    });
  }

  @Test
  void readWriteForEverIsALoop() {
    assertThatThrownBy(() ->
            sim.run(() -> {
              for (; ; ) {
                sim.readWrite().await();
              }
            }))
        .hasMessageStartingWith("signals do not settle: signals=[readWrite] rounds=1001 ");
  }

  @Test
  void cyclesWithoutProgressAreAStall() {
    Clock clk = sim.clock("a_i", 1000);
    assertThatThrownBy(() ->
            sim.run(() -> {
              clk.cycles(250).await();
              sim.progress();
              clk.until(() -> false);
            }))
        .isInstanceOf(SimStallException.class)
        .hasMessageStartingWith(
            "no progress for 100 cycles: time=100.500 ns cycle=100 of a_i\n"
                + "  main: waiting for 250 cycles of a_i since 0.000 ns at ");
  }

  @Test
  void progressKeepsTheWatchdogQuiet() {
    Clock clk = sim.clock("a_i", 1000);
    sim.run(() -> {
      for (int i = 0; i < 10; i++) {
        clk.cycles(90).await();
        sim.progress();
      }
    });

    assertThat(clk.cycleCount()).isEqualTo(899);
  }
}
