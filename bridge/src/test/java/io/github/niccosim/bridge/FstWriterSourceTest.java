// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FstWriterSourceTest {
  private static final Path INSTALLED =
      Toolchain.installed().verilatorInclude().resolve(FstWriterSource.PATH);

  @Test
  void bothLoopsOfTheInstalledWriterAreReplaced() throws Exception {
    String text = FstWriterSource.faster(Files.readString(INSTALLED), "fstapi.c");

    assertThat(text)
        .contains("is_binary = niccosim_is_binary(pnt, vm4ip[1]);")
        .contains("niccosim_pack(scratchpnt, pnt, vm4ip[1]);")
        .doesNotContain("idx -= 8");
  }

  @Test
  void unknownWriterStaysAsItIs() {
    assertThat(FstWriterSource.faster("int x;\n", "fstapi.c"))
        .isEqualTo("#line 1 \"fstapi.c\"\nint x;\n");
  }
}
