// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import static io.github.niccosim.testbench.axi.AxiBench.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.bridge.ModelLibrary;
import io.github.niccosim.testbench.stream.ReadyPattern;
import io.github.niccosim.testbench.stream.TestRtl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AxiSlaveTimingCosimTest {

  private static final ModelLibrary MASTER = TestRtl.library("axi_burst_master");

  @ParameterizedTest
  @CsvSource({
    "0,false",
    "1,false",
    "2,false",
    "3,false",
    "17,false",
    "400,false",
    "1,true",
    "17,true"
  })
  void responseIsSeenExactlyLatencyEdgesAfterTheRequest(int latency, boolean reorder) {
    AxiTiming timing =
        AxiTiming.builder()
            .latency(LatencyDistribution.fixed(latency))
            .outOfOrder(reorder)
            .interleave(reorder)
            .build();
    AxiBench.run(
        MASTER,
        1,
        timing,
        bench -> {
          bench.master.issue(BurstMaster.Command.write(1, BASE, 3, 3));
          bench.awaitIdle();
          bench.master.issue(BurstMaster.Command.read(1, BASE, 3, 3));
          bench.awaitIdle();

          int expected = Math.max(1, latency);
          AxiTrace trace = bench.trace;
          assertThat(trace.b.getFirst().offeredAt() - trace.w.getLast().edge()).isEqualTo(expected);
          assertThat(trace.r.getFirst().offeredAt() - trace.ar.getFirst().edge())
              .isEqualTo(expected);
          assertThat(trace.r.getLast().edge() - trace.r.getFirst().edge()).isEqualTo(3);
        });
  }

  @Test
  void latencyCountsFromTheAddressWhenDataCameFirst() {
    AxiBench.run(
        MASTER,
        1,
        AxiTiming.fixed(10),
        bench -> {
          bench.master.set("data_first_i", 1);
          bench.master.issue(BurstMaster.Command.write(1, BASE, 3, 3));
          bench.awaitIdle();

          assertThat(bench.trace.aw.getFirst().edge())
              .isGreaterThan(bench.trace.w.getLast().edge());
          assertThat(bench.trace.b.getFirst().offeredAt() - bench.trace.aw.getFirst().edge())
              .isEqualTo(10);
        });
  }

  @Test
  void noDataIsTakenAheadOfItsAddressWhenForbidden() {
    AxiTiming timing = AxiTiming.builder().maxDataAhead(0).build();
    AxiBench.run(
        MASTER,
        1,
        timing,
        bench -> {
          bench.master.issue(BurstMaster.Command.write(1, BASE, 3, 3));
          bench.awaitIdle();

          assertThat(bench.trace.w.getFirst().edge())
              .isGreaterThan(bench.trace.aw.getFirst().edge());
        });
  }

  @Test
  void readBeatsFillEveryCycleAtLatencyOneHundred() {
    AxiBench.run(
        MASTER,
        1,
        AxiTiming.fixed(100),
        bench -> {
          for (int i = 0; i < 60; i++) {
            bench.master.issue(BurstMaster.Command.read(i % 16, BASE + i * 64, 7, 3));
          }
          bench.awaitIdle();

          assertThat(bench.slave.statistics().r().beats()).isEqualTo(480);
          assertThat(bench.slave.statistics().r().utilisation()).isEqualTo(1.0);
          assertThat(bench.slave.statistics().r().payloadBytes()).isEqualTo(480 * 8);
          assertThat(bench.slave.statistics().maxOutstandingReads()).isGreaterThan(10);
        });
  }

  @Test
  void writeBeatsFillEveryCycleAtLatencyOneHundred() {
    AxiBench.run(
        MASTER,
        1,
        AxiTiming.fixed(100),
        bench -> {
          for (int i = 0; i < 60; i++) {
            bench.master.issue(BurstMaster.Command.write(i % 16, BASE + i * 64, 7, 3));
          }
          bench.awaitIdle();

          assertThat(bench.slave.statistics().w().utilisation()).isEqualTo(1.0);
          assertThat(bench.slave.statistics().w().stallCycles()).isZero();
          assertThat(bench.slave.statistics().writeLatency().count()).isEqualTo(60);
          assertThat(bench.slave.statistics().writeLatency().minCycles())
              .isGreaterThanOrEqualTo(107);
        });
  }

  @Test
  void oneResponseMovesPerCycle() {
    AxiTiming timing = AxiTiming.builder().latency(LatencyDistribution.fixed(50)).build();
    AxiBench.run(
        MASTER,
        1,
        timing,
        bench -> {
          for (int i = 0; i < 40; i++) {
            bench.master.issue(BurstMaster.Command.write(i % 16, BASE + i * 64, 0, 3));
          }
          bench.awaitIdle();

          assertThat(bench.slave.statistics().b().utilisation()).isEqualTo(1.0);
        });
  }

  @ParameterizedTest
  @EnumSource(WriteVisibility.class)
  void dataReachesTheTargetAtTheChosenMoment(WriteVisibility visibility) {
    AxiTiming timing =
        AxiTiming.builder()
            .writeLatency(LatencyDistribution.fixed(40))
            .writeVisibility(visibility)
            .build();
    AxiBench.run(
        MASTER,
        3,
        timing,
        bench -> {
          bench.master.issue(BurstMaster.Command.write(1, BASE, 3, 3));
          bench.awaitIdle();
          AxiTrace trace = bench.trace;
          long firstRisePs = bench.sim.timePs() - (trace.edge() - 1) * TestRtl.PERIOD_PS;
          long edge =
              (bench.target.accesses.getFirst().timePs() - firstRisePs) / TestRtl.PERIOD_PS + 1;

          long lastData = trace.w.getLast().edge();
          long response = trace.b.getFirst().offeredAt();
          switch (visibility) {
            case AT_DATA -> assertThat(edge).isEqualTo(lastData);
            case RANDOM -> assertThat(edge).isBetween(lastData + 1, response - 2);
            case AT_RESPONSE -> assertThat(edge).isEqualTo(response - 1);
          }
        });
  }

  @ParameterizedTest
  @EnumSource(ReadSampling.class)
  void readDataIsTakenAtTheChosenMoment(ReadSampling sampling) {
    AxiTiming timing =
        AxiTiming.builder()
            .readLatency(LatencyDistribution.fixed(40))
            .readSampling(sampling)
            .build();
    AxiBench.run(
        MASTER,
        1,
        timing,
        bench -> {
          bench.target.bytes[0] = 1;
          bench.master.issue(BurstMaster.Command.read(1, BASE, 0, 3));
          bench.clock.cycles(10).await();
          bench.target.bytes[0] = 2;
          bench.awaitIdle();

          assertThat(bench.trace.r.getFirst().data()[0])
              .isEqualTo((byte) (sampling == ReadSampling.AT_REQUEST ? 1 : 2));
        });
  }

  @Test
  void withheldResponsesFillTheTableAndThenStallAddresses() {
    AxiTiming timing = AxiTiming.builder().maxOutstanding(8, 4).build();
    AxiBench.run(
        MASTER,
        1,
        timing,
        bench -> {
          bench.slave.holdWriteResponses(true);
          bench.slave.holdReadData(true);
          for (int i = 0; i < 12; i++) {
            bench.master.issue(BurstMaster.Command.write(i, BASE + i * 64, 0, 3));
            bench.master.issue(BurstMaster.Command.read(i, BASE + i * 64, 0, 3));
          }
          bench.clock.cycles(50).await();

          assertThat(bench.slave.outstandingWrites()).isEqualTo(8);
          assertThat(bench.slave.outstandingReads()).isEqualTo(4);
          assertThat(bench.sim.signal("m_axi_awready").isHigh()).isFalse();
          assertThat(bench.sim.signal("m_axi_arready").isHigh()).isFalse();
          assertThat(bench.slave.statistics().aw().stallCycles()).isGreaterThan(20);

          bench.slave.holdWriteResponses(false);
          bench.slave.holdReadData(false);
          bench.awaitIdle();
          assertThat(bench.trace.b).hasSize(12);
          assertThat(bench.trace.r).hasSize(12);
        });
  }

  @Test
  void readyPatternStretchesTheDataChannel() {
    AxiTiming timing = AxiTiming.builder().wReady(ReadyPattern.repeat("1000")).build();
    AxiBench.run(
        MASTER,
        1,
        timing,
        bench -> {
          bench.master.issue(BurstMaster.Command.write(1, BASE, 15, 3));
          bench.awaitIdle();

          long span = bench.trace.w.getLast().edge() - bench.trace.w.getFirst().edge();
          assertThat(span).isEqualTo(60);
          assertThat(bench.slave.statistics().w().stallCycles()).isGreaterThanOrEqualTo(45);
        });
  }

  @Test
  void readyMayWaitForValid() {
    AxiTiming timing = AxiTiming.builder().backPressure(ReadyPattern.afterValid(2)).build();
    AxiBench.run(
        MASTER,
        1,
        timing,
        bench -> {
          bench.master.issue(BurstMaster.Command.write(1, BASE, 1, 3));
          bench.master.issue(BurstMaster.Command.read(1, BASE, 1, 3));
          bench.awaitIdle();

          assertThat(bench.trace.aw.getFirst().edge() - bench.trace.aw.getFirst().offeredAt())
              .isEqualTo(3);
          assertThat(bench.trace.r).hasSize(2);
        });
  }

  @Test
  void resetForgetsBurstsInFlightAndSilencesOutputs() {
    AxiBench.run(
        MASTER,
        1,
        AxiTiming.fixed(100),
        bench -> {
          bench.master.issue(BurstMaster.Command.write(1, BASE, 3, 3));
          bench.master.issue(BurstMaster.Command.read(1, BASE, 3, 3));
          bench.clock.cycles(20).await();
          bench.sim.signal("rst_ni").set(0);
          bench.clock.cycles(3).await();
          assertThat(bench.sim.signal("m_axi_awready").isHigh()).isFalse();
          assertThat(bench.slave.isIdle()).isTrue();
          bench.sim.signal("rst_ni").set(1);
          bench.clock.cycles(200).await();

          assertThat(bench.trace.b).isEmpty();
          assertThat(bench.trace.r).isEmpty();
          bench.master.issue(BurstMaster.Command.write(2, BASE, 3, 3));
          bench.awaitIdle();
          assertThat(bench.trace.b).hasSize(1);
        });
  }
}
