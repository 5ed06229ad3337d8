// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arrays of several dimensions, of structs, and memory files, with {@code types.sv}. */
class MemoryCosimTest {
  private static final ModelLibrary LIBRARY = ModelLibrary.build(TypesRtl.spec());

  @TempDir Path folder;
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
  void arraysOfSeveralDimensionsAreIndexedAsDeclared() {
    Memory grid = model.memory("grid_o"); // [0:1][4:1]
    for (int row = 0; row < 2; row++) {
      for (int column = 1; column < 5; column++) {
        assertThat(grid.get(grid.index(row, column))).isEqualTo(10L * row + column);
      }
    }
    assertThatThrownBy(() -> grid.index(1, 0))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage(
            "memory index is out of range: memory=grid_o dimension=1 index=0 (expected: 1..4)");
    assertThatThrownBy(() -> grid.index(1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> grid.set(0, 1)).hasMessageContaining("memory cannot be written");
  }

  @Test
  void arrayPortsCarryTheirDeclaredIndices() {
    Memory heads = model.memory("heads_i"); // [1:2]

    assertThat(heads.firstIndex()).isEqualTo(1);
    heads.field("state").setEnum(2, "Done");
    heads.field("tag").set(2, 0xf);

    assertThat(heads.get(2)).isEqualTo(0xfc);
    assertThat(heads.get(1)).isZero();
    assertThat(heads.type().declaration()).isEqualTo("types_pkg::head_t [1:2]");
    assertThatThrownBy(() -> heads.get(0))
        .hasMessage("memory index is out of range: memory=heads_i index=0 (expected: 1..2)");
    assertThatThrownBy(() -> heads.field("tag").set(1, 16))
        .hasMessage("value does not fit the signal: signal=heads_i[].tag width=4 value=0x10");
  }

  @Test
  void fieldsOfTheRegistersBehindAnArrayAreWritten() {
    Stepper stepper = model.stepper();
    Memory history = model.memory("types.history_q"); // [0:1][0:2]

    history.field("state").setEnum(history.index(1, 2), "Busy");
    history.field("tag").set(history.index(1, 2), 9);
    stepper.advance(1000);

    assertThat(history.get(5)).isEqualTo(0x94);
    assertThat(history.field("state").getEnum(5)).isEqualTo("Busy");
    assertThat(history.elements()).isEqualTo(6);
  }

  @Test
  void hexFilesAreReadLikeReadmemh() throws IOException {
    Path file = folder.resolve("mem.hex");
    Files.writeString(
        file, "// header\n1 a_b /* two\nlines */ @5 fff\n@00f\n123 // the last one\n");
    Memory mem = model.memory("types.mem");
    mem.set(2, 0x77);

    mem.readHex(file);

    assertThat(mem.get(0)).isEqualTo(1);
    assertThat(mem.get(1)).isEqualTo(0xab);
    assertThat(mem.get(2)).isEqualTo(0x77);
    assertThat(mem.get(5)).isEqualTo(0xfff);
    assertThat(mem.get(15)).isEqualTo(0x123);
  }

  @Test
  void wrongHexFilesAreRefusedAsAWhole() throws IOException {
    Memory mem = model.memory("types.mem");
    Path file = folder.resolve("wrong.hex");
    for (String text :
        new String[] {"1\n1000", "1\n@10 1", "1\nxyz", "1\n12/3", "1\n@fffffffff 1"}) {
      Files.writeString(file, text);
      assertThatThrownBy(() -> mem.readHex(file))
          .isInstanceOf(ModelException.class)
          .hasMessageStartingWith(
              "memory file is not understood: file=%s line=2 reason=".formatted(file));
    }
    assertThat(mem.get(0)).isZero();
    assertThatThrownBy(() -> mem.readHex(folder.resolve("none")))
        .hasMessageStartingWith("memory file cannot be read");
  }

  @Test
  void filesSurviveARoundTripAtOddWidthsAndBounds() throws IOException {
    Memory wide = model.memory("types.wide_mem"); // [99:0] at [4:11]
    for (int i = 4; i <= 11; i++) {
      byte[] value = new byte[13];
      java.util.Arrays.fill(value, (byte) (0x11 * (i - 3)));
      value[12] = (byte) (i - 3);
      wide.setBytes(i, value, 0);
    }
    byte[] before = wide.toBytes();
    Path hex = folder.resolve("wide.hex");
    Path binary = folder.resolve("wide.bin");

    wide.writeHex(hex);
    wide.writeBinary(binary);
    wide.setAll(4, new byte[8 * 13]);
    assertThat(wide.toBytes()).containsOnly(0);
    wide.readHex(hex);
    assertThat(wide.toBytes()).isEqualTo(before);
    wide.setAll(4, new byte[8 * 13]);
    wide.readBinary(binary);

    assertThat(wide.toBytes()).isEqualTo(before);
    assertThat(Files.readString(hex)).startsWith("@4\n" + "1" + "11".repeat(12) + "\n");
    assertThat(Files.size(binary)).isEqualTo(8 * 13);
    Files.write(binary, new byte[14]);
    assertThatThrownBy(() -> wide.readBinary(binary)).hasMessageContaining("wrong size");
  }

  @Test
  void bulkWritesAreCheckedAndCollected() {
    Stepper stepper = model.stepper();
    Memory mem = model.memory("types.mem");
    byte[] values = {1, 0, 2, 0, (byte) 0xff, 0x0f};

    mem.setAll(13, values);
    assertThat(mem.get(13)).isZero();
    stepper.advance(1000);
    assertThat(mem.get(15)).isEqualTo(0xfff);

    values[5] = 0x1f;
    assertThatThrownBy(() -> mem.setAll(13, values))
        .isInstanceOf(ModelException.class)
        .hasMessage(
            "value does not fit the memory: memory=types.mem index=15 width=12 value=0x1fff");
    assertThatThrownBy(() -> mem.setAll(14, values)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
