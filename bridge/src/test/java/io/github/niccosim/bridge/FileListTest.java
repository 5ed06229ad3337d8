// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileListTest {
  @TempDir Path folder;

  @Test
  void optionsOfEveryKindReachTheSpec() throws IOException {
    Files.createDirectories(folder.resolve("inc"));
    Files.createDirectories(folder.resolve("lib"));
    Path nested = Files.createDirectories(folder.resolve("nested"));
    for (String name : new String[] {"a.sv", "cells.v", "nested/b.sv", "with space.sv"}) {
      Files.createFile(folder.resolve(name));
    }
    Files.writeString(nested.resolve("more.f"), "b.sv // beside its own list\n");
    Path list = folder.resolve("top.f");
    Files.writeString(
        list,
        """
        # comment
        a.sv            // another
        /* and
           another */
        -F nested/more.f
        "with space.sv"
        +incdir+inc+lib
        +define+DEPTH=4+FLAG
        -DWIDTH=8
        -y lib
        -v cells.v
        -GName=3
        -Wno-WIDTH
        """);

    ModelSpec spec = ModelSpec.builder("top").fileList(list).build();

    assertThat(spec.sources())
        .containsExactly(
            folder.resolve("a.sv"), nested.resolve("b.sv"), folder.resolve("with space.sv"));
    assertThat(spec.includes()).containsExactly(folder.resolve("inc"), folder.resolve("lib"));
    assertThat(spec.defines())
        .containsEntry("DEPTH", "4")
        .containsEntry("FLAG", "")
        .containsEntry("WIDTH", "8");
    assertThat(spec.libraryFolders()).containsExactly(folder.resolve("lib"));
    assertThat(spec.libraryFiles()).containsExactly(folder.resolve("cells.v"));
    assertThat(spec.parameters()).containsEntry("Name", "3");
    assertThat(spec.verilatorFlags()).containsExactly("-Wno-WIDTH");
  }

  @Test
  void mistakesAreNamed() throws IOException {
    assertMistake("missing.sv\n", "filelist names a missing file: file=%s entry=missing.sv");
    assertMistake("-f\n", "filelist option has no value: file=%s option=-f");
    assertMistake("$NOT_SET_ANYWHERE/a.sv\n", "filelist uses an unset variable: file=%s variable=");
    assertMistake("-F list.f\n", "filelists include each other: file=%s");
    assertThatThrownBy(() -> ModelSpec.builder("top").fileList(folder.resolve("none.f")))
        .hasMessageStartingWith("filelist cannot be read: file=" + folder.resolve("none.f"));
  }

  private void assertMistake(String text, String message) throws IOException {
    Path list = folder.resolve("list.f");
    Files.writeString(list, text);
    assertThatThrownBy(() -> ModelSpec.builder("top").fileList(list))
        .isInstanceOf(ModelBuildException.class)
        .hasMessageStartingWith(message.formatted(list));
  }
}
