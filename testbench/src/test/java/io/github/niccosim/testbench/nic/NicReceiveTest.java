// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.nic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.bridge.ModelLibrary;
import io.github.niccosim.pool.dma.CacheModel;
import io.github.niccosim.rtl.NicDmaParameters;
import io.github.niccosim.testbench.axi.AxiTiming;
import io.github.niccosim.testbench.driver.BenchOptions;
import io.github.niccosim.testbench.driver.BufferPlan;
import io.github.niccosim.testbench.driver.CostTable;
import io.github.niccosim.testbench.driver.NicConfig.Starvation;
import io.github.niccosim.testbench.driver.NicCounters;
import io.github.niccosim.testbench.driver.RxQueue;
import io.github.niccosim.testbench.traffic.Frame;
import io.github.niccosim.testbench.traffic.TrafficProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Healthy receive paths: widths, alignments, rings, latencies, queues, memory. */
class NicReceiveTest {

  private static final NicDmaParameters STANDARD = NicModels.standard();

  @ParameterizedTest
  @CsvSource({"64, 16", "128, 4", "256, 1", "512, 2"})
  @BugClass({2, 6, 27})
  void everyWidthTakesEveryLengthAtEveryKindOfAlignment(int width, int queues) {
    NicDmaParameters nic = NicModels.parameters(width, queues);
    ModelLibrary library = NicModels.library(nic);
    int lanes = width / 8;
    List<Frame> frames = NicTraffic.lengths(1, 3 * lanes + 2, width);
    frames.addAll(NicTraffic.lengths(4090, 4100, width));

    for (int offset : new int[] {0, 1, lanes - 1, lanes, 61, 255}) {
      BenchOptions options =
          new BenchOptions(nic)
              .plan(BufferPlan.of(offset, 0, 4100))
              .timing(NicScenario.memory(40).build());

      NicOutcome.run(library, options, frames, offset).assertClean();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 8})
  @BugClass(24)
  void smallRingsWrapManyTimes(int ring) {
    BenchOptions options =
        new BenchOptions(STANDARD)
            .ring(ring)
            .timing(NicScenario.memory(40).build())
            .wire(4_000_000_000L);

    NicOutcome outcome = run(options, NicTraffic.mixed(600, 1518, ring));

    outcome.assertClean();
    assertThat(outcome.bench().driver().queues())
        .allMatch(queue -> queue.completionsHandled() > 10L * ring);
  }

