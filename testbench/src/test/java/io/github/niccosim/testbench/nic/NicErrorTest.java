// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.nic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.rtl.BusAccessKind;
import io.github.niccosim.rtl.NicDmaError;
import io.github.niccosim.rtl.NicDmaRegisters;
import io.github.niccosim.rtl.QueueState;
import io.github.niccosim.testbench.axi.AxiErrorWindow;
import io.github.niccosim.testbench.axi.AxiResp;
import io.github.niccosim.testbench.axi.AxiTiming;
import io.github.niccosim.testbench.axi.WriteVisibility;
import io.github.niccosim.testbench.driver.BenchOptions;
import io.github.niccosim.testbench.driver.BufferPlan;
import io.github.niccosim.testbench.driver.NicBench;
import io.github.niccosim.testbench.stream.ReadyPattern;
import io.github.niccosim.testbench.traffic.Frame;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the bus does to the engine: errors, withheld answers, late data; and what comes after. */
class NicErrorTest {

  private static final int OUTSTANDING = NicModels.standard().maxOutstandingWrites();
  private static final long KIND_MASK = 0xF000;

  @ParameterizedTest
  @EnumSource(names = {"SLVERR", "DECERR"})
  @BugClass(15)
  void moreErrorsThanIdsThenCleanTraffic(AxiResp response) {
    int errors = 3 * OUTSTANDING;
    BenchOptions options =
        options(
            NicScenario.memory(100).error(NicScenario.dataWrites(response).times(errors)).build());

    NicOutcome outcome = run(options, NicTraffic.mixed(600, 1518, 4));

    assertThat(outcome.failed()).containsExactly("device_errors");
    assertThat(outcome.errors()).isNotEmpty().allMatch(e -> e.error().equals(response.name()));
    assertThat(outcome.bench().slave().statistics().errorResponses()).isEqualTo(errors);
    assertThat(outcome.bench().scoreboard().delivered())
        .isEqualTo(600 - outcome.errors().size())
        .isGreaterThan(300);
  }

  @Test
  @BugClass({9, 10})
  void errorsUnderStallsLeaveTheProtocolIntact() {
    BenchOptions options =
        options(
            NicScenario.memory(60)
                .awReady(ReadyPattern.probability(0.5))
                .wReady(ReadyPattern.probability(0.6))
                .error(NicScenario.dataWrites(AxiResp.SLVERR).withProbability(0.2))
                .build());

    NicOutcome outcome = run(options, NicTraffic.mixed(300, 1518, 9)).without("refill");

    assertThat(outcome.failed()).containsExactly("device_errors");
    var bus = outcome.bench().slave().statistics();
    assertThat(bus.aw().beats()).isEqualTo(bus.b().beats());
    assertThat(outcome.bench().slave().isIdle()).isTrue();
  }

  @Test
  @BugClass({3, 12})
  void responsesWithheldUntilAddressesStallLoseNothing() {
    List<Frame> frames = NicTraffic.mixed(300, 1518, 2);

    NicOutcome outcome =
        NicOutcome.simulate(
            NicModels.library(NicModels.standard()),
            options(NicScenario.memory(20).build()),
            frames,
            1,
            bench -> {
              for (int round = 0; round < 3; round++) {
                stallOnce(bench);
              }
              bench.runUntilIdle();
              bench.finish();
            });

    outcome.without("refill").assertClean();
    assertThat(outcome.bench().slave().statistics().maxOutstandingWrites()).isEqualTo(OUTSTANDING);
  }

  private static void stallOnce(NicBench bench) {
    bench.slave().holdWriteResponses(true);
    bench.clock().cycles(1200).await();
    assertThat(bench.slave().outstandingWrites()).isEqualTo(OUTSTANDING);
    bench.slave().holdWriteResponses(false);
    bench.clock().cycles(400).await();
  }

  @ParameterizedTest
  @EnumSource(WriteVisibility.class)
  @BugClass({7, 8})
  void payloadIsInMemoryWhenItsCompletionIs(WriteVisibility visibility) {
    BenchOptions options =
        options(NicScenario.memory(300).writeVisibility(visibility).build())
            .plan(BufferPlan.of(64, 0, 4000));

    run(options, NicTraffic.mixed(150, 4000, 3)).assertClean();
  }

