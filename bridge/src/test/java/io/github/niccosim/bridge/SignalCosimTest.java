// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every width up to 1024 is an input; those up to 130 and around multiples of 64 go through the
 * design and back.
 */
class SignalCosimTest {
  private static final int WIDEST = 1024;
  private static Model model;

  static IntStream widths() {
    return IntStream.rangeClosed(1, 1024)
        .filter(w -> w <= 130 || w % 64 <= 1 || w % 64 == 63 || w == 1000);
  }

  @BeforeAll
  static void build(@TempDir Path folder) throws IOException {
    StringBuilder ports = new StringBuilder();
    StringBuilder body = new StringBuilder();
    for (int w = 1; w <= WIDEST; w++) {
      ports.append("  input logic [%d:0] in_%d,%n".formatted(w - 1, w));
    }
    widths()
        .forEach(w -> {
          ports.append("  output logic [%d:0] out_%d,%n".formatted(w - 1, w));
          body.append("  assign out_%d = ~in_%d;%n".formatted(w, w));
        });
    Path source = folder.resolve("widths.sv");
    Files.writeString(
        source, "module widths (\n" + ports + "  input logic last\n);\n" + body + "endmodule\n");
    model = ModelLibrary.build(ModelSpec.builder("widths").source(source).build()).newModel();
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"IMMEDIATE", "DEFERRED"})
  void bytesAndWordsTravelUnchangedAtEveryWidth(WriteMode mode) {
    try (Model own = model.library().newModel()) {
      Stepper stepper = mode == WriteMode.DEFERRED ? own.stepper() : null;
      Random random = new Random(42);
      widths()
          .forEach(width -> {
            byte[] value = randomValue(random, width);
            own.signal("in_" + width).setBytes(value, 0);
            if (stepper != null) {
              stepper.advance(own.timePs());
              stepper.advance(own.timePs() + 1);
            } else {
              own.eval();
            }
            assertReads(own.signal("in_" + width), value);
            assertReads(own.signal("out_" + width), inverted(value, width));
          });
    }
  }

  @Test
  void valueTooWideIsRefusedAtEveryWidth() {
    for (int width = 1; width <= WIDEST; width++) {
      refusesValuesTooWide(width);
    }
  }

  private static void refusesValuesTooWide(int width) {
    Signal signal = model.signal("in_" + width);
    String expected = "value does not fit the signal: signal=in_" + width + " width=" + width;
    if (width < 64) {
      signal.set((1L << width) - 1);
      assertThatThrownBy(() -> signal.set(1L << width))
          .isInstanceOf(ModelException.class)
          .hasMessage(expected + " value=0x" + Long.toHexString(1L << width));
      assertThatThrownBy(() -> signal.set(-1)).hasMessageStartingWith(expected);
    }
    if (width % 8 != 0) {
      byte[] tooWide = new byte[(width + 7) / 8];
      tooWide[width / 8] = (byte) (1 << width % 8);
      assertThatThrownBy(() -> signal.setBytes(tooWide, 0)).hasMessageStartingWith(expected);
    }
    if (width % 64 != 0) {
      assertThatThrownBy(() -> signal.setWord(width / 64, 1L << width % 64))
          .hasMessageStartingWith(expected);
    }
    BigInteger limit = BigInteger.ONE.shiftLeft(width);
    assertThatThrownBy(() -> signal.setBig(limit)).hasMessageStartingWith(expected);
    signal.setBig(limit.subtract(BigInteger.ONE));
    assertThat(signal.getBig()).isEqualTo(limit.subtract(BigInteger.ONE));
  }

  @Test
  void wordsOfAWideSignalAreWrittenSeparately() {
    Signal signal = model.signal("in_127");
    signal.set(0);
    signal.setWord(0, -1L);
    signal.setWord(1, 0x7123_4567_89ab_cdefL);

    assertThat(signal.getWord(0)).isEqualTo(-1L);
    assertThat(signal.getWord(1)).isEqualTo(0x7123_4567_89ab_cdefL);
    assertThat(signal.isHigh()).isTrue();
    assertThatThrownBy(() -> signal.getWord(2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(signal::get)
        .hasMessage(
            "signal is wider than a long: signal=in_127 width=127 (hint: getBytes or getWord)");
  }

  @Test
  void longIntoAWideSignalIsZeroExtended() {
    Signal signal = model.signal("in_320");
    byte[] ones = new byte[40];
    Arrays.fill(ones, (byte) 0xff);
    signal.setBytes(ones, 0);

    signal.set(-1L);

    assertThat(signal.getWord(0)).isEqualTo(-1L);
    assertThat(IntStream.range(1, 5).mapToLong(signal::getWord).sum()).isZero();
  }

  @Test
  void outputCannotBeWritten() {
    assertThatThrownBy(() -> model.signal("out_8").set(1))
        .isInstanceOf(ModelException.class)
        .hasMessage(
            "signal cannot be written: signal=out_8 direction=OUT"
                + " (outputs are driven by the model)");
    assertThatThrownBy(() -> model.signal("out_100").setBytes(new byte[13], 0))
        .hasMessageStartingWith("signal cannot be written: signal=out_100");
  }

  @Test
  void unknownSignalSuggestsSimilarNames() {
    assertThatThrownBy(() -> model.signal("inn_12"))
        .isInstanceOf(ModelException.class)
        .hasMessage(
            "unknown signal: path=inn_12 top=widths (hint: did you mean in_12, in_1, in_10?)");
    assertThat(model.findSignal("nothing_like_it")).isEmpty();
  }

  @Test
  void portIsFoundWithAndWithoutItsTop() {
    assertThat(model.signal("widths.in_8")).isSameAs(model.signal("in_8"));
    assertThat(model.signal("in_8").direction()).isEqualTo(Direction.IN);
    assertThat(model.signals()).hasSize(WIDEST + (int) widths().count() + 1);
  }

  @Test
  void foreignThreadIsRefusedUntilItClaimsTheModel() throws InterruptedException {
    Signal signal = model.signal("in_8");
    String[] seen = {"", ""};
    Thread main = Thread.currentThread();
    Thread foreign =
        new Thread(
            () -> {
              try {
                signal.get();
              } catch (ModelException e) {
                seen[0] = e.toString();
              }
              model.claim();
              seen[1] = "value " + signal.get();
            },
            "foreign");
    signal.set(0x5a);
    foreign.start();
    foreign.join();

    assertThat(seen[0])
        .contains("model is used by a foreign thread: top=widths thread=")
        .endsWith("(expected: " + main + ")");
    assertThat(seen[1]).isEqualTo("value 90");
    assertThatThrownBy(signal::get).hasMessageContaining("foreign thread");
    model.claim();
  }

  @Test
  void everyUseAfterCloseIsAnException() {
    Model closed = model.library().newModel();
    Signal signal = closed.signal("in_8");
    Stepper stepper = closed.stepper();
    closed.close();
    closed.close();

    for (Runnable use :
        new Runnable[] {
          signal::get,
          () -> signal.set(1),
          () -> signal.getBytes(new byte[1], 0),
          closed::eval,
          closed::timePs,
          closed::closeTrace,
          closed::claim,
          () -> closed.signal("in_8"),
          () -> closed.callNative("x"),
          () -> stepper.advance(1),
          () -> stepper.watch(signal, Edge.ANY),
          stepper::firedClocks,
          () -> NativeBridge.eval(0x10001),
          () -> NativeBridge.advance(-1, 1, 0),
        }) {
      assertThatThrownBy(use::run)
          .isInstanceOf(ModelException.class)
          .hasMessageStartingWith("model is closed");
    }
  }

  private static byte[] randomValue(Random random, int width) {
    byte[] value = new byte[(width + 7) / 8];
    random.nextBytes(value);
    if (width % 8 != 0) {
      value[value.length - 1] &= (byte) ((1 << width % 8) - 1);
    }
    return value;
  }

  private static byte[] inverted(byte[] value, int width) {
    byte[] result = new byte[value.length];
    for (int i = 0; i < value.length; i++) {
      result[i] = (byte) ~value[i];
    }
    if (width % 8 != 0) {
      result[result.length - 1] &= (byte) ((1 << width % 8) - 1);
    }
    return result;
  }

  private static void assertReads(Signal signal, byte[] expected) {
    byte[] read = new byte[expected.length + 2];
    signal.getBytes(read, 1);
    assertThat(Arrays.copyOfRange(read, 1, read.length - 1)).as(signal.path()).isEqualTo(expected);
    assertThat(read[0] | read[read.length - 1]).as("guard bytes").isZero();
    for (int i = 0; i < signal.wordCount(); i++) {
      byte[] word = Arrays.copyOf(Arrays.copyOfRange(expected, 8 * i, 8 * i + 8), 8);
      long value = java.nio.ByteBuffer.wrap(word).order(java.nio.ByteOrder.LITTLE_ENDIAN).getLong();
      assertThat(signal.getWord(i)).as("%s word %d", signal.path(), i).isEqualTo(value);
      if (signal.widthBits() <= 64) {
        assertThat(signal.get()).isEqualTo(value);
      }
    }
  }
}
