// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Parameters, published internals, memories and array ports. */
class StoreCosimTest {
  private static final String BANK = "store.gen_bank[1].u_bank.";
  private static final ModelLibrary LIBRARY =
      ModelLibrary.build(
          Rtl.spec("store")
              .include(Rtl.file("include"))
              .define("STORE_WIDTH", "65")
              .parameter("Depth", 8)
              .parameter("Name", "two words")
              .parameterLiteral("Magic", "128'hfedcba98_76543210_01234567_89abcdef")
              .publish("store.gen_bank[0].u_bank.writes_q")
              .publishWritable("store.*.u_bank.mem")
              .build());

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
  void parametersOfEveryKindArrive() {
    assertThat(model.signal("depth_o").get()).isEqualTo(8);
    assertThat(model.signal("name_length_o").get()).isEqualTo(9);
    assertThat(model.signal("magic_o").getWord(1)).isEqualTo(0xfedcba98_76543210L);
    assertThat(model.signal("magic_o").getWord(0)).isEqualTo(0x01234567_89abcdefL);
    assertThat(model.signal("data_i").widthBits()).isEqualTo(65);
  }

  @Test
  void memoryIsReadAndWrittenFromOutside() {
    Memory memory = model.memory(BANK + "mem");
    byte[] element = {1, 2, 3, 4, 5, 6, 7, 8, 1};
    memory.setBytes(7, element, 0);
    model.signal("addr_i").set(0x87);
    model.eval();

    byte[] seen = new byte[9];
    model.signal("data_o").getBytes(seen, 0);
    assertThat(seen).isEqualTo(element);
    assertThat(memory.elements()).isEqualTo(8);
    assertThat(memory.widthBits()).isEqualTo(65);
    assertThat(model.memory("store.gen_bank[0].u_bank.mem")).isNotNull();
  }

  @Test
  void memoryShowsWhatTheDesignWrote() {
    model.signal("we_i").set(1);
    model.signal("addr_i").set(0x83);
    model.signal("data_i").set(0x1234);
    model.signal("clk_i").set(1);
    model.eval();

    byte[] element = new byte[9];
    model.memory(BANK + "mem").getBytes(3, element, 0);
    assertThat(element).startsWith(0x34, 0x12);
    assertThat(model.signal(BANK + "writes_q").get()).isEqualTo(1);
    assertThat(model.signal("store.gen_bank[0].u_bank.writes_q").get()).isZero();
  }

  @Test
  void memoryBoundsAndWidthsAreChecked() {
    Memory memory = model.memory(BANK + "mem");

    assertThatThrownBy(() -> memory.getBytes(8, new byte[9], 0))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage(
            "memory index is out of range: memory=" + BANK + "mem index=8 (expected: 0..7)");
    assertThatThrownBy(() -> memory.set(-1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> memory.setBytes(0, new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 2}, 0))
        .hasMessageContaining("value does not fit the memory: memory=" + BANK + "mem index=0");
  }

  @Test
  void signalPublishedReadOnlyCannotBeWritten() {
    assertThatThrownBy(() -> model.signal(BANK + "writes_q").set(1))
        .hasMessage(
            "signal cannot be written: signal=%swrites_q direction=INTERNAL".formatted(BANK)
                + " (hint: publishWritable(\"%swrites_q\"))".formatted(BANK));
  }

  @Test
  void arrayPortIsAMemory() {
    Memory row = model.memory("row_i");
    for (int i = 0; i < 4; i++) {
      row.set(i, 10L * i);
    }
    model.eval();

    assertThat(model.signal("sum_o").get()).isEqualTo(60);
    assertThat(model.signal("sum_o").widthBits()).isEqualTo(8);
    assertThatThrownBy(() -> model.signal("row_i"))
        .hasMessage("path names a memory, not a signal: path=row_i (hint: memory(\"row_i\"))");
    assertThatThrownBy(() -> model.memory("sum_o")).hasMessageContaining("path names a signal");
  }

  @Test
  void publishingWhatDoesNotExistFailsTheBuildWithASuggestion() {
    ModelSpec spec =
        Rtl.spec("store").include(Rtl.file("include")).publish("store.u_bank.write_q").build();

    assertThatThrownBy(() -> ModelLibrary.build(spec))
        .isInstanceOf(ModelBuildException.class)
        .hasMessage(
            "published signal does not exist: path=store.u_bank.write_q"
                + " (hint: did you mean store.gen_bank[0].u_bank.writes_q,"
                + " store.gen_bank[1].u_bank.writes_q?)");
  }
}
