// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import static io.github.niccosim.testbench.axi.AxiBench.BASE;
import static io.github.niccosim.testbench.axi.AxiBench.SIZE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.niccosim.bridge.ModelLibrary;
import io.github.niccosim.testbench.axi.AxiErrorWindow.Direction;
import io.github.niccosim.testbench.axi.BurstMaster.Command;
import io.github.niccosim.testbench.stream.TestRtl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Errors, reordering, interleaving: what a friendly memory model never shows. */
class AxiSlaveAdversityCosimTest {

  private static final ModelLibrary MASTER = TestRtl.library("axi_burst_master");

  private static List<AxiResp> responses(List<AxiTrace.Beat> beats) {
    return beats.stream().map(AxiTrace.Beat::resp).toList();
  }

  @Test
  void windowFailsItsBurstsAndKeepsTheirDataOut() {
    AxiTiming timing =
        AxiTiming.builder()
            .error(
                AxiErrorWindow.of(Direction.WRITE, BASE + 64, BASE + 127, AxiResp.SLVERR)
                    .skipping(1)
                    .times(1))
            .build();
    AxiBench.run(
        MASTER,
        1,
        timing,
        bench -> {
          for (int i = 0; i < 4; i++) {
            bench.master.issue(Command.write(1, BASE + 60, 1, 3).withSeed(i));
            bench.awaitIdle();
            if (i == 1) {
              Command served = Command.write(1, BASE + 60, 1, 3).withSeed(0);
              assertThat(bench.target.bytes[64]).isEqualTo(BurstMaster.data(served, 1, 0));
            }
          }

          assertThat(responses(bench.trace.b))
              .containsExactly(AxiResp.OKAY, AxiResp.SLVERR, AxiResp.OKAY, AxiResp.OKAY);
          assertThat(bench.slave.statistics().errorResponses()).isEqualTo(1);
        });
  }

  @Test
  void windowNextToTheBurstDoesNotFire() {
    AxiTiming timing =
        AxiTiming.builder()
            .error(AxiErrorWindow.of(Direction.BOTH, BASE + 64, BASE + 71, AxiResp.DECERR))
            .build();
    AxiBench.run(
        MASTER,
        1,
        timing,
        bench -> {
          bench.master.issue(Command.read(1, BASE, 7, 3));
          bench.master.issue(Command.read(1, BASE + 72, 7, 3));
          bench.master.issue(Command.read(1, BASE + 57, 0, 3));
          bench.awaitIdle();

          assertThat(responses(bench.trace.r)).containsOnly(AxiResp.OKAY);
        });
  }

  @Test
  void singleBeatOfAReadMayFail() {
    AxiTiming timing =
        AxiTiming.builder()
            .error(AxiErrorWindow.anywhere(Direction.READ, AxiResp.SLVERR).onBeat(2).times(1))
            .build();
    AxiBench.run(
        MASTER,
        1,
        timing,
        bench -> {
          bench.master.issue(Command.read(1, BASE, 3, 3));
          bench.awaitIdle();

          assertThat(responses(bench.trace.r))
              .containsExactly(AxiResp.OKAY, AxiResp.OKAY, AxiResp.SLVERR, AxiResp.OKAY);
          byte[] poison = new byte[8];
          Arrays.fill(poison, AxiSlave.POISON);
          assertThat(bench.trace.r.get(2).data()).isEqualTo(poison);
          assertThat(bench.trace.r.get(3).data()[0]).isEqualTo(ArrayTarget.initial(24));
        });
  }

  @Test
  void userMaskPicksOneKindOfAccess() {
    AxiTiming timing =
        AxiTiming.builder()
            .error(
                AxiErrorWindow.anywhere(Direction.WRITE, AxiResp.DECERR).withUser(0xf000, 0x5000))
            .build();
    AxiBench.run(
        MASTER,
        1,
        timing,
        bench -> {
          bench.master.issue(Command.write(1, BASE, 0, 3).withUser(0x3010));
          bench.master.issue(Command.write(1, BASE, 0, 3).withUser(0x5010));
          bench.awaitIdle();

          assertThat(responses(bench.trace.b)).containsExactly(AxiResp.OKAY, AxiResp.DECERR);
        });
  }

  @Test
  void errorOfTheTargetBecomesTheResponse() {
    AxiBench.run(
        MASTER,
        1,
        AxiTiming.fixed(1),
        bench -> {
          bench.master.issue(Command.write(1, BASE + SIZE, 0, 3));
          bench.master.issue(Command.read(1, BASE + SIZE, 1, 3));
          bench.awaitIdle();

          assertThat(responses(bench.trace.b)).containsExactly(AxiResp.DECERR);
          assertThat(responses(bench.trace.r)).containsExactly(AxiResp.DECERR, AxiResp.DECERR);
          assertThat(bench.trace.r.getFirst().data()[0]).isEqualTo(AxiSlave.POISON);
        });
  }

