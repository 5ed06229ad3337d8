// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.niccosim.bridge.ModelLibrary;
import io.github.niccosim.testbench.sim.Clock;
import io.github.niccosim.testbench.sim.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Source and sink on a register slice, which also breaks each rule on request. */
class ValidReadyCosimTest {
  private static final ModelLibrary SLICE = TestRtl.library("slice");

  private static ValidReadyBus bus(Simulation sim, String prefix) {
    return ValidReadyBus.of(sim, prefix, "data").withReset("rst_ni");
  }

  private static ValidReadySource source(Simulation sim, Clock clock) {
    return new ValidReadySource(clock, bus(sim, "in"));
  }

  private static ValidReadySink sink(Simulation sim, Clock clock) {
    return new ValidReadySink(clock, bus(sim, "out"));
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3"})
  void everyItemArrivesOnceAndInOrder(long seed) {
    TestRtl.run(
        SLICE,
        seed,
        (sim, clock) -> {
          RandomGenerator random = sim.random("items");
          ValidReadySource source = source(sim, clock);
          ValidReadySink sink = sink(sim, clock);
          source.setPause(ReadyPattern.bursts(1, 9, 1, 5), sim.random("gaps"));
          sink.setBackPressure(ReadyPattern.probability(0.6), sim.random("back"));
          List<Long> seen = new ArrayList<>();
          new ValidReadyMonitor(clock, bus(sim, "in"), item -> seen.add(item[0]));
          List<Long> sent = new ArrayList<>();
          for (int i = 0; i < 300; i++) {
            sent.add((long) random.nextInt(1 << 16));
            source.send(sent.getLast());
          }

          for (long value : sent) {
            assertThat(sink.receive()).containsExactly(value);
          }
          source.awaitIdle();
          clock.cycles(5).await();

          assertThat(seen).isEqualTo(sent);
          assertThat(sink.tryReceive()).isNull();
          assertThat(sink.statistics().stallCycles()).isPositive();
        });
  }

  @Test
  void itemMovesInEveryCycle() {
    TestRtl.run(
        SLICE,
        1,
        (sim, clock) -> {
          ValidReadySource source = source(sim, clock);
          ValidReadySink sink = sink(sim, clock);
          sink.onItem(item -> {});
          for (int i = 0; i < 100; i++) {
            source.send(i);
          }

          source.awaitIdle();
          clock.cycles(3).await();

          assertThat(source.statistics().utilisation()).isEqualTo(1.0);
          assertThat(sink.statistics().beats()).isEqualTo(100);
        });
  }

  @ParameterizedTest
  @CsvSource({"1,VALID_HELD", "2,STABLE"})
  void brokenHandshakeStopsTheSimulation(int fault, ValidReadyRule rule) {
    assertThatThrownBy(() ->
            TestRtl.run(
                SLICE,
                1,
                (sim, clock) -> {
                  ValidReadySource source = source(sim, clock);
                  ValidReadySink sink = sink(sim, clock);
                  sim.signal("fault_i").set(fault);
                  sink.setBackPressure(ReadyPattern.repeat("001"), sim.random("back"));
                  source.send(5);
                  source.send(6);
                  clock.cycles(20).await();
                }))
        .isInstanceOfSatisfying(
            ValidReadyException.class, e -> assertThat(e.rule()).isEqualTo(rule))
        .hasMessageContaining("bus=out")
        .hasMessageContaining("out_data=0x5")
        .hasMessageEndingWith("spec: as IHI 0022 A3.2.1)");
  }

  @Test
  void validInResetStopsTheSimulation() {
    assertThatThrownBy(() ->
            TestRtl.run(
                SLICE,
                1,
                (sim, clock) -> {
                  new ValidReadyMonitor(clock, bus(sim, "in"), item -> {});
                  sim.signal("in_valid").set(1);
                  clock.cycles(3).await();
                }))
        .hasMessageStartingWith("valid-ready rule broken: rule=RESET_VALID bus=in cycle=2");
  }

  @Test
  void resetTakesTheItemBack() {
    TestRtl.run(
        SLICE,
        1,
        (sim, clock) -> {
          ValidReadySource source = source(sim, clock);
          clock.cycles(5).await();
          source.send(1);
          source.send(2);
          source.send(3);
          clock.cycles(6).await();
          assertThat(source.waitingItems()).isEqualTo(1);
          sim.signal("rst_ni").set(0);
          clock.cycles(3).await();
          assertThat(sim.signal("in_valid").isHigh()).isFalse();
          ValidReadySink sink = sink(sim, clock);
          sim.signal("rst_ni").set(1);

          assertThat(sink.receive()).containsExactly(3);
        });
  }

  @Test
  void waitingTimeIsCounted() {
    TestRtl.run(
        SLICE,
        1,
        (sim, clock) -> {
          ValidReadySource source = source(sim, clock);
          sink(sim, clock).setBackPressure(ReadyPattern.afterValid(3), sim.random("back"));
          ValidReadyMonitor monitor = new ValidReadyMonitor(clock, bus(sim, "out"), item -> {});
          clock.cycles(5).await();
          source.send(7);
          clock.cycles(20).await();

          assertThat(monitor.waitedCycles().count()).isEqualTo(1);
          assertThat(monitor.waitedCycles().maxCycles()).isEqualTo(4);
        });
  }

  @Test
  void signalsOfAnyNameWillDo() {
    TestRtl.run(
        SLICE,
        1,
        (sim, clock) -> {
          ValidReadySource source =
              new ValidReadySource(
                  clock, ValidReadyBus.ofSignals(sim, "in_valid", "in_ready", "in_data"));
          assertThatThrownBy(() -> source.send(1, 2))
              .hasMessage(
                  "valid-ready item has the wrong number of values: bus=in_valid values=2"
                      + " (expected: 1)");
          assertThatThrownBy(() -> ValidReadyBus.of(sim, "in", "tag"))
              .hasMessageStartingWith("valid-ready port not found: port=in_tag");
        });
  }
}
