// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignalHistoryTest {
  private static byte[] states(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void keepsTheLastOfSeveralValuesAtOneTime() {
    HistoryBuilder builder = new HistoryBuilder(Encoding.BITS, 4);
    builder.addLong(5, 1);
    builder.addLong(7, 2);
    builder.addLong(7, 3);
    SignalHistory history = builder.build();

    assertThat(history.size()).isEqualTo(2);
    assertThat(history.value(1).text()).isEqualTo("0011");
  }

  @Test
  void dropsWhatIsNoChange() {
    HistoryBuilder builder = new HistoryBuilder(Encoding.BITS, 4);
    builder.addStates(0, states("xxxx"), 0);
    builder.addLong(1, 9);
    builder.addLong(2, 9);
    builder.addLong(3, 4);
    builder.addLong(3, 9);
    SignalHistory history = builder.build();

    assertThat(history.size()).isEqualTo(1);
    assertThat(history.timeTicks(0)).isEqualTo(1);
  }

  @Test
  void readsUnknownBeforeTheFirstChange() {
    HistoryBuilder builder = new HistoryBuilder(Encoding.BITS, 3);
    builder.addLong(10, 5);
    SignalHistory history = builder.build();

    assertThat(history.valueAt(9).text()).isEqualTo("xxx");
    assertThat(history.valueAt(10).toLong()).isEqualTo(5);
    assertThat(history.valueBefore(10).text()).isEqualTo("xxx");
    assertThat(history.valueBefore(11).toLong()).isEqualTo(5);
    assertThat(history.isKnown(-1)).isFalse();
  }

  @Test
  void keepsEveryFiringOfAnEvent() {
    HistoryBuilder builder = new HistoryBuilder(Encoding.EVENT, 1);
    builder.addBit(1, '1');
    builder.addBit(4, '1');
    builder.addBit(4, '1');

    assertThat(builder.build().size()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7, 8, 9, 31, 63, 64, 65, 71, 72, 127, 128, 129, 1000})
  void givesBackPackedBitsOfAnyWidth(int width) {
    SplittableRandom random = new SplittableRandom(width);
    HistoryBuilder builder = new HistoryBuilder(Encoding.BITS, width);
    StringBuilder digits = new StringBuilder();
    for (int change = 0; change < 3; change++) {
      digits.setLength(0);
      byte[] packed = new byte[(width + 7) / 8];
      for (int i = 0; i < width; i++) {
        int bit = random.nextInt(2);
        digits.append(bit);
        packed[i / 8] |= (byte) (bit << 7 - i % 8);
      }
      builder.addPacked(change, packed, 0);
    }
    SignalHistory history = builder.build();
    int last = history.size() - 1;

    assertThat(history.value(last).text()).isEqualTo(digits.toString());
    BigInteger number = new BigInteger(digits.toString(), 2);
    assertThat(history.value(last).toBigInteger()).isEqualTo(number);
    assertThat(history.toLong(last)).isEqualTo(number.longValue());
  }

  @Test
  void keepsUnknownBitsApartFromKnownOnes() {
    HistoryBuilder builder = new HistoryBuilder(Encoding.BITS, 70);
    String mixed = "1".repeat(69) + "Z";
    builder.addStates(1, states(mixed), 0);
    builder.addLong(2, 3);
    SignalHistory history = builder.build();

    assertThat(history.value(0).text()).isEqualTo("1".repeat(69) + "z");
    assertThat(history.isKnown(0)).isFalse();
    assertThat(history.isKnown(1)).isTrue();
  }

  @Test
  void refusesTimeThatRunsBackwards() {
    HistoryBuilder builder = new HistoryBuilder(Encoding.BITS, 1);
    builder.addBit(7, '1');

    assertThatThrownBy(() -> builder.addBit(6, '0'))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("time runs backwards: ticks=6 (expected: at least 7)");
  }

  @Test
  void writesMixedNibblesAsCapitalX() {
    assertThat(WaveValue.ofBits("1xxxxzzzz0x1").toHex()).isEqualTo("XXX");
    assertThat(WaveValue.ofBits("1xxxxzzzz0011").toHex()).isEqualTo("1xz3");
    assertThat(WaveValue.ofLong(0x2f, 6).toHex()).isEqualTo("2f");
  }

  @Test
  void refusesANumberFromUnknownBits() {
    assertThatThrownBy(() -> WaveValue.ofBits("1x").toLong())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("value is not a number: value=X (expected: bits 0 and 1 only)");
  }
}