  @Test
  void probabilityFailsAboutItsShare() {
    AxiTiming timing =
        AxiTiming.builder()
            .error(AxiErrorWindow.anywhere(Direction.READ, AxiResp.SLVERR).withProbability(0.5))
            .build();
    AxiBench.run(
        MASTER,
        1,
        timing,
        bench -> {
          for (int i = 0; i < 200; i++) {
            bench.master.issue(Command.read(i % 16, BASE, 0, 3));
          }
          bench.awaitIdle();

          assertThat(bench.slave.statistics().errorResponses()).isBetween(70L, 130L);
        });
  }

  private static List<Integer> idsOfWrites(boolean outOfOrder) {
    List<Integer> ids = new ArrayList<>();
    AxiTiming timing =
        AxiTiming.builder()
            .latency(LatencyDistribution.uniform(1, 80))
            .outOfOrder(outOfOrder)
            .build();
    AxiBench.run(
        MASTER,
        1,
        timing,
        bench -> {
          for (int i = 0; i < 48; i++) {
            bench.master.issue(Command.write(i % 16, BASE + i * 8, 0, 3));
          }
          bench.awaitIdle();
          bench.trace.b.forEach(beat -> ids.add(beat.id()));
        });
    return ids;
  }

  @Test
  void responsesOvertakeAcrossIdsOnlyWhenAsked() {
    List<Integer> inOrder = IntStream.range(0, 48).map(i -> i % 16).boxed().toList();

    assertThat(idsOfWrites(false)).isEqualTo(inOrder);
    assertThat(idsOfWrites(true)).isNotEqualTo(inOrder).hasSize(48);
  }

  private static List<AxiTrace.Beat> readBeats(boolean outOfOrder, boolean interleave) {
    List<AxiTrace.Beat> beats = new ArrayList<>();
    AxiTiming timing =
        AxiTiming.builder()
            .latency(LatencyDistribution.uniform(1, 80))
            .outOfOrder(outOfOrder)
            .interleave(interleave)
            .build();
    AxiBench.run(
        MASTER,
        1,
        timing,
        bench -> {
          for (int i = 0; i < 32; i++) {
            bench.master.issue(Command.read(i % 8, BASE + i * 64, 3, 3));
          }
          bench.awaitIdle();
          beats.addAll(bench.trace.r);
        });
    return beats;
  }

  private static boolean isInterleaved(List<AxiTrace.Beat> beats) {
    for (int i = 1; i < beats.size(); i++) {
      if (!beats.get(i - 1).last() && beats.get(i).id() != beats.get(i - 1).id()) {
        return true;
      }
    }
    return false;
  }

  private static void assertSameIdInOrder(List<AxiTrace.Beat> beats) {
    int[] seen = new int[8];
    for (AxiTrace.Beat beat : beats) {
      int burst = seen[beat.id()] / 4 * 8 + beat.id();
      int index = burst * 64 + seen[beat.id()] % 4 * 8;
      assertThat(beat.data()[0]).isEqualTo(ArrayTarget.initial(index));
      seen[beat.id()]++;
    }
  }

  @Test
  void readBurstsOvertakeWholeUnlessInterleaved() {
    List<AxiTrace.Beat> beats = readBeats(true, false);

    assertThat(isInterleaved(beats)).isFalse();
    assertThat(beats.get(0).id() == 0 && beats.get(4).id() == 1 && beats.get(8).id() == 2)
        .isFalse();
    assertSameIdInOrder(beats);
  }

  @Test
  void readBeatsInterleaveAcrossIdsWhenAsked() {
    List<AxiTrace.Beat> beats = readBeats(false, true);

    assertThat(isInterleaved(beats)).isTrue();
    assertSameIdInOrder(beats);
  }

  @Test
  void sameSeedGivesTheSameCycles() {
    List<Long> first = readBeats(true, true).stream().map(AxiTrace.Beat::edge).toList();
    List<Long> second = readBeats(true, true).stream().map(AxiTrace.Beat::edge).toList();

    assertThat(first).isEqualTo(second);
  }

  @Test
  void errorWindowMustBeAnError() {
    assertThatThrownBy(() -> AxiErrorWindow.anywhere(Direction.READ, AxiResp.OKAY))
        .hasMessage("injected response is no error: resp=OKAY (expected: SLVERR or DECERR)");
  }

  @Test
  void timingRefusesLimitsOutOfRange() {
    assertThatThrownBy(() -> AxiTiming.builder().maxOutstanding(0, 1).build())
        .hasMessage("axi timing out of range: maxOutstandingWrites=0 (expected: 1..4096)");
  }
}
