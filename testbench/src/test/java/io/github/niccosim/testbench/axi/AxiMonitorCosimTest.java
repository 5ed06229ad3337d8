// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.testbench.axi.AxiProtocolChecker.Options;
import io.github.niccosim.testbench.stream.ReadyPattern;
import io.github.niccosim.testbench.stream.TestRtl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What a monitor sees on the far side of a slice is what the master was told. */
class AxiMonitorCosimTest {
  private static AxiTiming adverse(AxiErrorWindow... errors) {
    AxiTiming.Builder timing =
        AxiTiming.builder()
            .latency(LatencyDistribution.uniform(1, 30))
            .backPressure(ReadyPattern.probability(0.6))
            .outOfOrder(true)
            .interleave(true);
    for (AxiErrorWindow error : errors) {
      timing.error(error);
    }
    return timing.build();
  }

  @Test
  void burstsAreSeenWholeThoughInterleavedAndOutOfOrder() {
    TestRtl.run(
        AxiMasterCosimTest.library(32),
        1,
        (sim, clock) -> {
          AxiBus m = AxiBus.of(sim, "m_axi").withReset("rst_ni");
          AxiMasterOptions options =
              AxiMasterOptions.defaults().withIds(16).withWindow(16, 16).withDataFirst();
          AxiMaster master =
              new AxiMaster(
                  clock, AxiBus.of(sim, "s_axi").withReset("rst_ni"), options, sim.random("m"));
          AddressSpace space = new AddressSpace();
          space.mapMemory("ram", 0, 1 << 20);
          AxiSlave slave = new AxiSlave(sim, clock, m, space, adverse(), sim.random("slave"));
          List<AxiTransaction> seen = new ArrayList<>();
          AxiMonitor monitor = new AxiMonitor(clock, m, seen::add);
          RandomGenerator random = sim.random("requests");
          clock.cycles(5).await();

          Map<Long, AxiTransfer> issued = new HashMap<>();
          for (int i = 0; i < 100; i++) {
            int len = random.nextInt(20);
            byte[] data = new byte[4 * (len + 1)];
            random.nextBytes(data);
            issued.put(
                i * 256L, master.issue(AxiRequest.write(i * 256L, len, 2, AxiBurst.INCR, data)));
          }
          issued.values().forEach(AxiTransfer::awaitOkay);
          for (int i = 0; i < 100; i++) {
            AxiRequest write = Objects.requireNonNull(issued.get(i * 256L)).request();
            issued.put(
                1_000_000L + i * 256L,
                master.issue(AxiRequest.read(write.addr(), write.len(), 2, AxiBurst.INCR)));
          }
          issued.values().forEach(AxiTransfer::awaitOkay);
          clock.cycles(4).await();

          assertThat(seen).hasSize(200);
          for (AxiTransaction each : seen) {
            long key = each.addr() + (each.write() ? 0 : 1_000_000L);
            AxiTransfer transfer = Objects.requireNonNull(issued.get(key));
            assertThat(each.data()).isEqualTo(transfer.data());
            assertThat(each.strobed()).containsOnly(1);
            assertThat(each.id()).isEqualTo(transfer.id());
            assertThat(each.endPs()).isBetween(each.startPs(), transfer.donePs());
          }
          List<Long> order = seen.subList(0, 100).stream().map(AxiTransaction::addr).toList();
          assertThat(order).isNotEqualTo(order.stream().sorted().toList());
          assertThat(monitor.statistics().w().payloadBytes())
              .isEqualTo(slave.statistics().w().payloadBytes());
          assertThat(monitor.statistics().readLatency().count()).isEqualTo(100);
          assertThat(monitor.statistics().maxOutstandingReads())
              .isEqualTo(slave.statistics().maxOutstandingReads());
        });
  }

  /** An AXI4-Lite port is an AXI4 port without the burst signals: the same models serve it. */
  @Test
  void liteMasterMeetsSlaveCheckerAndMonitor() {
    TestRtl.run(
        AxiMasterCosimTest.library(32),
        2,
        (sim, clock) -> {
          AxiBus m = AxiBus.of(sim, "m_axi").withReset("rst_ni");
          AddressSpace space = new AddressSpace();
          space.mapMemory("registers", 0x100, 0x100);
          space.map("rom", 0x400, 4, new SparseMemory(), AddressSpace.Access.READ_ONLY);
          new AxiSlave(sim, clock, m, space, adverse(), sim.random("slave"));
          AxiProtocolChecker checker = new AxiProtocolChecker(clock, m, Options.strict());
          List<AxiTransaction> seen = new ArrayList<>();
          new AxiMonitor(clock, m, seen::add);
          AxiLiteMaster lite = new AxiLiteMaster(clock, AxiLiteBus.of(sim, "s_axi"));
          sim.signal("s_axi_awsize").set(2);
          sim.signal("s_axi_arsize").set(2);
          sim.signal("s_axi_wlast").set(1);
          clock.cycles(5).await();

          lite.write32(0x104, 0x1234_5678);
          assertThat(lite.tryWrite32(0x104, -1, 0b0010)).isEqualTo(AxiResp.OKAY);
          assertThat(lite.read32(0x104)).isEqualTo(0x1234_ff78);
          assertThat(lite.tryWrite32(0x400, 1, 0xf)).isEqualTo(AxiResp.SLVERR);
          assertThat(lite.tryRead32(0x800).resp()).isEqualTo(AxiResp.DECERR);

          assertThat(space.refused()).isEqualTo(2);
          assertThat(seen)
              .extracting(AxiTransaction::resp)
              .containsExactly(
                  AxiResp.OKAY, AxiResp.OKAY, AxiResp.OKAY, AxiResp.SLVERR, AxiResp.DECERR);
          assertThat(seen.get(1).strobed()).containsExactly(0, 1, 0, 0);
          checker.checkIdle();
        });
  }
}