  @Test
  @BugClass(24)
  void ringShorterThanABeatWrapsManyTimes() {
    NicDmaParameters nic = NicModels.parameters(512, 2);
    BenchOptions options =
        new BenchOptions(nic).ring(2).timing(NicScenario.memory(40).build()).wire(4_000_000_000L);

    NicOutcome outcome =
        NicOutcome.run(NicModels.library(nic), options, NicTraffic.mixed(200, 1518, 2), 64);

    outcome.assertClean();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 16, 100, 400, 1000})
  @BugClass(3)
  void anyMemoryLatencyIsSurvived(int cycles) {
    BenchOptions options =
        new BenchOptions(STANDARD).timing(AxiTiming.fixed(cycles)).wire(5_000_000_000L);

    run(options, NicTraffic.mixed(200, 1518, cycles)).assertClean();
  }

  @ParameterizedTest
  @ValueSource(ints = {4000, 8192, 16_320, 16_383})
  @BugClass(1)
  void longFramesCrossManyPages(int longest) {
    List<Frame> frames = new ArrayList<>(NicTraffic.lengths(longest - 3, longest, longest));
    frames.addAll(NicTraffic.lengths(longest - 3, longest, 1));
    BenchOptions options =
        new BenchOptions(STANDARD)
            .plan(BufferPlan.of(7, 0, longest))
            .timing(NicScenario.memory(60).build());

    run(options, frames).assertClean();
  }

  @Test
  void anyKeyAndTableSteerAsComputed() {
    NicDmaParameters nic = NicModels.parameters(64, 16);
    SplittableRandom random = new SplittableRandom(99);
    byte[] key = new byte[40];
    random.nextBytes(key);
    int[] table = random.ints(128, 0, 16).toArray();
    BenchOptions options = new BenchOptions(nic).rss(key, table).defaultQueue(13);

    NicOutcome outcome =
        NicOutcome.run(NicModels.library(nic), options, NicTraffic.mixed(500, 1518, 3), 1);

    outcome.assertClean();
    for (int queue = 0; queue < 16; queue++) {
      assertThat(outcome.bench().scoreboard().delivered(queue)).as("queue %d", queue).isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource(CacheModel.class)
  void everyCacheModelDeliversTheSameBytes(CacheModel model) {
    BenchOptions options =
        new BenchOptions(STANDARD).memory(model).plan(BufferPlan.of(61, 0, 1518));

    run(options, NicTraffic.mixed(300, 1518, 5)).assertClean();
  }

  @Test
  @BugClass(18)
  void fewerPagesThanDescriptorsStillFlow() {
    BenchOptions options = new BenchOptions(STANDARD).queues(1).ring(64).supplyBudget(10);

    NicOutcome outcome = run(options, NicTraffic.mixed(200, 1518, 1));

    outcome.assertClean();
    RxQueue queue = outcome.bench().driver().queues().getFirst();
    assertThat(queue.statistics().allocationFailures()).isPositive();
    assertThat(queue.statistics().fillMax()).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 64})
  @BugClass(17)
  void anyPollBudgetHandlesEveryCompletionOnce(int budget) {
    BenchOptions options =
        new BenchOptions(STANDARD)
            .napiBudget(budget)
            .costs(CostTable.defaults())
            .moderation(8, 200)
            .wire(2_000_000_000L);

    run(options, NicTraffic.mixed(150, 1518, budget)).assertClean();
  }

  @Test
  @BugClass(19)
  void slowSoftwareLosesFramesAndEveryLossIsCounted() {
    BenchOptions options =
        new BenchOptions(STANDARD)
            .ring(4)
            .costs(CostTable.defaults().scaled(10))
            .starvation(Starvation.WAIT, 50);

    NicOutcome outcome = run(options, NicTraffic.profile(TrafficProfile.IMIX, 500, 1));

    assertThat(outcome.failed()).containsExactly("refill");
    NicCounters nic = outcome.bench().counters();
    assertThat(nic.noDescriptor()).isPositive();
    assertThat(nic.queues()).allMatch(queue -> queue.starvedCycles() > 0);
    assertThat(nic.framesDelivered() + nic.dropped()).isEqualTo(500);
  }

  @Test
  void framesAboveTheLimitAreCountedAsOversize() {
    BenchOptions options = new BenchOptions(STANDARD).maxFrame(600).plan(BufferPlan.of(64, 0, 600));

    NicOutcome outcome = run(options, NicTraffic.lengths(595, 605, 1));

    outcome.assertClean();
    assertThat(outcome.bench().counters().oversize()).isEqualTo(5);
  }

  @Test
  void oversizeFramesGiveTheirBufferBack() {
    BenchOptions options = new BenchOptions(STANDARD).maxFrame(600).plan(BufferPlan.of(64, 0, 600));

    NicOutcome outcome = run(options, NicTraffic.mixed(2000, 1518, 3));

    outcome.assertClean();
    assertThat(outcome.bench().counters().oversize()).isGreaterThan(300);
    assertThat(outcome.bench().scoreboard().delivered()).isGreaterThan(600);
  }

  @Test
  void refillLatencyAndFillLevelFollowTheSoftware() {
    BenchOptions slow = new BenchOptions(STANDARD).costs(CostTable.defaults()).wire(1_000_000_000L);
    BenchOptions fast = new BenchOptions(STANDARD).wire(1_000_000_000L);
    List<Frame> frames = NicTraffic.profile(TrafficProfile.SHORT, 200, 1);

    RxQueue slowQueue = run(slow, frames).bench().driver().queues().getFirst();
    RxQueue fastQueue = run(fast, frames).bench().driver().queues().getFirst();

    assertThat(fastQueue.statistics().refillCycles(50)).isBetween(3L, 60L);
    assertThat(slowQueue.statistics().refillCycles(50))
        .isGreaterThan(fastQueue.statistics().refillCycles(50) + 250);
    assertThat(slowQueue.statistics().fillMin()).isLessThan(64);
    assertThat(slowQueue.statistics().fillMax()).isEqualTo(64);
    assertThat(slowQueue.statistics().refills()).isEqualTo(slowQueue.completionsHandled());
  }

  private static NicOutcome run(BenchOptions options, List<Frame> frames) {
    return NicOutcome.run(NicModels.library(STANDARD), options, frames, 1);
  }
}
