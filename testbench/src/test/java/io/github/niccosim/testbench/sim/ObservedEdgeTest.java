// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.niccosim.bridge.Signal;
import io.github.niccosim.testbench.junit.CosimTest;
import io.github.niccosim.testbench.junit.Rtl;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** The rules of doc/timing-model.md at the edges of a clock made in the RTL. */
@Rtl(top = "clocks", sources = "src/test/rtl/clocks.sv")
class ObservedEdgeTest {
  private final List<String> events = new ArrayList<>();
  private Simulation sim;
  private Clock clk;
  private Clock divided;
  private Signal count;
  private Signal data;

  @BeforeEach
  void attach(Simulation simulation) {
    sim = simulation;
    clk = sim.clock("clk_i", 10_000);
    divided = sim.observedClock("div_clk_o");
    count = sim.signal("div_count_o");
    data = sim.signal("data_i");
  }

  @CosimTest(maxCycles = 100)
  void taskSeesTheValuesBeforeTheEdgeAndThoseAfterItInTheReadOnlyPhase() {
    for (int i = 0; i < 5; i++) {
      divided.cycle();
      assertThat(count.get()).isEqualTo(i);
      assertThat(divided.signal().isHigh()).isFalse();
      sim.readOnly().await();
      assertThat(count.get()).isEqualTo(i + 1);
      assertThat(divided.signal().isHigh()).isTrue();
    }
  }

  @CosimTest(maxCycles = 100)
  void callbackSeesTheValuesBeforeTheEdge() {
    divided.onRisingEdge(() -> events.add("rise " + count.get()));
    divided.onFallingEdge(() -> events.add("fall " + count.get() + divided.signal().get()));
    clk.cycles(6).await();

    assertThat(events).containsExactly("rise 0", "fall 11", "rise 1", "fall 21", "rise 2");
  }

  @CosimTest(maxCycles = 100)
  void taskWokenByAnEventAtTheEdgeSeesTheValuesBeforeIt() {
    Event edge = sim.event("edge");
    sim.fork(
        "waker",
        () -> {
          divided.cycles(2).await();
          edge.set();
        });
    edge.await();

    assertThat(count.get()).isEqualTo(1);
  }

  @CosimTest(maxCycles = 100)
  void writesOfBothDomainsAreStoredTogetherAfterTheEdges() {
    clk.onRisingEdge(() -> data.set(data.get() + 1));
    Signal captured = sim.signal("div_data_o");

    for (int i = 0; i < 4; i++) {
      divided.cycle();
      assertThat(data.get()).isEqualTo(2 * i);
      sim.readOnly().await();
      assertThat(captured.get()).isEqualTo(2 * i);
      assertThat(data.get()).isEqualTo(2 * i + 1);
    }
  }

  @CosimTest(maxCycles = 100)
  void changeAwaitedAtTheEdgeComesInTheSameTimeStep() {
    divided.cycle();
    long nowPs = sim.timePs();
    sim.valueChange(count).await();

    assertThat(sim.timePs()).isEqualTo(nowPs);
    assertThat(count.get()).isEqualTo(1);
  }

  @CosimTest(maxCycles = 100)
  void nextEdgeAwaitedAtTheEdgeIsTheNextOne() {
    divided.cycle();
    long nowPs = sim.timePs();
    divided.cycle();

    assertThat(sim.timePs()).isEqualTo(nowPs + 20_000);
  }

  @CosimTest(maxCycles = 100)
  void triggersOfTheSignalAreThoseOfTheClock() {
    assertThat(sim.risingEdge(divided.signal())).isSameAs(divided.risingEdge());
    assertThat(sim.observedClock("div_clk_o")).isSameAs(divided);
  }

  @CosimTest(maxCycles = 100)
  void clockWithoutWaitersStillCountsItsCycles() {
    clk.cycles(10).await();

    assertThat(divided.cycleCount()).isEqualTo(5);
    assertThat(divided.periodPs()).isEqualTo(20_000);
  }

  @CosimTest(maxCycles = 100)
  void edgeMadeByAWriteShowsTheValuesBeforeThatWrite() {
    Signal gate = sim.signal("gate_i");
    Clock made = sim.observedClock("gate_i"); // an input nobody toggles but this test
    sim.fork(
        "writer",
        () -> {
          sim.timer(1_000).await();
          gate.set(1);
          data.set(7);
        });
    made.cycle();

    assertThat(sim.timePs()).isEqualTo(1_000);
    assertThat(data.get()).isZero();
    sim.readOnly().await();
    assertThat(data.get()).isEqualTo(7);
  }

  @CosimTest(maxCycles = 100)
  void clockThatTheTestBenchFeedsBackIsFoundAsALoop() {
    try (var model = sim.model().library().newModel()) {
      Simulation other = Simulation.create(model);
      Signal looped = other.signal("gate_i");
      Clock loop = other.observedClock("gate_i");
      loop.onRisingEdge(() -> looped.set(0));
      loop.onFallingEdge(() -> looped.set(1));
      assertThatThrownBy(() ->
              other.run(() -> {
                looped.set(1);
                other.timer(10).await();
              }))
          .hasMessageStartingWith("signals do not settle: signals=[gate_i] rounds=1001 ");
    }
  }
}
