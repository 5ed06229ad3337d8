// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import static io.github.niccosim.testbench.axi.AxiBench.BASE;
import static io.github.niccosim.testbench.axi.AxiBench.SIZE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.bridge.ModelLibrary;
import io.github.niccosim.testbench.axi.BurstMaster.Command;
import io.github.niccosim.testbench.stream.ReadyPattern;
import io.github.niccosim.testbench.stream.TestRtl;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random legal bursts of every kind against a reference that walks bytes; writes go to the lower
 * half, one block per ID so that order across IDs does not matter, reads to the upper half.
 */
class AxiSlaveDataCosimTest {

  private static final int BLOCK = 1024;

  @ParameterizedTest
  @CsvSource({
    "64,1", "64,2", "64,3", "64,4", "64,5", "64,6", "8,7", "8,8", "1024,9", "1024,10", "1024,11"
  })
  void everyByteIsWhereTheSpecificationPutsIt(int dataWidth, long seed) {
    ModelLibrary library = TestRtl.library("axi_burst_master", dataWidth);
    int busBytes = dataWidth / 8;
    AxiBench.run(
        library,
        seed,
        wildTiming(seed),
        bench -> {
          RandomGenerator random = bench.sim.random("bursts");
          bench.sim.signal("data_first_i").set(seed % 3 == 0 ? 1 : 0);
          List<Command> commands = new ArrayList<>();
          for (int i = 0; i < 150; i++) {
            Command command = randomCommand(random, busBytes);
            commands.add(command);
            bench.master.issue(command);
            bench.master.set("bready_i", random.nextInt(3) == 0 ? 0 : 1);
            bench.master.set("rready_i", random.nextInt(3) == 0 ? 0 : 1);
          }
          bench.master.set("bready_i", 1);
          bench.master.set("rready_i", 1);
          bench.awaitIdle();

          assertThat(bench.target.bytes).isEqualTo(expectedMemory(commands, busBytes));
          assertReadData(commands, bench.trace.r, busBytes);
          assertThat(bench.trace.b).hasSize((int) commands.stream().filter(Command::write).count());
          assertThat(bench.slave.statistics().malformedBursts()).isZero();
        });
  }

  private static AxiTiming wildTiming(long seed) {
    WriteVisibility[] moments = WriteVisibility.values();
    return AxiTiming.builder()
        .writeLatency(LatencyDistribution.bimodal(2, 90, 0.2))
        .readLatency(LatencyDistribution.uniform(0, 60))
        .awReady(ReadyPattern.probability(0.7))
        .wReady(ReadyPattern.bursts(1, 6, 1, 3))
        .arReady(ReadyPattern.repeat("1101"))
        .bValid(ReadyPattern.probability(0.8))
        .rValid(ReadyPattern.probability(0.8))
        .outOfOrder(seed % 2 == 0)
        .interleave(seed % 4 == 0)
        .writeVisibility(moments[(int) (seed % moments.length)])
        .maxOutstanding(12, 12)
        .build();
  }

  private static Command randomCommand(RandomGenerator random, int busBytes) {
    boolean write = random.nextBoolean();
    int id = random.nextInt(16);
    int size = random.nextInt(Integer.numberOfTrailingZeros(busBytes) + 1);
    if (random.nextInt(3) > 0) {
      size = Integer.numberOfTrailingZeros(busBytes);
    }
    int burst = random.nextInt(4) > 0 ? AxiBurst.INCR : random.nextInt(3);
    int beats = burst == AxiBurst.WRAP ? 2 << random.nextInt(3) : 1 + random.nextInt(16);
    beats = Math.max(burst == AxiBurst.WRAP ? 2 : 1, Math.min(beats, (BLOCK / 2) >> size));
    long block = BASE + (write ? 0 : SIZE / 2) + id * BLOCK;
    long addr = block + random.nextInt(BLOCK / 4);
    if (burst == AxiBurst.WRAP) {
      addr = AxiBurst.align(addr, 1 << size);
    }
    int strobes = write ? new int[] {0, 0, 1, 3}[random.nextInt(4)] : 0;
    return new Command(write, id, addr, beats - 1, size, burst, 0, random.nextInt(), strobes, 0);
  }

