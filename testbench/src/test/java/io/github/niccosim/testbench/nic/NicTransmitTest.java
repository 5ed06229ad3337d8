// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.nic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.pool.dma.CacheModel;
import io.github.niccosim.testbench.axi.AxiTiming;
import io.github.niccosim.testbench.driver.BenchOptions;
import io.github.niccosim.testbench.driver.CostTable;
import io.github.niccosim.testbench.driver.TxChecksum;
import io.github.niccosim.testbench.driver.TxRequest;
import io.github.niccosim.testbench.stream.ReadyPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Healthy transmit paths of our own engine: buffers, alignments, checksums, rings, latencies. */
class NicTransmitTest {

  @ParameterizedTest
  @EnumSource(CacheModel.class)
  @BugClass({6, 25})
  void everyCacheModelSendsWhatTheHostWrote(CacheModel model) {
    SendRun.of(options().memory(model), SendRun.mixed(120, 1518, 1)).assertClean();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 15, 16, 61, 255})
  void everyLengthIsSentFromEveryAlignment(int offset) {
    List<TxRequest> requests = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(offset);
    for (int length = 1; length < 70; length++) {
      requests.add(SendRun.request(random, new int[] {length}, offset));
    }
    for (int end : new int[] {256, 512, 4096, 8192}) {
      for (int around = -1; around <= 1; around++) {
        requests.add(
            SendRun.request(random, new int[] {Math.max(1, end - offset + around)}, offset));
      }
    }
    SendRun.of(options(), requests).assertClean();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8})
  @BugClass(11)
  void framesAreGatheredFromAnyNumberOfBuffers(int buffers) {
    SplittableRandom random = new SplittableRandom(buffers);
    List<TxRequest> requests = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      int[] lengths = random.ints(buffers, 1, i % 3 == 0 ? 20 : 700).toArray();
      requests.add(SendRun.request(random, lengths, random.nextInt(100)));
    }
    SendRun.of(options(), requests).assertClean();
  }

  @Test
  void checksumsAreInsertedWhereAsked() {
    SplittableRandom random = new SplittableRandom(6);
    List<TxRequest> requests = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      int length = 64 + random.nextInt(700);
      byte[] bytes = NicTraffic.noise(random, length).bytes();
      TxChecksum sum = new TxChecksum(14 + random.nextInt(40), random.nextInt(8));
      int first = 1 + random.nextInt(length - 1);
      requests.add(new TxRequest(bytes, new int[] {first, length - first}, i % 64, sum));
    }
    SendRun.of(options(), requests).assertClean();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void smallRingsWrapManyTimes(int ring) {
    SendRun run = SendRun.of(options().ring(ring), SendRun.single(80, 400, ring));

    run.assertClean();
    assertThat(run.outcome().bench().driver().txQueues())
        .allMatch(queue -> queue.completionsHandled() >= 3L * ring);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 400})
  void anyMemoryLatencyIsSurvived(int cycles) {
    SendRun.of(options().timing(AxiTiming.fixed(cycles)), SendRun.mixed(80, 1518, cycles))
        .assertClean();
  }

  @Test
  @BugClass(11)
  void macThatStallsLosesNothing() {
    BenchOptions options = options().macReady(ReadyPattern.probability(0.3));

    SendRun.of(options, SendRun.mixed(100, 1518, 8)).assertClean();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 64})
  void anyBudgetReclaimsEveryBufferOnce(int budget) {
    BenchOptions options = options().napiBudget(budget).costs(CostTable.defaults()).ring(8);

    SendRun.of(options, SendRun.single(100, 600, budget)).assertClean();
  }

  private static BenchOptions options() {
    return new BenchOptions(NicModels.standard())
        .transmit(4)
        .ring(64)
        .timing(NicScenario.memory(60).build());
  }
}
