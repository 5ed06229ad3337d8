// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.niccosim.bridge.ModelMessage.Severity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureCosimTest {
  private static final ModelLibrary LIBRARY = ModelLibrary.build(Rtl.spec("failures").build());
  private static final int FIRST_EDGE_PS = 1500;

  private final List<ModelMessage> messages = new ArrayList<>();
  private Model model;
  private Stepper stepper;

  @BeforeEach
  void create() {
    model = LIBRARY.newModel(ModelOptions.DEFAULT.withPlusargs("+verbose"));
    model.onMessage(messages::add);
    stepper = model.stepper();
    stepper.addClock(model.signal("clk_i"), FIRST_EDGE_PS, 500, 500);
  }

  @AfterEach
  void close() {
    model.close();
  }

  @ParameterizedTest
  @CsvSource({
    "1, fatal with op=1, 31",
    "2, error with op=2, 32",
    "3, OpIsNotThree, 33",
    "4, assert, 34",
  })
  void failureInRtlBecomesAnExceptionWithItsPlace(int op, String text, int line) {
    model.signal("op_i").set(op);
    assertThat(stepper.advance(FIRST_EDGE_PS - 1)).isEqualTo(Stepper.TIME);

    ModelException e = catchThrowableOfType(ModelException.class, () -> stepper.advance(1_000_000));

    assertThat(e.file()).endsWith("failures.sv");
    assertThat(e.line()).isEqualTo(line);
    assertThat(e.scope()).isEqualTo("failures.u_sub");
    assertThat(e.timePs()).isEqualTo(FIRST_EDGE_PS);
    assertThat(e)
        .hasMessageContaining(text)
        .hasMessageContaining("scope=failures.u_sub time_ps=1500");
    assertThat(messages).extracting(ModelMessage::severity).containsExactly(Severity.ERROR);
  }

  @Test
  void stopBecomesAnException() {
    write("op_i", 5);

    assertThatThrownBy(() -> stepper.advance(1_000_000))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("model stopped: Verilog $stop at=")
        .hasMessageContaining("failures.sv:35");
  }

  @Test
  void finishEndsTheTimeStepItIsIn() {
    write("op_i", 6);

    assertThat(stepper.advance(1_000_000)).isEqualTo(Stepper.FINISH);

    assertThat(stepper.timePs()).isEqualTo(FIRST_EDGE_PS);
    assertThat(model.signal("cycles_o").get()).isEqualTo(1);
    assertThat(model.finish()).hasValueSatisfying(f -> assertThat(f.line()).isEqualTo(36));
    write("op_i", 0);
    assertThat(stepper.advance(1_000_000)).isEqualTo(Stepper.TIME);
  }

  @ParameterizedTest
  @CsvSource({
    "7, WARNING, careful",
    "8, INFO, für Information",
    "9, DISPLAY, at 1500",
    "11, DISPLAY, to stdout",
    "12, DISPLAY, to mcd",
    "14, DISPLAY, plusarg seen"
  })
  void printsReachTheConsumer(int op, Severity severity, String text) {
    write("op_i", op);

    stepper.advance(FIRST_EDGE_PS + 1);

    assertThat(messages).hasSize(1);
    assertThat(messages.get(0).severity()).isEqualTo(severity);
    assertThat(messages.get(0).text()).isEqualTo(text);
    assertThat(messages.get(0).timePs()).isEqualTo(FIRST_EDGE_PS);
  }

  @Test
  void partOfALineWaitsForItsEnd() {
    write("op_i", 10);
    stepper.advance(FIRST_EDGE_PS + 1001);
    assertThat(messages).isEmpty();

    model.close();

    assertThat(messages).extracting(ModelMessage::text).containsExactly("half half ");
  }

  @Test
  void whatTheConsumerThrowsComesOutOfAdvance() {
    IllegalStateException thrown = new IllegalStateException("consumer");
    model.onMessage(message -> {
      throw thrown;
    });
    write("op_i", 9);

    assertThatThrownBy(() -> stepper.advance(1_000_000)).isSameAs(thrown);
    assertThat(stepper.timePs()).isEqualTo(FIRST_EDGE_PS);
  }

  @Test
  void consumerMayRunAnotherModelButNotItsOwn() {
    List<String> seen = new ArrayList<>();
    try (Model other = LIBRARY.newModel()) {
      model.onMessage(message -> {
        other.eval();
        assertThatThrownBy(() -> model.eval())
            .hasMessageContaining("model is called from its own message consumer");
        seen.add(message.text());
      });
      write("op_i", 9);

      stepper.advance(FIRST_EDGE_PS + 1001);

      assertThat(seen).containsExactly("at 1500", "at 2500");
    }
  }

  @Test
  void combinationalLoopIsAnExceptionAndTheModelLivesOn() {
    write("ring_i", 1);

    assertThatThrownBy(() -> stepper.advance(FIRST_EDGE_PS + 1))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("did not converge")
        .hasMessageContaining("(hint: combinational loop)");

    write("ring_i", 0);
    stepper.advance(100_000);
    assertThat(model.signal("cycles_o").get()).isPositive();
  }

  @Test
  void randomNumbersDependOnTheSeedOnly() {
    List<String> first = randoms(7);

    assertThat(randoms(7)).isEqualTo(first).hasSize(3);
    assertThat(randoms(8)).isNotEqualTo(first);
  }

  @Test
  void finalBlocksRunOnRequest() {
    write("op_i", 15);
    stepper.advance(1);
    stepper.advance(2);

    model.runFinalBlocks();

    assertThat(messages).extracting(ModelMessage::text).containsExactly("final block");
  }

  private static List<String> randoms(long seed) {
    List<String> result = new ArrayList<>();
    try (Model model = LIBRARY.newModel(ModelOptions.DEFAULT.withSeed(seed));
        Model disturbing = LIBRARY.newModel(ModelOptions.DEFAULT.withSeed(99))) {
      model.onMessage(message -> result.add(message.text()));
      disturbing.onMessage(message -> {});
      for (Model each : List.of(model, disturbing)) {
        each.signal("op_i").set(13);
        each.eval();
      }
      for (int i = 0; i < 3; i++) {
        for (Model each : List.of(disturbing, model)) {
          each.signal("clk_i").set(1);
          each.eval();
          each.signal("clk_i").set(0);
          each.eval();
        }
      }
    }
    return result;
  }

  private void write(String signal, long value) {
    model.signal(signal).set(value);
  }
}
