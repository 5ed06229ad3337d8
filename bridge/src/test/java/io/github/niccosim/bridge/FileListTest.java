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
  void namesInAListIncludedBySmallFAreRelativeToTheOuterList() throws IOException {
    Path nested = Files.createDirectories(folder.resolve("nested"));
    for (String name : new String[] {"a.sv", "nested/a.sv", "nested/only.sv"}) {
      Files.createFile(folder.resolve(name));
    }
    Files.writeString(nested.resolve("more.f"), "a.sv only.sv\n");

    assertThat(read("-f nested/more.f\n").sources())
        .containsExactly(folder.resolve("a.sv"), nested.resolve("only.sv"));
    assertThat(read("-F nested/more.f\n").sources())
        .containsExactly(nested.resolve("a.sv"), nested.resolve("only.sv"));
  }

  @Test
  void quotesAndVariablesAreResolvedAsAShellDoes() throws IOException {
    Files.createFile(folder.resolve("a.sv"));
    ModelSpec spec =
        read(
            """
            $BASE/a.sv ${BASE}/a.sv "$(BASE)/a.sv"
            +define+TEXT=\\"two\\ words\\"+PLAIN='$BASE'
            -DMESSAGE="a b"
            -GWidth=8'h1f -GAll='1 -GName='my text'
            -DHALF=1 \\
            -DOTHER=2
            """);

    Path a = folder.resolve("a.sv");
    assertThat(spec.sources()).containsExactly(a, a, a);
    assertThat(spec.defines())
        .containsEntry("TEXT", "\"two words\"")
        .containsEntry("PLAIN", "$BASE")
        .containsEntry("MESSAGE", "a b")
        .containsEntry("HALF", "1")
        .containsEntry("OTHER", "2");
    assertThat(spec.parameters())
        .containsEntry("Width", "8'h1f")
        .containsEntry("All", "'1")
        .containsEntry("Name", "my text");
  }

  @Test
  void optionsOfTheBuildSetWhatTheSpecSays() throws IOException {
    for (String name : new String[] {"a.sv", "model.cpp", "lib.a"}) {
      Files.createFile(folder.resolve(name));
    }
    ModelSpec spec =
        read(
            """
            a.sv model.cpp lib.a --cc --exe --build -timing --no-assert --threads 3 --trace
            --coverage-line -CFLAGS "-O1 -DX" -LDFLAGS -lm -Wno-WIDTH --x-assign fast --top top
            """);

    assertThat(spec.timing()).isTrue();
    assertThat(spec.assertions()).isFalse();
    assertThat(spec.threads()).isEqualTo(3);
    assertThat(spec.trace()).isEqualTo(TraceFormat.VCD);
    assertThat(spec.coverage()).containsExactly(CoverageKind.LINE);
    assertThat(spec.cxxSources()).containsExactly(folder.resolve("model.cpp"));
    assertThat(spec.cxxFlags()).containsExactly("-O1", "-DX");
    assertThat(spec.linkFlags()).containsExactly(folder.resolve("lib.a").toString(), "-lm");
    assertThat(spec.verilatorFlags()).containsExactly("-Wno-WIDTH", "--x-assign", "fast");
  }

  private ModelSpec read(String text) throws IOException {
    Path list = folder.resolve("list.f");
    Files.writeString(list, text);
    ModelSpec.Builder spec = ModelSpec.builder("top");
    new FileList(spec, name -> name.equals("BASE") ? folder.toString() : null).read(list);
    return spec.build();
  }

  @Test
  void mistakesAreNamed() throws IOException {
    assertMistake("missing.sv\n", "filelist names a missing file: file=%s entry=missing.sv");
    assertMistake("-f\n", "filelist option has no value: file=%s option=-f");
    assertMistake(
        "$NOT_SET_ANYWHERE/a.sv\n",
        "filelist uses an unset variable: file=%s line=1 variable=NOT_SET");
    assertMistake("\n+define+A=\"x\n", "filelist has a quote without end: file=%s line=2");
    assertMistake("${A\n", "filelist has a variable without end: file=%s line=1");
    assertMistake("--threads two\n", "filelist option is no number: file=%s option=--threads");
    assertMistake("--top other\n", "filelist names another top module: file=%s top=other");
    assertMistake("-GWidth\n", "filelist parameter is not NAME=VALUE: file=%s text=Width");
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
