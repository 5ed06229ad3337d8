// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.niccosim.bridge.ModelLibrary;
import io.github.niccosim.testbench.axi.AxiProtocolChecker.Options;
import io.github.niccosim.testbench.sim.Clock;
import io.github.niccosim.testbench.sim.Simulation;
import io.github.niccosim.testbench.stream.BusException;
import io.github.niccosim.testbench.stream.ReadyPattern;
import io.github.niccosim.testbench.stream.TestRtl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Master against slave through a register slice, strict checkers on both of its ports. */
class AxiMasterCosimTest {
  private static final long BASE = 0x10_0000;
  private static final int BLOCK = 4096;

  static ModelLibrary library(int dataWidth) {
    return ModelLibrary.build(
        TestRtl.spec("axi_slice")
            .source(Path.of("src/test/rtl/slice.sv"))
            .parameter("DataWidth", dataWidth)
            .build());
  }

  /** What a scenario works with. */
  private record Bench(
      Simulation sim,
      Clock clock,
      AxiMaster master,
      AxiSlave slave,
      ArrayTarget memory,
      AxiProtocolChecker near,
      AxiProtocolChecker far) {}

  private interface Scenario {
    void run(Bench bench);
  }

  private static void run(
      int dataWidth, long seed, AxiMasterOptions options, AxiTiming timing, Scenario scenario) {
    TestRtl.run(
        library(dataWidth),
        seed,
        (sim, clock) -> {
          AxiBus s = AxiBus.of(sim, "s_axi").withReset("rst_ni");
          AxiBus m = AxiBus.of(sim, "m_axi").withReset("rst_ni");
          ArrayTarget memory = new ArrayTarget(BASE, 16 * BLOCK, sim::timePs);
          Bench bench =
              new Bench(
                  sim,
                  clock,
                  new AxiMaster(clock, s, options, sim.random("master")),
                  new AxiSlave(sim, clock, m, memory, timing, sim.random("slave")),
                  memory,
                  new AxiProtocolChecker(clock, s, Options.strict()),
                  new AxiProtocolChecker(clock, m, Options.strict()));
          clock.cycles(5).await();
          scenario.run(bench);
          clock.cycles(4).await();
          bench.near().checkIdle();
          bench.far().checkIdle();
        });
  }

  private static AxiTiming adverse() {
    return AxiTiming.builder()
        .latency(LatencyDistribution.uniform(1, 40))
        .backPressure(ReadyPattern.probability(0.7))
        .outOfOrder(true)
        .interleave(true)
        .build();
  }

  private static AxiMasterOptions pausing() {
    return AxiMasterOptions.defaults()
        .withWindow(8, 8)
        .withIds(16)
        .withGaps(ReadyPattern.probability(0.7), ReadyPattern.bursts(1, 9, 1, 4))
        .withBackPressure(ReadyPattern.probability(0.5), ReadyPattern.probability(0.6));
  }

  /** A legal burst inside the block of its ID, with random strobes. */
  private static AxiRequest legalWrite(RandomGenerator random, int id, int maxSize) {
    int size = random.nextInt(maxSize + 1);
    int burst = random.nextInt(3);
    int limit = Math.min(burst == AxiBurst.FIXED ? 16 : 256, BLOCK / 4 >> size);
    int len = burst == AxiBurst.WRAP ? (2 << random.nextInt(4)) - 1 : random.nextInt(limit);
    int total = (len + 1) << size;
    long addr = BASE + (long) id * BLOCK + random.nextInt(BLOCK - total + 1);
    addr = burst == AxiBurst.WRAP ? addr & -(1L << size) : addr;
    if (burst == AxiBurst.INCR && (addr & -(1L << size)) + total > BASE + (id + 1L) * BLOCK) {
      addr = BASE + (long) id * BLOCK;
    }
    byte[] data = new byte[AxiRequest.transferBytes(addr, len, size, burst)];
    random.nextBytes(data);
    byte[] strobed = new byte[data.length];
    for (int i = 0; i < strobed.length; i++) {
      strobed[i] = (byte) (random.nextInt(8) == 0 ? 0 : 1);
    }
    return AxiRequest.write(addr, len, size, burst, data).withId(id).withStrobes(strobed);
  }

