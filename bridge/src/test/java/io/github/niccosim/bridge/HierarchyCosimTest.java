// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** What is declared in {@code types.sv}, as the library tells it. */
class HierarchyCosimTest {
  private static final HdlScope TOP = ModelLibrary.build(TypesRtl.spec()).hierarchy();

  @Test
  void scopesAreInstancesArraysAndGenerateBlocks() {
    assertThat(TOP.path()).isEqualTo("types");
    assertThat(TOP.scopes())
        .extracting(HdlScope::name)
        .containsExactly("gen_bank[0]", "gen_bank[1]", "u_arr[0]", "u_arr[1]");
    HdlScope bank = TOP.scope("gen_bank[1].gen_in.u_bank").orElseThrow();
    assertThat(bank.path()).isEqualTo("types.gen_bank[1].gen_in.u_bank");
    assertThat(bank.kind()).isEqualTo(HdlScope.Kind.MODULE);
    assertThat(bank.definition()).isEqualTo("types_bank");
    assertThat(bank.file()).endsWith("types.sv");
    assertThat(bank.line()).isEqualTo(19);
    assertThat(TOP.scope("gen_bank[1].gen_out")).isEmpty();
    assertThat(TOP.scope("gen_bank[0]").orElseThrow().kind()).isEqualTo(HdlScope.Kind.GENERATE);
  }

  @Test
  void parametersKeepTheirValuePerInstance() {
    assertThat(parameter("Depth")).isEqualTo(16);
    assertThat(parameter("Magic")).isEqualTo(0xab_cdef_0123L);
    assertThat(parameter("Sum")).isEqualTo(-5);
    assertThat(parameter("gen_bank[0].gen_out.u_bank.Index")).isZero();
    assertThat(parameter("gen_bank[1].gen_in.u_bank.Index")).isEqualTo(1);
    assertThat(TOP.variable("Name").orElseThrow().literal()).contains("\"types\"");
    assertThat(TOP.variable("Name").orElseThrow().value()).isEmpty();
    assertThat(TOP.variable("clk_i").orElseThrow().isConstant()).isFalse();
  }

  @Test
  void typesAreThoseDeclared() {
    assertThat(declaration("rst_ni")).isEqualTo("logic");
    assertThat(declaration("high_i")).isEqualTo("logic [11:4]");
    assertThat(declaration("up_i")).isEqualTo("logic [0:6]");
    assertThat(declaration("signed_i")).isEqualTo("logic signed [4:0]");
    assertThat(declaration("grid_o")).isEqualTo("logic [0:1][4:1][7:0]");
    assertThat(declaration("packet_i")).isEqualTo("types_pkg::packet_t");
    assertThat(declaration("state_i")).isEqualTo("types_pkg::state_e");
    assertThat(declaration("Start")).isEqualTo("types_pkg::state_e");
    assertThat(declaration("colour_q")).isEqualTo("types.colour_e");
    assertThat(declaration("states_i")).isEqualTo("types_pkg::state_e [0:1]");
    assertThat(declaration("plain_q")).isEqualTo("logic [0:1][1:0]");
    assertThat(declaration("unp_q")).isEqualTo("unpacked struct");
    assertThat(TOP.variable("grid_o").orElseThrow().direction()).isEqualTo(Direction.OUT);
  }

  @Test
  void structsHaveFieldsWithTheirPlaces() {
    HdlType.Struct packet = (HdlType.Struct) TOP.variable("packet_q").orElseThrow().type();

    assertThat(packet.widthBits()).isEqualTo(111);
    assertThat(packet.fields())
        .extracting(f -> "%s:%s:%d".formatted(f.name(), f.type().declaration(), f.lowBit()))
        .containsExactly(
            "head:types_pkg::head_t:103",
            "valid:logic:102",
            "lanes:logic [1:0][7:0]:86",
            "tail:types_pkg::head_t [1:0]:70",
            "wide:logic [69:0]:0");
    HdlType.Struct head = (HdlType.Struct) packet.fields().getFirst().type();
    assertThat(head.field("state").orElseThrow().type())
        .isInstanceOfSatisfying(
            HdlType.Enumeration.class,
            type -> {
              assertThat(type.values())
                  .extracting(HdlType.EnumValue::name)
                  .containsExactly("Idle", "Busy", "Done");
              assertThat(type.nameOf(BigInteger.valueOf(3))).contains("Done");
              assertThat(type.nameOf(BigInteger.TWO)).isEmpty();
            });
    assertThat(head.field("plain").orElseThrow().type().declaration()).isEqualTo("logic [1:0]");
  }

  @Test
  void descriptionSurvivesBeingWrittenAndRead() {
    Design design = ModelLibrary.build(TypesRtl.spec()).design();

    assertThat(DesignText.read(DesignText.write(design))).isEqualTo(design);
  }

  @Test
  void publishingAParameterIsRefused() {
    ModelSpec spec = Rtl.spec("types").publish("types.Depth").build();

    assertThatThrownBy(() -> ModelLibrary.build(spec))
        .isInstanceOf(ModelBuildException.class)
        .hasMessage(
            "parameter needs no publishing: path=types.Depth (hint: it can be read as it is)");
  }

  private static String declaration(String name) {
    return TOP.variable(name).orElseThrow().type().declaration();
  }

  private static long parameter(String name) {
    return TOP.variable(name).orElseThrow().value().orElseThrow().longValueExact();
  }
}
