// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Structs, enumerations, slices, constants and forced signals of {@code types.sv}. */
class TypedSignalCosimTest {
  private static final ModelLibrary LIBRARY = ModelLibrary.build(TypesRtl.spec());

  private Model model;

  @BeforeEach
  void create() {
    model = LIBRARY.newModel();
    model.eval();
  }

  @AfterEach
  void close() {
    model.close();
  }

  @Test
  void fieldsOfAStructAreReadAndWrittenByName() {
    Signal packet = model.signal("packet_i");

    packet.field("head.tag").set(0xa);
    packet.field("head.state").setEnum("Done");
    packet.field("valid").set(1);
    packet.field("lanes[1]").set(0xb7);
    packet.field("tail[1].state").setEnum("Busy");
    packet.field("wide").setBig(BigInteger.ONE.shiftLeft(69).add(BigInteger.TWO));

    BigInteger expected =
        BigInteger.valueOf(0xa)
            .shiftLeft(107)
            .or(BigInteger.valueOf(3).shiftLeft(105))
            .or(BigInteger.ONE.shiftLeft(102))
            .or(BigInteger.valueOf(0xb7).shiftLeft(94))
            .or(BigInteger.ONE.shiftLeft(80))
            .or(BigInteger.ONE.shiftLeft(69))
            .or(BigInteger.TWO);
    assertThat(packet.getBig()).isEqualTo(expected);
    clock();
    Signal out = model.signal("packet_o");
    assertThat(out.field("head").field("tag").get()).isEqualTo(0xa);
    assertThat(out.field("head.state").getEnum()).isEqualTo("Done");
    assertThat(out.field("lanes[1][7:4]").get()).isEqualTo(0xb);
    assertThat(out.field("wide").getWord(1)).isEqualTo(0x20);
    assertThat(out.show())
        .isEqualTo(
            "{head: {tag: 0xa, state: Done, plain: 0x0}, valid: 1, lanes: [0xb7, 0x0],"
                + " tail: [{tag: 0x0, state: Busy, plain: 0x0}, {tag: 0x0, state: Idle,"
                + " plain: 0x0}], wide: 0x200000000000000002}");
  }

  @Test
  void twoFieldsWrittenInOneTimeStepBothArrive() {
    Stepper stepper = model.stepper();
    Signal packet = model.signal("packet_i");

    packet.field("head.tag").set(5);
    packet.field("wide").setWord(0, -1L);
    packet.field("lanes").set(0x1234);
    packet.field("wide").setWord(1, 0x3f);
    assertThat(packet.isHigh()).isFalse();
    stepper.advance(1000);

    assertThat(packet.field("head.tag").get()).isEqualTo(5);
    assertThat(packet.field("lanes[0]").get()).isEqualTo(0x34);
    assertThat(packet.field("wide").getBig())
        .isEqualTo(BigInteger.ONE.shiftLeft(70).subtract(BigInteger.ONE));
    packet.field("wide").set(1);
    stepper.advance(2000);
    assertThat(packet.field("wide").getBig()).isEqualTo(BigInteger.ONE);
    assertThat(packet.field("tail").get()).isZero();
  }

  @Test
  void enumerationsAreReadAndWrittenByName() {
    Signal state = model.signal("state_i");

    state.setEnum("Done");
    model.eval();
    assertThat(model.signal("state_o").getEnum()).isEqualTo("Done");
    assertThat(model.signal("state_o").get()).isEqualTo(3);
    state.set(2);
    assertThat(state.getEnum()).isEqualTo("2'h2");
    assertThatThrownBy(() -> state.setEnum("Don"))
        .isInstanceOf(ModelException.class)
        .hasMessage(
            "value is not in the enumeration: signal=state_i type=types_pkg::state_e value=Don"
                + " (expected: Idle, Busy, Done)");
    assertThatThrownBy(() -> model.signal("rst_ni").getEnum())
        .hasMessage("signal is not an enumeration: signal=rst_ni type=logic");
  }

  @Test
  void slicesUseTheDeclaredBoundsAndDirection() {
    Signal up = model.signal("up_i"); // [0:6]
    up.field("[1:3]").set(0b101);
    assertThat(up.get()).isEqualTo(0b0101000);
    assertThat(up.field("[1]").get()).isEqualTo(1);
    Signal high = model.signal("high_i"); // [11:4]
    high.field("[11:8]").set(0xc);
    assertThat(high.get()).isEqualTo(0xc0);

    assertThatThrownBy(() -> high.field("[3]"))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("index is out of range: signal=high_i index=3 (expected: 4..11)");
    assertThatThrownBy(() -> high.field("[4:7]"))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage(
            "slice goes in the wrong direction: signal=high_i slice=[4:7] (expected: [11:4])");
  }