  /** Address of each byte of a burst, beat by beat, from the words of the specification. */
  private static List<Long> addresses(AxiRequest request) {
    List<Long> all = new ArrayList<>();
    long bytes = 1L << request.size();
    long addr = request.addr();
    long total = bytes * (request.len() + 1);
    long wrapBase = request.addr() / total * total;
    for (int beat = 0; beat <= request.len(); beat++) {
      long end = addr / bytes * bytes + bytes;
      for (long each = addr; each < end; each++) {
        all.add(each);
      }
      if (request.burst() != AxiBurst.FIXED) {
        addr = end;
      }
      if (request.burst() == AxiBurst.WRAP && addr == wrapBase + total) {
        addr = wrapBase;
      }
    }
    return all;
  }

  @ParameterizedTest
  @CsvSource({"32,1", "32,2", "32,3", "1024,4"})
  void everyByteOfRandomBurstsArrivesAndComesBack(int dataWidth, long seed) {
    run(
        dataWidth,
        seed,
        pausing(),
        adverse(),
        bench -> {
          RandomGenerator random = bench.sim().random("bursts");
          int maxSize = Integer.numberOfTrailingZeros(dataWidth / 8);
          byte[] expected = bench.memory().bytes.clone();
          List<AxiTransfer> transfers = new ArrayList<>();
          for (int i = 0; i < 200; i++) {
            AxiRequest request = legalWrite(random, random.nextInt(16), maxSize);
            List<Long> where = addresses(request);
            for (int k = 0; k < where.size(); k++) {
              byte[] strobed = request.strobed();
              if (strobed != null && strobed[k] != 0) {
                expected[(int) (where.get(k) - BASE)] = request.data()[k];
              }
            }
            transfers.add(bench.master().issue(request));
          }
          transfers.forEach(AxiTransfer::awaitOkay);
          assertThat(bench.memory().bytes).isEqualTo(expected);

          List<AxiTransfer> reads = new ArrayList<>();
          for (AxiTransfer each : transfers) {
            AxiRequest w = each.request();
            AxiRequest read = AxiRequest.read(w.addr(), w.len(), w.size(), w.burst());
            reads.add(bench.master().issue(read.withId(w.id())));
          }
          for (AxiTransfer read : reads) {
            List<Long> where = addresses(read.request());
            byte[] data = read.awaitOkay().data();
            for (int k = 0; k < data.length; k++) {
              assertThat(data[k]).isEqualTo(expected[(int) (where.get(k) - BASE)]);
            }
          }
          assertThat(bench.master().statistics().maxOutstandingWrites()).isEqualTo(8);
          assertThat(bench.master().statistics().maxOutstandingReads()).isEqualTo(8);
          assertThat(bench.master().isIdle()).isTrue();
        });
  }

  @Test
  void anyRangeIsSplitIntoLegalBursts() {
    run(
        32,
        5,
        AxiMasterOptions.defaults().withMaxBeats(16).withIds(4),
        adverse(),
        bench -> {
          byte[] data = new byte[9_001];
          bench.sim().random("data").nextBytes(data);

          bench.master().write(BASE + 4093, data);

          assertThat(bench.memory().bytes)
              .startsWith(ArrayTarget.initial(0))
              .containsSequence(data);
          assertThat(bench.memory().bytes[4092]).isEqualTo(ArrayTarget.initial(4092));
          assertThat(bench.memory().bytes[4093 + 9001]).isEqualTo(ArrayTarget.initial(13094));
          assertThat(bench.master().read(BASE + 4093, data.length)).isEqualTo(data);
        });
  }

  @Test
  void dataMovesInEveryCycle() {
    run(
        32,
        1,
        AxiMasterOptions.defaults(),
        AxiTiming.fixed(4),
        bench -> {
          bench.master().write(BASE, new byte[4096]);
          bench.master().read(BASE, 4096);

          assertThat(bench.master().statistics().w().utilisation()).isEqualTo(1.0);
          assertThat(bench.master().statistics().r().utilisation()).isEqualTo(1.0);
          assertThat(bench.master().statistics().r().payloadBytes()).isEqualTo(4096);
        });
  }

  @Test
  void dataMayComeBeforeItsAddress() {
    ReadyPattern late = ReadyPattern.repeat("00000000000000000001");
    run(
        32,
        1,
        AxiMasterOptions.defaults().withDataFirst().withGaps(late, ReadyPattern.always()),
        AxiTiming.fixed(1),
        bench -> {
          bench.master().write(BASE, new byte[] {1, 2, 3, 4, 5});

          AxiStatistics statistics = bench.master().statistics();
          assertThat(statistics.w().lastBeatCycle()).isLessThan(statistics.aw().firstBeatCycle());
          assertThat(bench.memory().bytes).startsWith(1, 2, 3, 4, 5);
        });
  }

