// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.niccosim.bridge.ModelLibrary;
import io.github.niccosim.testbench.sim.Simulation;
import io.github.niccosim.testbench.sim.Task;
import io.github.niccosim.testbench.stream.TestRtl;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AxiLiteMasterCosimTest {

  private static final ModelLibrary REGS = TestRtl.library("axil_regs");

  /** Scenario with a master on the registers, out of reset. */
  private interface Scenario {
    void run(AxiLiteMaster master, Simulation sim);
  }

  private static void run(int delay, Scenario scenario) {
    TestRtl.run(
        REGS,
        1,
        (sim, clock) -> {
          sim.signal("delay_i").set(delay);
          AxiLiteMaster master = new AxiLiteMaster(clock, AxiLiteBus.of(sim, "s_axil"));
          clock.cycles(5).await();
          scenario.run(master, sim);
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7})
  void readsBackWhatItWrote(int delay) {
    run(
        delay,
        (master, sim) -> {
          for (int i = 0; i < 16; i++) {
            master.write32(4 * i, 0x9000_0000 + i);
          }
          for (int i = 0; i < 16; i++) {
            assertThat(master.read32(4 * i)).isEqualTo(0x9000_0000 + i);
          }
          assertThat(master.read64(8)).isEqualTo(0x9000_0003_9000_0002L);
          assertThat(master.writes()).isEqualTo(16);
          assertThat(master.reads()).isEqualTo(18);
        });
  }

  @Test
  void strobesWriteSingleBytes() {
    run(
        0,
        (master, sim) -> {
          master.write32(0, 0x11223344);

          assertThat(master.tryWrite32(0, 0xaabbccdd, 0b0101)).isEqualTo(AxiResp.OKAY);

          assertThat(master.read32(0)).isEqualTo(0x11bb33dd);
        });
  }

  @Test
  void errorResponseIsAnException() {
    run(
        0,
        (master, sim) -> {
          assertThatThrownBy(() -> master.write32(0x44, 1))
              .isInstanceOf(AxiLiteException.class)
              .hasMessage(
                  "axi-lite access refused: bus=s_axil access=write addr=0x44 resp=SLVERR timePs="
                      + sim.timePs()
                      + " (expected: OKAY)");
          assertThat(master.tryRead32(0x44).resp()).isEqualTo(AxiResp.SLVERR);
        });
  }

  @Test
  void unansweredAccessNamesWhatItWaitsFor() {
    run(
        0,
        (master, sim) -> {
          master.setTimeoutCycles(20);

          assertThatThrownBy(() -> master.read32(0x80))
              .isInstanceOf(AxiLiteException.class)
              .hasMessageContaining("addr=0x80 waitedCycles=20")
              .hasMessageContaining("waitingFor=arready");
          assertThatThrownBy(() -> master.write32(0x80, 1))
              .hasMessageContaining("waitingFor=awready");
        });
  }

  @Test
  void tasksAreServedInTheOrderTheyAsked() {
    run(
        2,
        (master, sim) -> {
          List<Integer> order = new ArrayList<>();
          List<Task> tasks = new ArrayList<>();
          for (int i = 0; i < 8; i++) {
            int number = i;
            tasks.add(
                sim.fork(
                    "task" + i,
                    () -> {
                      master.write32(4 * number, number);
                      order.add(number);
                    }));
          }
          tasks.forEach(Task::join);

          assertThat(order).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        });
  }

  @Test
  void cancelledTaskLeavesTheBusUsable() {
    run(
        5,
        (master, sim) -> {
          Task task = sim.fork("victim", () -> master.write32(0, 77));
          sim.timer(TestRtl.PERIOD_PS * 2).await();
          task.cancel();

          assertThat(master.read32(0)).isEqualTo(77);
        });
  }

  @Test
  void accessBegunInTheInstantOfAnEdgeIsOfferedAtTheNext() {
    run(
        0,
        (master, sim) -> {
          master.write32(8, 99);
          sim.signal("eager_i").set(1);
          sim.timer(3 * TestRtl.PERIOD_PS).await(); // fires before the edge of the same time

          assertThat(master.read32(8)).isEqualTo(99);
        });
  }
}