  /** Walk the bytes of a command: address, beat and lane of each. */
  private interface ByteVisitor {
    void visit(int index, int beat, int lane);
  }

  private static void walk(Command command, int busBytes, ByteVisitor visitor) {
    int bytes = 1 << command.size();
    int total = bytes * (command.len() + 1);
    long wrapStart = command.addr() / total * total;
    long addr = command.addr();
    for (int beat = 0; beat <= command.len(); beat++) {
      long aligned = addr / bytes * bytes;
      for (long at = addr; at < aligned + bytes; at++) {
        visitor.visit((int) (at - BASE), beat, (int) (at % busBytes));
      }
      long next = aligned + bytes;
      boolean wraps = command.burst() == AxiBurst.WRAP && next == wrapStart + total;
      addr = command.burst() == AxiBurst.FIXED ? addr : wraps ? wrapStart : next;
    }
  }

  private static byte[] expectedMemory(List<Command> commands, int busBytes) {
    byte[] memory = new byte[SIZE];
    for (int i = 0; i < SIZE; i++) {
      memory[i] = ArrayTarget.initial(i);
    }
    for (Command command : commands) {
      if (!command.write() || command.strobes() == BurstMaster.STROBES_NONE) {
        continue;
      }
      walk(
          command,
          busBytes,
          (index, beat, lane) -> {
            if (command.strobes() == BurstMaster.STROBES_LEGAL
                || BurstMaster.someStrobe(command, beat, lane)) {
              memory[index] = BurstMaster.data(command, beat, lane);
            }
          });
    }
    return memory;
  }

  private static void assertReadData(
      List<Command> commands, List<AxiTrace.Beat> beats, int busBytes) {
    Map<Integer, ArrayDeque<byte[]>> expected = new HashMap<>();
    for (Command command : commands) {
      if (!command.write()) {
        byte[][] lanes = new byte[command.len() + 1][busBytes];
        for (byte[] beat : lanes) {
          Arrays.fill(beat, AxiSlave.POISON);
        }
        walk(
            command,
            busBytes,
            (index, beat, lane) -> lanes[beat][lane] = ArrayTarget.initial(index));
        expected.computeIfAbsent(command.id(), id -> new ArrayDeque<>()).addAll(List.of(lanes));
      }
    }
    for (AxiTrace.Beat beat : beats) {
      assertThat(beat.data())
          .isEqualTo(expected.getOrDefault(beat.id(), new ArrayDeque<>()).poll());
      assertThat(beat.resp()).isEqualTo(AxiResp.OKAY);
    }
    assertThat(expected.values()).allMatch(ArrayDeque::isEmpty);
  }

  @Test
  void fullBurstReachesTheTargetInOneCall() {
    AxiBench.run(
        TestRtl.library("axi_burst_master"),
        1,
        AxiTiming.fixed(1),
        bench -> {
          bench.master.issue(Command.write(1, BASE + 3, 15, 3).withUser(0x3120));
          bench.awaitIdle();

          assertThat(bench.target.accesses).hasSize(1);
          ArrayTarget.Access access = bench.target.accesses.getFirst();
          assertThat(access.addr()).isEqualTo(BASE + 3);
          assertThat(access.len()).isEqualTo(125);
          assertThat(access.user()).isEqualTo(0x3120);
        });
  }

  @Test
  void strobesOutsideTheTransferReachMemoryAsOnRealHardware() {
    AxiBench.runBroken(
        TestRtl.library("axi_burst_master"),
        AxiTiming.fixed(1),
        bench -> {
          Command command = Command.write(1, BASE + 3, 0, 3).withStrobes(BurstMaster.STROBES_ALL);
          bench.master.issue(command);
          bench.awaitIdle();

          assertThat(bench.target.bytes[0]).isEqualTo(BurstMaster.data(command, 0, 0));
          assertThat(bench.checker.violations().getFirst().rule()).isEqualTo(AxiRule.W_STRB);
        });
  }
}