  @Test
  void wrongFieldsAndValuesAreNamed() {
    Signal packet = model.signal("packet_i");

    assertThatThrownBy(() -> packet.field("head.tga"))
        .isInstanceOf(ModelException.class)
        .hasMessage(
            "unknown field: signal=packet_i.head type=types_pkg::head_t field=tga"
                + " (expected: tag, state, plain)");
    assertThatThrownBy(() -> packet.field("head.tag").set(16))
        .hasMessage("value does not fit the signal: signal=packet_i.head.tag width=4 value=0x10");
    assertThatThrownBy(() -> packet.field("wide").setBig(BigInteger.ONE.shiftLeft(70)))
        .hasMessageStartingWith("value does not fit the signal: signal=packet_i.wide width=70");
    assertThatThrownBy(() -> packet.field("wide").setBig(BigInteger.ONE.negate()))
        .hasMessageEndingWith("value=-0x1");
    assertThatThrownBy(() -> packet.field("wide").get()).hasMessageContaining("wider than a long");
    assertThatThrownBy(() -> packet.field("head..tag")).hasMessageContaining("not understood");
    assertThatThrownBy(() -> model.signal("packet_o").field("valid").set(1))
        .hasMessage(
            "signal cannot be written: signal=packet_o direction=OUT"
                + " (outputs are driven by the model)");
    assertThatThrownBy(() -> model.signal("types._unused"))
        .hasMessage(
            "unknown signal: path=types._unused top=types"
                + " (hint: it is not published, add ModelSpec.publish(\"types._unused\"))");
    assertThatThrownBy(() -> model.signal("types.unp_q"))
        .hasMessage("type cannot be read: path=types.unp_q type=unpacked struct");
    assertThatThrownBy(() -> model.signal("types.force_o_q"))
        .hasMessageContaining("did you mean types.force_q");
  }

  @Test
  void parametersAreConstants() {
    Signal magic = model.signal("types.Magic");

    assertThat(magic.get()).isEqualTo(0xab_cdef_0123L);
    assertThat(magic.isConstant()).isTrue();
    assertThat(model.signal("types.Sum").get()).isEqualTo(0xffff_fffbL);
    assertThat(model.signal("types.Start").getEnum()).isEqualTo("Busy");
    assertThat(model.signal("types.gen_bank[1].gen_in.u_bank.Index").get()).isEqualTo(1);
    assertThatThrownBy(() -> magic.set(1))
        .isInstanceOf(ModelException.class)
        .hasMessage(
            "parameter cannot be written: parameter=types.Magic value=0xabcdef0123"
                + " (hint: ModelSpec.parameter)");
    assertThatThrownBy(() -> model.stepper().watch(magic, Edge.ANY))
        .hasMessageStartingWith("signal cannot be watched");
  }

  @Test
  void forcedSignalOverridesItsDriverUntilReleased() {
    Signal count = model.signal("types.count_q");
    model.signal("rst_ni").set(1);
    clock();
    clock();
    assertThat(model.signal("count_o").get()).isEqualTo(2);

    count.force(0x80);
    model.eval();
    assertThat(count.get()).isEqualTo(0x80);
    assertThat(model.signal("count_o").get()).isEqualTo(0x80);
    assertThat(count.isForced()).isTrue();
    clock();
    assertThat(model.signal("count_o").get()).isEqualTo(0x80);
    count.release();
    model.eval();

    assertThat(count.isForced()).isFalse();
    assertThat(model.signal("count_o").get()).isEqualTo(0x81);
    assertThat(count.getWord(0)).isEqualTo(0x81);
  }

  @Test
  void singleFieldsAndWideSignalsAreForced() {
    Signal head = model.signal("types.gen_bank[0].gen_out.u_bank.head_q");
    head.field("state").force(3);
    Signal wide = model.signal("types.force_q");
    BigInteger value = BigInteger.ONE.shiftLeft(99).add(BigInteger.TEN);
    wide.forceBig(value);
    clock();

    assertThat(head.field("state").getEnum()).isEqualTo("Done");
    assertThat(head.field("plain").get()).isEqualTo(1);
    assertThat(wide.getBig()).isEqualTo(value);
    assertThat(model.signal("force_o").getBig()).isEqualTo(value);
    head.field("state").release();
    assertThat(head.field("state").getEnum()).isEqualTo("Busy");
    assertThatThrownBy(() -> wide.forceBig(BigInteger.ONE.shiftLeft(100)))
        .hasMessageStartingWith("value does not fit the signal: signal=types.force_q width=100");
    wide.release();
    wide.set(1);
    model.eval();
    assertThat(model.signal("force_o").getWord(0)).isEqualTo(1);
    assertThatThrownBy(() -> model.signal("count_o").force(1))
        .hasMessage(
            "signal cannot be forced: signal=count_o (hint: ModelSpec.forceable(\"count_o\"))");
  }

  @Test
  void forceIsCollectedLikeAWrite() {
    Stepper stepper = model.stepper();
    Signal count = model.signal("types.count_q");

    count.force(7);
    assertThat(count.isForced()).isFalse();
    stepper.advance(1000);

    assertThat(model.signal("count_o").get()).isEqualTo(7);
  }

  @Test
  void signalsOfGenerateBlocksAndInstanceArraysAreFound() {
    model.signal("rst_ni").set(1);
    clock();
    clock();
    clock();

    assertThat(model.signal("types.gen_bank[0].local_q").get()).isEqualTo(2);
    assertThat(model.signal("types.u_arr[1].hold_q").get()).isEqualTo(2);
    assertThat(model.signal("types.colour_q").getEnum()).isEqualTo("Green");
  }

  private void clock() {
    model.signal("clk_i").set(1);
    model.eval();
    model.signal("clk_i").set(0);
    model.eval();
  }
}
