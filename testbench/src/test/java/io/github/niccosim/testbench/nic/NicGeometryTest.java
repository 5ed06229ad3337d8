// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.nic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.rtl.NicDmaError;
import io.github.niccosim.rtl.NicDmaRegisters;
import io.github.niccosim.testbench.driver.BenchOptions;
import io.github.niccosim.testbench.driver.BufferPlan;
import io.github.niccosim.testbench.traffic.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where frames begin, end and do not fit: bursts, pages, buffers, and what follows. */
class NicGeometryTest {

  private static final int BURST_BYTES = 256;
  private static final int PAGE_BYTES = 4096;

  static IntStream everyLaneAndSomePageOffsets() {
    return IntStream.concat(IntStream.range(0, 17), IntStream.of(61, 127, 255, 256));
  }

  @ParameterizedTest
  @MethodSource("everyLaneAndSomePageOffsets")
  @BugClass({1, 2, 13})
  void framesEndAtEveryBurstAndPageBoundaryAndOneByteAround(int offset) {
    List<Frame> frames = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(offset);
    for (int end : new int[] {BURST_BYTES, 2 * BURST_BYTES, PAGE_BYTES, 2 * PAGE_BYTES}) {
      for (int around = -1; around <= 1; around++) {
        frames.add(NicTraffic.noise(random, Math.max(1, end - offset + around)));
        frames.add(NicTraffic.noise(random, 64 + around));
      }
    }
    BenchOptions options =
        new BenchOptions(NicModels.standard())
            .ring(16)
            .queues(1)
            .plan(BufferPlan.of(offset, 0, 2 * PAGE_BYTES + 1))
            .timing(NicScenario.memory(20).build());

    NicOutcome.run(NicModels.library(NicModels.standard()), options, frames, 1).assertClean();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 17, 64, 255, 256, 257, 1500})
  @BugClass({13, 14})
  void framesShorterEqualAndLongerThanTheBufferEndWhereTheyMust(int buffer) {
    RawNic.run(
        NicModels.library(NicModels.standard()),
        NicModels.standard(),
        NicScenario.memory(20).build(),
        nic -> {
          nic.open(0);
          SplittableRandom random = new SplittableRandom(buffer);
          int[] lengths = {buffer, buffer + 1, buffer, Math.max(1, buffer - 1), buffer + 700, 60};
          for (int offset = 64; offset < 64 + 16; offset++) {
            for (int length : lengths) {
              checkOne(nic, random, offset, buffer, length);
            }
          }
        });
  }

  private static void checkOne(
      RawNic nic, SplittableRandom random, int offset, int buffer, int length) {
    int index = (int) nic.read64(NicDmaRegisters.STAT) % RawNic.ENTRIES;
    byte[] sent = NicTraffic.noise(random, length).bytes();
    nic.post(0, offset, buffer);
    nic.doorbell(0);
    nic.send(sent);
    RawNic.Completion done = nic.complete(0);
    nic.giveBack(0, false);

    int kept = Math.min(length, buffer);
    String what = "offset " + offset + " buffer " + buffer + " frame " + length;
    assertThat(done.lengthBytes()).as(what).isEqualTo(kept);
    assertThat(done.truncated()).as(what).isEqualTo(length > buffer);
    assertThat(done.error())
        .as(what)
        .isEqualTo(length > buffer ? NicDmaError.TRUNC.code() : NicDmaError.NONE.code());
    byte[] expected = new byte[64 + buffer + 64];
    Arrays.fill(expected, RawNic.UNWRITTEN);
    System.arraycopy(sent, 0, expected, 64, kept);
    assertThat(nic.memory.get(RawNic.buffer(0, index) + offset - 64, expected.length))
        .as(what)
        .isEqualTo(expected);
  }

  @Test
  @BugClass(5)
  void bufferOfLengthZeroIsReportedAndTheNextOneWorks() {
    RawNic.run(
        NicModels.library(NicModels.standard()),
        NicModels.standard(),
        NicScenario.memory(20).build(),
        nic -> {
          nic.open(0);
          long beats = nic.slave.statistics().w().beats();
          nic.post(0, 64, 0);
          nic.post(0, 64, 2048);
          nic.doorbell(0);
          byte[] second = NicTraffic.noise(new SplittableRandom(2), 333).bytes();
          nic.send(new byte[1500]);
          nic.send(second);

          RawNic.Completion zero = nic.complete(0);
          RawNic.Completion good = nic.complete(0);

          assertThat(zero.error()).isEqualTo(NicDmaError.DESC_ZERO.code());
          assertThat(zero.lengthBytes()).isZero();
          assertThat(good.error()).isZero();
          assertThat(nic.memory.get(RawNic.buffer(0, 1) + 64, 333)).isEqualTo(second);
          assertThat(nic.slave.statistics().w().beats() - beats)
              .as("two completions and one frame of 333 bytes")
              .isEqualTo(2 + 21);
        });
  }
}
