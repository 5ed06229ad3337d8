// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AxiBurstTest {

  @Test
  void unalignedIncrBurstContinuesAtAlignedAddresses() {
    assertThat(addresses(0x1003, 2, 2, AxiBurst.INCR)).containsExactly(0x1003, 0x1004, 0x1008);
  }

  @Test
  void wrapBurstWrapsAtItsBoundary() {
    assertThat(addresses(0x1008, 3, 2, AxiBurst.WRAP))
        .containsExactly(0x1008, 0x100c, 0x1000, 0x1004);
    assertThat(AxiBurst.lowestAddress(0x1008, 3, 2, AxiBurst.WRAP)).isEqualTo(0x1000);
  }

  @Test
  void fixedBurstStays() {
    assertThat(addresses(0x1001, 2, 2, AxiBurst.FIXED)).containsExactly(0x1001, 0x1001, 0x1001);
  }

  @Test
  void lanesOfNarrowTransferWalkThroughTheBus() {
    assertThat(AxiBurst.lowerLane(0x1006, 8)).isEqualTo(6);
    assertThat(AxiBurst.upperLane(0x1006, 1, 8)).isEqualTo(7);
    assertThat(AxiBurst.upperLane(0x1003, 2, 8)).isEqualTo(3);
  }

  @Test
  void boundaryIsSeenAlsoAcrossAnEvenNumberOfBlocks() {
    // 256 beats of 128 bytes are 32 KiB: bit 12 of first and last address is equal.
    assertThat(AxiBurst.crossesBoundary(0x10010, 255, 7, AxiBurst.INCR)).isTrue();
    assertThat(AxiBurst.crossesBoundary(0x1fc0, 0, 6, AxiBurst.INCR)).isFalse();
    assertThat(AxiBurst.crossesBoundary(0x1fc0, 1, 6, AxiBurst.INCR)).isTrue();
    assertThat(AxiBurst.crossesBoundary(0x1ff0, 15, 4, AxiBurst.WRAP)).isFalse();
  }

  @Test
  void unalignedBurstThatEndsAtTheBlockDoesNotCross() {
    assertThat(AxiBurst.crossesBoundary(0x1fc1, 0, 6, AxiBurst.INCR)).isFalse();
    assertThat(AxiBurst.spanBytes(0x1fc1, 0, 6, AxiBurst.INCR)).isEqualTo(63);
  }

  @Test
  void spanCoversExactlyTheLanesOfAllBeats() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 2000; i++) {
      int size = random.nextInt(5);
      int len = random.nextInt(16);
      long addr = 0x4000 + random.nextInt(512);
      int bytes = 0;
      for (int beat = 0; beat <= len; beat++) {
        long at = AxiBurst.beatAddress(addr, len, size, AxiBurst.INCR, beat);
        bytes += AxiBurst.upperLane(at, size, 16) - AxiBurst.lowerLane(at, 16) + 1;
      }
      assertThat(AxiBurst.spanBytes(addr, len, size, AxiBurst.INCR)).isEqualTo(bytes);
    }
  }

  private static long[] addresses(long addr, int len, int size, int burst) {
    long[] addresses = new long[len + 1];
    for (int beat = 0; beat <= len; beat++) {
      addresses[beat] = AxiBurst.beatAddress(addr, len, size, burst, beat);
    }
    return addresses;
  }
}
