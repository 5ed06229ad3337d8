// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReadyPatternTest {

  @Test
  void repeatsItsPicture() {
    assertThat(draw(ReadyPattern.repeat("1101"), 10, false)).isEqualTo("1101110111");
  }

  @Test
  void sharedPictureRunsIndependentlyPerChannel() {
    ReadyPattern pattern = ReadyPattern.repeat("10");
    ReadyPattern.Sequence first = pattern.start(new SplittableRandom(1));

    first.next(false);

    assertThat(draw(pattern, 4, false)).isEqualTo("1010");
  }

  @Test
  void probabilityIsMetInTheLongRun() {
    long ones =
        draw(ReadyPattern.probability(0.25), 100_000, false).chars().filter(c -> c == '1').count();

    assertThat(ones).isBetween(24_000L, 26_000L);
  }

  @Test
  void burstsKeepTheirRanges() {
    String cycles = draw(ReadyPattern.bursts(2, 3, 1, 4), 10_000, false);

    for (String run : cycles.substring(0, cycles.lastIndexOf("01") + 1).split("(?<=0)(?=1)")) {
      assertThat(run).matches("1{2,3}0{1,4}");
    }
  }

  @Test
  void afterValidWaitsForTheOfferAndThenTheDelay() {
    assertThat(draw(ReadyPattern.afterValid(2), 5, false)).isEqualTo("00000");
    assertThat(draw(ReadyPattern.afterValid(2), 5, true)).isEqualTo("00111");
    assertThat(draw(ReadyPattern.afterValid(0), 3, true)).isEqualTo("111");
  }

  @Test
  void sameSeedGivesSameCycles() {
    ReadyPattern pattern = ReadyPattern.bursts(1, 5, 1, 5);

    assertThat(draw(pattern, 1000, false)).isEqualTo(draw(pattern, 1000, false));
  }

  @Test
  void refusesPictureWithOtherCharacters() {
    assertThatThrownBy(() -> ReadyPattern.repeat("1x"))
        .hasMessage(
            "ready pattern is not a picture of cycles: cycles=\"1x\""
                + " (expected: 1s and 0s, not empty)");
  }

  private static String draw(ReadyPattern pattern, int cycles, boolean stalled) {
    ReadyPattern.Sequence sequence = pattern.start(new SplittableRandom(42));
    StringBuilder drawn = new StringBuilder();
    for (int i = 0; i < cycles; i++) {
      drawn.append(sequence.next(stalled) ? '1' : '0');
    }
    return drawn.toString();
  }
}
