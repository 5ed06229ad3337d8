// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.nic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.rtl.NicDmaCounters;
import io.github.niccosim.rtl.NicDmaParameters;
import io.github.niccosim.rtl.NicDmaRegisters;
import io.github.niccosim.testbench.driver.BenchOptions;
import io.github.niccosim.testbench.driver.CostTable;
import io.github.niccosim.testbench.driver.NicConfig.Starvation;
import io.github.niccosim.testbench.driver.NicCounters;
import io.github.niccosim.testbench.driver.RxCompletion;
import io.github.niccosim.testbench.driver.RxConsumer;
import io.github.niccosim.testbench.driver.RxFrame;
import io.github.niccosim.testbench.stream.StreamFrame;
import io.github.niccosim.testbench.traffic.Frame;
import io.github.niccosim.testbench.traffic.RssSteering;
import io.github.niccosim.testbench.traffic.Toeplitz;
import io.github.niccosim.testbench.traffic.TrafficProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames that are lost, each counted once, and the ones behind them, which must not notice. */
class NicDropTest {

  @Test
  @BugClass({16, 19})
  void frameDroppedOnAnyBeatLeavesNothingBehind() {
    raw(nic -> {
      SplittableRandom random = new SplittableRandom(5);
      int bad = 0;
      int free = nic.read(NicDmaRegisters.RXBUF_FREE);
      nic.open(0);
      for (int length = 1; length <= 100; length += 3) {
        nic.source.send(new StreamFrame(NicTraffic.noise(random, length).bytes(), true, 0));
        bad++;
        goodFrame(nic, random, 60 + length % 20);
      }
      assertThat(counter(nic, NicDmaCounters.STAT_DROP_MAC_BAD)).isEqualTo(bad);
      assertThat(counter(nic, NicDmaCounters.STAT_DROP_ERROR)).isEqualTo(bad);
      assertThat(nic.read(NicDmaRegisters.RXBUF_FREE)).as("free cells").isEqualTo(free);
    });
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 256, 512, 600})
  @BugClass(16)
  void oversizeFoundOnFirstMiddleOrLastBeatLeavesNothingBehind(int limit) {
    raw(nic -> {
      SplittableRandom random = new SplittableRandom(limit);
      int free = nic.read(NicDmaRegisters.RXBUF_FREE);
      nic.open(0);
      nic.write(NicDmaRegisters.MAX_FRAME, limit);
      int over = 0;
      for (int extra : new int[] {1, 15, 16, 17, 240, 256, 257, 1000}) {
        nic.send(NicTraffic.noise(random, limit + extra).bytes());
        over++;
        goodFrame(nic, random, limit);
      }
      assertThat(counter(nic, NicDmaCounters.STAT_DROP_OVERSIZE)).isEqualTo(over);
      assertThat(nic.read(NicDmaRegisters.RXBUF_FREE)).as("free cells").isEqualTo(free);
    });
  }

  @Test
  @BugClass({16, 19})
  void bufferThatFillsOnAnyBeatDropsWholeFramesOnly() {
    raw(nic -> {
      SplittableRandom random = new SplittableRandom(8);
      int free = nic.read(NicDmaRegisters.RXBUF_FREE);
      nic.open(0);
      List<byte[]> kept = new ArrayList<>();
      for (int round = 0; round < 3; round++) {
        long before = counter(nic, NicDmaCounters.STAT_DROP_BUFFER_FULL);
        while (counter(nic, NicDmaCounters.STAT_DROP_BUFFER_FULL) < before + 3) {
          byte[] bytes = NicTraffic.noise(random, 4000 + random.nextInt(9000)).bytes();
          long dropped = counter(nic, NicDmaCounters.STAT_DROP_BUFFER_FULL);
          nic.send(bytes);
          nic.source.awaitIdle();
          nic.clock.cycles(20).await();
          if (counter(nic, NicDmaCounters.STAT_DROP_BUFFER_FULL) == dropped) {
            kept.add(bytes);
          }
        }
        for (byte[] expected : kept) {
          receive(nic, expected);
        }
        kept.clear();
        assertThat(nic.read(NicDmaRegisters.RXBUF_FREE)).as("free cells").isEqualTo(free);
      }
    });
  }

  @Test
  @BugClass({19, 28})
  void hashStaysWithItsFrameAroundDrops() {
    BenchOptions options =
        new BenchOptions(NicModels.standard())
            .ring(4)
            .costs(CostTable.defaults())
            .starvation(Starvation.DROP, 0)
            .maxFrame(1200);

    NicOutcome outcome = run(options, NicTraffic.mixed(600, 1518, 6)).without("refill");

    outcome.assertClean();
    NicCounters nic = outcome.bench().counters();
    assertThat(nic.noDescriptor()).isGreaterThan(20);
    assertThat(nic.oversize()).isGreaterThan(20);
    assertThat(nic.framesDelivered() + nic.dropped()).isEqualTo(600);
  }

  @Test
  @BugClass({26, 31})
  void starvedQueueCostsSixteenQueuesLessThanOnePercent() {
    long healthy = othersLastDelivery(-1);
    long starved = othersLastDelivery(0);

    assertThat((double) healthy / starved).as("throughput of the others").isGreaterThan(0.99);
  }

  private static long othersLastDelivery(int unfilled) {
    NicDmaParameters nic = NicModels.parameters(64, 16);
    BenchOptions options =
        new BenchOptions(nic)
            .ring(64)
            .timing(NicScenario.memory(60).build())
            .wire(14_000_000_000L)
            .unfilledQueue(unfilled);
    List<Frame> frames = NicTraffic.profile(TrafficProfile.IMIX, 1600, 11);
    long[] last = new long[1];
    NicOutcome outcome =
        NicOutcome.simulate(
            NicModels.library(nic),
            options,
            frames,
            1,
            bench -> {
              bench.addConsumer(new LastDelivery(last));
              int others = expectedBeside(unfilled < 0 ? 0 : unfilled, frames);
              while (bench.scoreboard().delivered() - bench.scoreboard().delivered(0) < others) {
                bench.clock().cycles(64).await();
              }
            });
    assertThat(outcome.check("integrity").failed()).isFalse();
    return last[0];
  }

  private static int expectedBeside(int queue, List<Frame> frames) {
    RssSteering steering =
        new RssSteering(Toeplitz.verificationKey(), RssSteering.roundRobinTable(16), 0);
    return (int)
        frames.stream().filter(frame -> steering.steer(frame.bytes()).queue() != queue).count();
  }

  /** Remember when the latest frame beside queue 0 was delivered. */
  private record LastDelivery(long[] timePs) implements RxConsumer {
    @Override
    public void delivered(RxFrame frame) {
      if (frame.queue() != 0) {
        timePs[0] = frame.timePs();
      }
    }

    @Override
    public void failed(int queue, RxCompletion completion) {
      throw new AssertionError("frame failed: queue=" + queue + " err=" + completion.errorName);
    }
  }

  @Test
  @BugClass({24, 32})
  void engineNeverWritesADescriptorRing() {
    raw(nic -> {
      SplittableRandom random = new SplittableRandom(3);
      nic.open(0);
      for (int lap = 0; lap < 5; lap++) {
        for (int i = 0; i < RawNic.ENTRIES; i++) {
          nic.post(0, 64, 2048);
        }
        byte[] ring = nic.memory.get(RawNic.ring(0), RawNic.ENTRIES * 16);
        nic.doorbell(0);
        for (int i = 0; i < RawNic.ENTRIES; i++) {
          nic.send(NicTraffic.noise(random, 100 + i).bytes());
        }
        for (int i = 0; i < RawNic.ENTRIES; i++) {
          assertThat(nic.complete(0).bufferId()).isEqualTo(lap * RawNic.ENTRIES + i);
        }
        nic.giveBack(0, false);
        assertThat(nic.memory.get(RawNic.ring(0), ring.length)).isEqualTo(ring);
      }
    });
  }

  private static void goodFrame(RawNic nic, SplittableRandom random, int length) {
    byte[] sent = NicTraffic.noise(random, length).bytes();
    nic.send(sent);
    receive(nic, sent);
  }

  private static void receive(RawNic nic, byte[] expected) {
    nic.post(0, 64, 16_383);
    nic.doorbell(0);
    RawNic.Completion done = nic.complete(0);
    nic.giveBack(0, false);
    assertThat(done.lengthBytes()).isEqualTo(expected.length);
    assertThat(nic.memory.get(RawNic.buffer(0, done.bufferId()) + 64, expected.length))
        .isEqualTo(expected);
  }

  private static long counter(RawNic nic, int counter) {
    return nic.read64(NicDmaCounters.globalAddress(counter));
  }

  private static NicOutcome run(BenchOptions options, List<Frame> frames) {
    return NicOutcome.run(NicModels.library(NicModels.standard()), options, frames, 1);
  }

  private static void raw(java.util.function.Consumer<RawNic> body) {
    RawNic.run(
        NicModels.library(NicModels.standard()),
        NicModels.standard(),
        NicScenario.memory(20).build(),
        body);
  }
}
