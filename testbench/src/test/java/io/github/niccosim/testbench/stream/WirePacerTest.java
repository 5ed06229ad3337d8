// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WirePacerTest {

  @Test
  void minimumFrameTakes672BitTimesAtTenGigabit() {
    WirePacer pacer = new WirePacer(10_000_000_000L);

    assertThat(pacer.next(60, 0)).isZero();
    assertThat(pacer.next(60, 0)).isEqualTo(67_200);
  }

  @Test
  void shortFrameIsPaddedToTheMinimumOnTheWire() {
    assertThat(WirePacer.wireBytes(1)).isEqualTo(84);
    assertThat(WirePacer.wireBytes(60)).isEqualTo(84);
    assertThat(WirePacer.wireBytes(61)).isEqualTo(85);
    assertThat(WirePacer.wireBytes(1514)).isEqualTo(1538);
  }

  @Test
  void millionFramesDoNotDriftAtARateWithoutWholePicoseconds() {
    long rate = 2_999_999_999L;
    WirePacer pacer = new WirePacer(rate);
    SplittableRandom random = new SplittableRandom(7);
    BigInteger bits = BigInteger.ZERO;
    long start = -1;

    for (int i = 0; i < 1_000_000; i++) {
      int length = 60 + random.nextInt(9000);
      start = pacer.next(length, 0);
      if (i < 999_999) {
        bits = bits.add(BigInteger.valueOf(WirePacer.wireBytes(length) * 8L));
      }
    }

    BigInteger[] exact =
        bits.multiply(BigInteger.TEN.pow(12)).divideAndRemainder(BigInteger.valueOf(rate));
    long rounding = exact[1].signum() == 0 ? 0 : 1;
    assertThat(start).isEqualTo(exact[0].longValueExact() + rounding);
  }

  @Test
  void lateFrameRestartsTheScheduleAtItsOwnTime() {
    WirePacer pacer = new WirePacer(10_000_000_000L);
    pacer.next(60, 0);

    assertThat(pacer.next(60, 1_000_000)).isEqualTo(1_000_000);
    assertThat(pacer.next(60, 0)).isEqualTo(1_067_200);
  }

  @Test
  void byteArrivesAfterPreambleAndItsPredecessors() {
    WirePacer pacer = new WirePacer(10_000_000_000L);

    assertThat(pacer.arrivalOffsetPs(0)).isEqualTo(6_400);
    assertThat(pacer.arrivalOffsetPs(8)).isEqualTo(12_800);
  }

  @Test
  void refusesRateOutOfRange() {
    assertThatThrownBy(() -> new WirePacer(0))
        .hasMessage("wire rate out of range: bitsPerSecond=0 (expected: 1000..10000000000000)");
  }
}
