// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.apb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.niccosim.bridge.ModelLibrary;
import io.github.niccosim.testbench.axi.AxiResp;
import io.github.niccosim.testbench.axi.AxiTarget;
import io.github.niccosim.testbench.axi.LatencyDistribution;
import io.github.niccosim.testbench.sim.Clock;
import io.github.niccosim.testbench.sim.Simulation;
import io.github.niccosim.testbench.stream.ReadyPattern;
import io.github.niccosim.testbench.stream.TestRtl;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Master against slave through wires, a monitor between; and a waveform that breaks each rule. */
class ApbCosimTest {
  private static final ModelLibrary WIRES = TestRtl.library("apb_wires");
  private static final int SIZE = 256;

  private static final String SETUP = "psel=1 paddr=8 pwrite=1 pwdata=5 pstrb=15 ";
  private static final String ACCESS = SETUP + "penable=1 ";
  private static final Map<ApbRule, String[]> BROKEN = new EnumMap<>(ApbRule.class);

  static {
    BROKEN.put(ApbRule.ENABLE_WITHOUT_SELECT, new String[] {"penable=1"});
    BROKEN.put(ApbRule.ENABLE_WITHOUT_SETUP, new String[] {ACCESS});
    BROKEN.put(ApbRule.SETUP_TOO_LONG, new String[] {SETUP, SETUP});
    BROKEN.put(ApbRule.SELECT_HELD, new String[] {SETUP, ACCESS, "penable=1"});
    BROKEN.put(ApbRule.ENABLE_HELD, new String[] {SETUP, ACCESS, SETUP});
    BROKEN.put(ApbRule.CONTROL_STABLE, new String[] {SETUP, ACCESS + "paddr=12"});
    BROKEN.put(ApbRule.DATA_STABLE, new String[] {SETUP, ACCESS, ACCESS + "pwdata=6"});
    BROKEN.put(ApbRule.READ_STROBES, new String[] {"psel=1 pstrb=1"});
    BROKEN.put(ApbRule.UNANSWERED, new String[] {SETUP, ACCESS});
  }

  /** Memory that refuses what lies outside. */
  private static final class Memory implements AxiTarget {
    final byte[] bytes = new byte[SIZE];

    @Override
    public AxiResp read(long addr, byte[] dst, int off, int len, long user) {
      if (addr + len > SIZE) {
        return AxiResp.SLVERR;
      }
      System.arraycopy(bytes, (int) addr, dst, off, len);
      return AxiResp.OKAY;
    }

    @Override
    public AxiResp write(long addr, byte[] src, int off, int len, long user) {
      if (addr + len > SIZE) {
        return AxiResp.SLVERR;
      }
      System.arraycopy(src, off, bytes, (int) addr, len);
      return AxiResp.OKAY;
    }
  }

  private record Bench(
      Simulation sim,
      Clock clock,
      ApbMaster master,
      ApbSlave slave,
      ApbMonitor monitor,
      List<ApbTransfer> seen) {}

  private interface Scenario {
    void run(Bench bench);
  }

  private static void run(long seed, LatencyDistribution waits, Scenario scenario) {
    TestRtl.run(
        WIRES,
        seed,
        (sim, clock) -> {
          List<ApbTransfer> seen = new ArrayList<>();
          Bench bench =
              new Bench(
                  sim,
                  clock,
                  new ApbMaster(clock, ApbBus.of(sim, "s_apb")),
                  new ApbSlave(
                      clock, ApbBus.of(sim, "m_apb"), new Memory(), waits, sim.random("slave")),
                  new ApbMonitor(clock, ApbBus.of(sim, "m_apb"), seen::add),
                  seen);
          scenario.run(bench);
          clock.cycles(2).await();
          bench.monitor().checkIdle();
        });
  }

