// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.nic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.pool.dma.CacheModel;
import io.github.niccosim.testbench.axi.AxiTiming;
import io.github.niccosim.testbench.driver.BenchOptions;
import io.github.niccosim.testbench.driver.BufferPlan;
import io.github.niccosim.testbench.driver.CostTable;
import io.github.niccosim.testbench.driver.NicConfig.Starvation;
import io.github.niccosim.testbench.driver.NicCounters;
import io.github.niccosim.testbench.stream.ReadyPattern;
import io.github.niccosim.testbench.traffic.Frame;
import io.github.niccosim.testbench.traffic.TrafficProfile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What holds for every engine: the same bench, driver, pools, scoreboard, checkers and tests on two
 * engines with different descriptor interfaces. To add an engine, add a constant to {@link
 * NicEngine}.
 */
@ParameterizedClass
@EnumSource(NicEngine.class)
class AnyEngineTest {

  private final NicEngine engine;

  AnyEngineTest(NicEngine engine) {
    this.engine = engine;
  }

  @ParameterizedTest
  @EnumSource(CacheModel.class)
  void everyCacheModelDeliversEveryByte(CacheModel model) {
    BenchOptions options = engine.options().memory(model).timing(NicScenario.memory(40).build());

    NicOutcome outcome = run(options, NicTraffic.mixed(150, 1518, 5));

    outcome.assertClean();
    for (int queue = 0; queue < SimpleDmaAdapter.QUEUES; queue++) {
      assertThat(outcome.bench().scoreboard().delivered(queue)).as("queue %d", queue).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 248, 4088, 8184})
  @BugClass({1, 13})
  void lengthsAroundBurstAndPageEndsArriveWhole(int first) {
    BenchOptions options = engine.options().plan(BufferPlan.of(64, 0, first + 20));

    run(options, NicTraffic.lengths(first, first + 20, first)).assertClean();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 400})
  void anyMemoryLatencyIsSurvived(int cycles) {
    BenchOptions options =
        engine.options().timing(AxiTiming.fixed(cycles)).streamGaps(ReadyPattern.probability(0.7));

    run(options, NicTraffic.mixed(60, 1518, cycles)).assertClean();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  @BugClass(17)
  void pollBudgetIsNeverExceededAndNothingStaysBehind(int budget) {
    BenchOptions options = engine.options().napiBudget(budget).costs(CostTable.defaults());

    run(options, NicTraffic.mixed(80, 600, budget)).assertClean();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  @BugClass(18)
  void poolRunsDryAndRecovers(int pages) {
    BenchOptions options = engine.options().queues(1).supplyBudget(pages).poolSize(8);

    NicOutcome outcome = run(options, NicTraffic.mixed(80, 1518, pages));

    outcome.assertClean();
    assertThat(outcome.bench().driver().queues().getFirst().statistics().allocationFailures())
        .isPositive();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 50})
  @BugClass(19)
  void framesWithoutBufferAreCountedOnce(int waitCycles) {
    BenchOptions options =
        engine
            .options()
            .costs(CostTable.defaults().scaled(20))
            .starvation(waitCycles == 0 ? Starvation.DROP : Starvation.WAIT, waitCycles);

    NicOutcome outcome = run(options, NicTraffic.profile(TrafficProfile.SHORT, 300, 2));

    assertThat(outcome.failed()).containsExactly("refill");
    NicCounters nic = outcome.bench().counters();
    assertThat(nic.noDescriptor()).isPositive();
    assertThat(nic.framesDelivered() + nic.dropped()).isEqualTo(300);
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 600})
  void framesAroundTheLimitAreTakenOrCounted(int limit) {
    List<Frame> frames = new ArrayList<>(NicTraffic.lengths(limit - 5, limit + 5, 1));
    frames.addAll(NicTraffic.lengths(1, 20, 2));
    BenchOptions options = engine.options().maxFrame(limit).plan(BufferPlan.of(64, 0, limit));

    NicOutcome outcome = run(options, frames);

    outcome.assertClean();
    assertThat(outcome.bench().counters().oversize()).isEqualTo(5);
  }

  @ParameterizedTest
  @EnumSource(CacheModel.class)
  void everyCacheModelSendsWhatTheHostWrote(CacheModel model) {
    BenchOptions options =
        engine
            .options()
            .memory(model)
            .transmit(SimpleDmaAdapter.QUEUES)
            .timing(NicScenario.memory(40).build())
            .macReady(ReadyPattern.probability(0.7));

    SendRun.of(engine.library(), options, SendRun.single(60, 1518, 3), bench -> {}).assertClean();
  }

  @ParameterizedTest
  @EnumSource(CacheModel.class)
  void receivedFramesAreSentOnFromTheirOwnPages(CacheModel model) {
    BenchOptions options =
        engine.options().memory(model).forwarding(true).transmit(SimpleDmaAdapter.QUEUES);

    Forwarding.run(engine.library(), options, NicTraffic.mixed(60, 1518, 4)).assertClean();
  }

  private NicOutcome run(BenchOptions options, List<Frame> frames) {
    return NicOutcome.run(engine.library(), options, frames, 1);
  }
}