  @Test
  void unreadableDescriptorHaltsItsQueueAndNoOther() {
    AxiErrorWindow once =
        AxiErrorWindow.of(
                AxiErrorWindow.Direction.READ,
                RawNic.ring(0),
                RawNic.ring(0) + 0xFFFF,
                AxiResp.DECERR)
            .withUser(KIND_MASK, (long) BusAccessKind.RX_DESC.code() << 12)
            .times(1);
    raw(
        AxiTiming.builder().error(once).build(),
        nic -> {
          byte[] frame = NicInterruptTest.frameFor(0);
          byte[] other = NicInterruptTest.frameFor(1);
          openAndPost(nic, 0, 4);
          openAndPost(nic, 1, 4);
          nic.send(frame);
          nic.send(other);

          RawNic.Completion failed = nic.complete(0);

          assertThat(failed.error()).isEqualTo(NicDmaError.DESC_READ.code());
          assertThat(nic.complete(1).error()).isZero();
          int state = nic.read(NicDmaRegisters.rxq(0, NicDmaRegisters.RXQ_STATE));
          assertThat(state & 7).isEqualTo(QueueState.HALTED.code());
          assertThat(state >> 4 & 0xF).isEqualTo(NicDmaError.DESC_READ.code());
          nic.close(0);
          openAndPost(nic, 0, 1);
          nic.send(frame);
          assertThat(nic.complete(0).error()).as("after a reset").isZero();
          assertThat(nic.memory.get(RawNic.buffer(0, 0) + 64, frame.length)).isEqualTo(frame);
        });
  }

  @Test
  @BugClass(30)
  void queueResetAtAnyMomentIsFollowedByExactFrames() {
    raw(
        NicScenario.memory(60).build(),
        nic -> {
          SplittableRandom random = new SplittableRandom(1);
          for (int cycles = 0; cycles < 200; cycles += 5) {
            openAndPost(nic, 0, 3);
            nic.clock.cycles(80).await();
            nic.send(NicTraffic.noise(random, 1400).bytes());
            nic.send(NicTraffic.noise(random, 61).bytes());
            nic.clock.cycles(1 + cycles).await();
            nic.close(0);
            nic.source.awaitIdle();
            nic.until("idle", () -> nic.read(NicDmaRegisters.PENDING) == 0);

            openAndPost(nic, 0, 1);
            byte[] next = NicTraffic.noise(random, 333).bytes();
            nic.send(next);
            assertThat(nic.complete(0).lengthBytes()).as("reset after %d", cycles).isEqualTo(333);
            assertThat(nic.memory.get(RawNic.buffer(0, 0) + 64, 333))
                .as("reset after %d cycles", cycles)
                .isEqualTo(next);
            nic.close(0);
          }
        });
  }

  @Test
  @BugClass(30)
  void resetInTheMiddleOfAFrameIsFollowedByExactFrames() {
    for (int cycles = 1; cycles < 60; cycles += 9) {
      int after = cycles;
      raw(
          NicScenario.memory(40).build(),
          nic -> {
            openAndPost(nic, 0, 4);
            nic.clock.cycles(60).await();
            nic.send(new byte[640]);
            nic.clock.cycles(after).await();
            nic.reset();
            openAndPost(nic, 0, 1);
            byte[] next = NicTraffic.noise(new SplittableRandom(after), 333).bytes();
            nic.send(next);

            RawNic.Completion done = nic.complete(0);
            assertThat(done.bufferId()).as("reset after %d", after).isZero();
            assertThat(nic.memory.get(RawNic.buffer(0, 0) + 64, done.lengthBytes()))
                .as("reset after %d cycles", after)
                .isEqualTo(next);
          });
    }
  }

  private static void openAndPost(RawNic nic, int queue, int buffers) {
    nic.open(queue);
    for (int i = 0; i < buffers; i++) {
      nic.post(queue, 64, 2048);
    }
    nic.doorbell(queue);
  }

  private static BenchOptions options(AxiTiming timing) {
    return new BenchOptions(NicModels.standard()).ring(64).timing(timing);
  }

  private static NicOutcome run(BenchOptions options, List<Frame> frames) {
    return NicOutcome.run(NicModels.library(NicModels.standard()), options, frames, 1);
  }

  private static void raw(AxiTiming timing, java.util.function.Consumer<RawNic> body) {
    RawNic.run(NicModels.library(NicModels.standard()), NicModels.standard(), timing, body);
  }
}