  @ParameterizedTest
  @CsvSource({"1,0", "2,1", "3,9"})
  void registersKeepWhatWasWritten(long seed, int maxWaits) {
    run(
        seed,
        LatencyDistribution.uniform(0, maxWaits),
        bench -> {
          RandomGenerator random = bench.sim().random("accesses");
          bench.master().setGaps(ReadyPattern.probability(0.6), bench.sim().random("gaps"));
          byte[] model = new byte[SIZE];
          for (int i = 0; i < 300; i++) {
            int addr = 4 * random.nextInt(SIZE / 4);
            if (random.nextBoolean()) {
              int strobes = random.nextInt(16);
              int value = random.nextInt();
              bench.master().tryWrite(addr, value & 0xffff_ffffL, strobes, 0);
              for (int lane = 0; lane < 4; lane++) {
                if ((strobes >> lane & 1) != 0) {
                  model[addr + lane] = (byte) (value >> 8 * lane);
                }
              }
            } else {
              long expected = 0;
              for (int lane = 0; lane < 4; lane++) {
                expected |= (model[addr + lane] & 0xffL) << 8 * lane;
              }
              assertThat(bench.master().read(addr)).isEqualTo(expected);
            }
          }
          assertThat(bench.seen()).hasSize(300);
          assertThat(bench.monitor().waitStates().maxCycles()).isEqualTo(maxWaits);
        });
  }

  @Test
  void backToBackTransfersTakeTwoCyclesEach() {
    run(
        1,
        LatencyDistribution.fixed(0),
        bench -> {
          for (int i = 0; i < 20; i++) {
            int number = i;
            bench.sim().fork("write" + i, () -> bench.master().write(4 * number, number));
          }
          bench.clock().cycles(50).await();

          assertThat(bench.monitor().statistics().beats()).isEqualTo(20);
          assertThat(bench.monitor().statistics().activeCycles()).isEqualTo(39);
        });
  }

  @Test
  void errorsAreInjectedAndTold() {
    run(
        1,
        LatencyDistribution.fixed(2),
        bench -> {
          bench.slave().failWhen(transfer -> transfer.prot() == 2);

          assertThat(bench.master().tryRead(0, 2).error()).isTrue();
          assertThat(bench.master().tryRead(0, 0).error()).isFalse();
          assertThatThrownBy(() -> bench.master().write(SIZE, 1))
              .isInstanceOf(ApbException.class)
              .hasMessage(
                  "apb transfer refused: bus=s_apb access=write addr=0x100 timePs="
                      + bench.sim().timePs()
                      + " (expected: PSLVERR low)");
          assertThat(bench.slave().errors()).isEqualTo(2);
        });
  }

  @Test
  void unansweredTransferNamesItsAddress() {
    TestRtl.run(
        WIRES,
        1,
        (sim, clock) -> {
          ApbMaster master = new ApbMaster(clock, ApbBus.of(sim, "s_apb"));
          master.setTimeoutCycles(15);

          assertThatThrownBy(() -> master.read(0x24))
              .hasMessageContaining("apb transfer not answered: bus=s_apb access=read addr=0x24")
              .hasMessageContaining("waitedCycles=15");
        });
  }

  private static void drive(Simulation sim, String cycle) {
    for (String name : List.of("psel", "penable", "paddr", "pwrite", "pwdata", "pstrb", "pprot")) {
      sim.signal("s_apb_" + name).set(0);
    }
    for (String part : cycle.split(" +")) {
      if (!part.isEmpty()) {
        String[] pair = part.split("=");
        sim.signal("s_apb_" + pair[0]).set(Long.decode(pair[1]));
      }
    }
  }

  private static void draw(String... cycles) {
    TestRtl.run(
        WIRES,
        1,
        (sim, clock) -> {
          ApbMonitor monitor = new ApbMonitor(clock, ApbBus.of(sim, "s_apb"), transfer -> {});
          for (String cycle : cycles) {
            drive(sim, cycle);
            clock.cycle();
          }
          monitor.checkIdle();
          clock.cycle();
          monitor.checkIdle();
        });
  }

  @ParameterizedTest
  @EnumSource
  void ruleIsNamedWhenBroken(ApbRule rule) {
    String[] cycles = Objects.requireNonNull(BROKEN.get(rule), "no waveform breaks " + rule);

    assertThatThrownBy(() -> draw(cycles))
        .isInstanceOfSatisfying(
            ApbProtocolException.class, e -> assertThat(e.rule()).isEqualTo(rule))
        .hasMessageStartingWith("apb rule broken: rule=" + rule + " signal=s_apb_p")
        .hasMessageEndingWith("spec: IHI 0024 " + rule.section() + ")");
  }
}
