// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.nic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.rtl.BusAccessKind;
import io.github.niccosim.rtl.NicDmaCounters;
import io.github.niccosim.rtl.NicDmaRegisters;
import io.github.niccosim.testbench.axi.AxiErrorWindow;
import io.github.niccosim.testbench.axi.AxiResp;
import io.github.niccosim.testbench.driver.BenchOptions;
import io.github.niccosim.testbench.driver.NicBench;
import io.github.niccosim.testbench.driver.TxRequest;
import io.github.niccosim.testbench.traffic.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sending under errors, pause, weights, rates and loopback. */
class NicSendFeatureTest {

  private static final int QUEUES = 4;

  /** Frames launched before the weights were set have left by then. */
  private static final int LAUNCHED_BEFORE_CYCLES = 2500;

  private static final int ERRORS = 3 * NicModels.standard().maxOutstandingReads();

  @ParameterizedTest
  @EnumSource(names = {"SLVERR", "DECERR"})
  @BugClass(15)
  void moreReadErrorsThanIdsThenCleanTraffic(AxiResp response) {
    AxiErrorWindow errors =
        AxiErrorWindow.anywhere(AxiErrorWindow.Direction.READ, response)
            .withUser(0xF000, (long) BusAccessKind.TX_DATA.code() << 12)
            .times(ERRORS);
    BenchOptions options = options().timing(NicScenario.memory(60).error(errors).build());

    NicOutcome outcome = SendRun.of(options, SendRun.mixed(300, 900, 2)).outcome();

    assertThat(outcome.failed()).containsOnly("tx_errors", "device_errors");
    var sent = outcome.bench().driver().txScoreboard();
    assertThat(sent.errors()).isNotEmpty().allMatch(error -> error.equals(response.name()));
    assertThat(sent.seen()).isEqualTo(300 - sent.failed()).isGreaterThan(100);
  }

  @Test
  void pausedByTheMacStartsNoFrameAndLosesNone() {
    long[] paused = new long[1];
    NicOutcome outcome =
        SendRun.of(
                NicModels.library(NicModels.standard()),
                options(),
                SendRun.mixed(200, 900, 4),
                bench -> {
                  bench.clock().cycles(600).await();
                  bench.sim().signal("xoff_i").set(1);
                  bench.clock().cycles(300).await();
                  long before = bench.mac().frames();
                  assertThat(bench.mac().isInFrame()).isFalse();
                  bench.clock().cycles(2000).await();
                  assertThat(bench.mac().frames()).as("frames while paused").isEqualTo(before);
                  assertThat(before).isBetween(1L, 199L);
                  bench.sim().signal("xoff_i").set(0);
                  paused[0] =
                      bench
                          .mmio()
                          .read(NicDmaCounters.globalAddress(NicDmaCounters.STAT_TX_PAUSED));
                })
            .outcome();

    outcome.assertClean();
    assertThat(paused[0]).as("cycles counted as paused").isGreaterThan(1900);
  }

  @Test
  void weightsShareTheWire() {
    int[] weights = {1, 2, 4, 1};
    long[] shares = new long[QUEUES];
    NicOutcome outcome =
        SendRun.of(
                NicModels.library(NicModels.standard()),
                options().ring(128),
                equal(2000, 256),
                bench -> {
                  for (int queue = 0; queue < QUEUES; queue++) {
                    set(bench, queue, NicDmaRegisters.TXQ_WEIGHT, weights[queue]);
                  }
                  long[] before = new long[QUEUES];
                  shareAfter(bench, LAUNCHED_BEFORE_CYCLES, before);
                  shareAfter(bench, 5000, shares);
                  Arrays.setAll(shares, queue -> shares[queue] - before[queue]);
                })
            .outcome();

    outcome.assertClean();
    double unit = Arrays.stream(shares).sum() / 8.0;
    for (int queue = 0; queue < QUEUES; queue++) {
      assertThat(shares[queue] / unit)
          .as("share of queue %d of %s", queue, Arrays.toString(shares))
          .isBetween(0.9 * weights[queue], 1.1 * weights[queue]);
    }
  }

  @Test
  void rateBoundsItsQueueAndNoOther() {
    long[] shares = new long[QUEUES];
    NicOutcome outcome =
        SendRun.of(
                NicModels.library(NicModels.standard()),
                options(),
                equal(240, 512),
                bench -> {
                  set(bench, 1, NicDmaRegisters.TXQ_RATE, 64);
                  shareAfter(bench, 20_000, shares);
                })
            .outcome();

    outcome.assertClean();
    assertThat(shares[1]).as("512 bytes each 2048 cycles").isBetween(9L, 12L);
    assertThat(shares[0]).as("queue without a limit").isEqualTo(60);
  }

  @Test
  void loopbackAtTheMacReturnsEveryFrame() {
    NicOutcome outcome =
        NicOutcome.simulate(
            NicModels.library(NicModels.standard()),
            options().ring(64),
            List.of(),
            1,
            bench -> {
              bench
                  .mmio()
                  .write(
                      NicDmaRegisters.CTRL,
                      NicDmaRegisters.CTRL_RX_ENABLE
                          | NicDmaRegisters.CTRL_TX_ENABLE
                          | NicDmaRegisters.CTRL_LOOP_MAC);
              SplittableRandom random = new SplittableRandom(3);
              for (int i = 0; i < 40; i++) {
                Frame frame = NicTraffic.noise(random, 60 + random.nextInt(900));
                bench.scoreboard().sent(frame);
                bench.driver().txQueues().getFirst().send(TxRequest.of(frame.bytes()));
              }
              bench.runUntilIdle();
              bench.finish();
            });

    assertThat(outcome.failed()).containsOnly("tx_conservation", "tx_completions");
    assertThat(outcome.bench().scoreboard().delivered()).isEqualTo(40);
    assertThat(outcome.bench().mac().frames()).as("frames at the port").isZero();
  }

  private static void set(NicBench bench, int queue, int register, int value) {
    bench.mmio().write(NicDmaRegisters.txq(queue, register), value);
  }

  private static void shareAfter(NicBench bench, int cycles, long[] shares) {
    bench.clock().cycles(cycles).await();
    Arrays.setAll(shares, queue -> bench.driver().txScoreboard().seen(queue));
  }

  private static List<TxRequest> equal(int count, int length) {
    SplittableRandom random = new SplittableRandom(length);
    List<TxRequest> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      requests.add(SendRun.request(random, new int[] {length}, 64));
    }
    return requests;
  }

  private static BenchOptions options() {
    return new BenchOptions(NicModels.standard())
        .transmit(QUEUES)
        .ring(64)
        .timing(NicScenario.memory(40).build());
  }
}