  @Test
  void errorResponseIsAnException() {
    run(
        32,
        1,
        AxiMasterOptions.defaults(),
        AxiTiming.fixed(1),
        bench -> {
          assertThatThrownBy(() -> bench.master().write(0x8000, new byte[4]))
              .isInstanceOf(AxiAccessException.class)
              .hasMessage(
                  "axi access refused: bus=s_axi write addr=0x8000 len=0 size=2 burst=INCR id=any"
                      + " resp=DECERR timePs="
                      + (bench.sim().timePs())
                      + " (expected: OKAY)");
          assertThatThrownBy(() -> bench.master().read(0x8000, 8))
              .hasMessageContaining("read addr=0x8000 len=1");
          assertThat(bench.master().statistics().errorResponses()).isEqualTo(3);
        });
  }

  @Test
  void attributesReachTheOtherSide() {
    run(
        32,
        1,
        AxiMasterOptions.defaults(),
        AxiTiming.fixed(30),
        bench -> {
          AxiRequest request =
              AxiRequest.write(BASE, 0, 2, AxiBurst.INCR, new byte[4])
                  .withAttributes(0b1011, 0b101)
                  .exclusive();
          AxiTransfer transfer = bench.master().issue(request);
          bench.clock().until(() -> bench.sim().signal("m_axi_awvalid").isHigh());

          assertThat(bench.sim().signal("m_axi_awcache").get()).isEqualTo(0b1011);
          assertThat(bench.sim().signal("m_axi_awprot").get()).isEqualTo(0b101);
          assertThat(bench.sim().signal("m_axi_awlock").isHigh()).isTrue();
          transfer.await();
        });
  }

  @Test
  void resetDropsWhatIsInFlightAndKeepsWhatWaits() {
    run(
        32,
        1,
        AxiMasterOptions.defaults().withWindow(1, 1).withDataFirst(),
        AxiTiming.fixed(20),
        bench -> {
          AxiRequest request = AxiRequest.write(BASE, 3, 2, AxiBurst.INCR, new byte[16]);
          AxiTransfer first = bench.master().issue(request);
          AxiTransfer second = bench.master().issue(request);
          bench.clock().cycles(12).await();

          bench.sim().signal("rst_ni").set(0);
          bench.clock().cycles(3).await();
          assertThat(bench.sim().signal("s_axi_awvalid").isHigh()).isFalse();
          bench.sim().signal("rst_ni").set(1);

          assertThatThrownBy(first::awaitOkay).hasMessageContaining("axi access dropped by reset");
          second.awaitOkay();
          assertThat(bench.memory().bytes[15]).isZero();
        });
  }

  @ParameterizedTest
  @CsvSource({"b,B_UNREQUESTED", "r,R_UNREQUESTED"})
  void answerNobodyAskedForStopsTheSimulation(String channel, AxiRule rule) {
    assertThatThrownBy(() ->
            TestRtl.run(
                library(32),
                1,
                (sim, clock) -> {
                  new AxiMaster(clock, AxiBus.of(sim, "s_axi"));
                  clock.cycles(5).await();
                  sim.signal("m_axi_" + channel + "valid").set(1);
                  clock.cycles(9).await();
                }))
        .isInstanceOfSatisfying(
            AxiProtocolException.class, e -> assertThat(e.violation().rule()).isEqualTo(rule));
  }

  @Test
  void lastInTheWrongBeatStopsTheSimulation() {
    assertThatThrownBy(() ->
            TestRtl.run(
                library(32),
                1,
                (sim, clock) -> {
                  AxiMaster master = new AxiMaster(clock, AxiBus.of(sim, "s_axi"));
                  sim.signal("m_axi_arready").set(1);
                  clock.cycles(5).await();
                  master.issue(AxiRequest.read(0, 3, 2, AxiBurst.INCR));
                  clock.until(() -> sim.signal("m_axi_arvalid").isHigh());
                  sim.signal("m_axi_rlast").set(1);
                  sim.signal("m_axi_rvalid").set(1);
                  clock.cycles(9).await();
                }))
        .hasMessageContaining("rule=R_LAST_EARLY signal=s_axi_rlast")
        .hasMessageContaining("beat=0 id=0 read addr=0x0 len=3 size=2 burst=INCR");
  }

  @Test
  void burstWiderThanThePortIsRefused() {
    run(
        32,
        1,
        AxiMasterOptions.defaults(),
        AxiTiming.fixed(1),
        bench ->
            assertThatThrownBy(() -> bench.master().issue(AxiRequest.read(0, 0, 3, AxiBurst.INCR)))
                .isInstanceOf(BusException.class)
                .hasMessageStartingWith("axi burst is wider than the port: bus=s_axi"));
  }
}
