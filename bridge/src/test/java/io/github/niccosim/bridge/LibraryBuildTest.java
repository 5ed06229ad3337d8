// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryBuildTest {
  @TempDir Path folder;
  private Path source;
  private Path first;
  private Path second;

  @BeforeEach
  void write() throws IOException {
    source = folder.resolve("unit.sv");
    first = Files.createDirectory(folder.resolve("first"));
    second = Files.createDirectory(folder.resolve("second"));
    Files.writeString(
        source,
        """
        `include "value.svh"
        // %s
        module unit (output logic [31:0] value_o);
          assign value_o = `VALUE;
        endmodule
        """
            .formatted(folder)); // never in the cache from an earlier run
    Files.writeString(second.resolve("value.svh"), "`define VALUE 1\n");
  }

  private ModelSpec.Builder unit() {
    return ModelSpec.builder("unit").source(source).include(first, second);
  }

  private static long valueOf(ModelLibrary library) {
    try (Model model = library.newModel()) {
      model.eval();
      return model.signal("value_o").get();
    }
  }

  @Test
  void secondBuildComesFromTheCacheUntilAnythingItReadChanges() throws IOException {
    ModelLibrary built = ModelLibrary.build(unit().build());
    assertThat(built.cached()).isFalse();
    assertThat(ModelLibrary.build(unit().build()).cached()).isTrue();

    Files.writeString(second.resolve("value.svh"), "`define VALUE 2\n");
    ModelLibrary changedInclude = ModelLibrary.build(unit().build());
    assertThat(changedInclude.cached()).isFalse();
    assertThat(valueOf(changedInclude)).isEqualTo(2);

    Files.writeString(first.resolve("value.svh"), "`define VALUE 3\n");
    ModelLibrary shadowed = ModelLibrary.build(unit().build());
    assertThat(shadowed.cached()).isFalse();
    assertThat(valueOf(shadowed)).isEqualTo(3);

    Files.delete(first.resolve("value.svh"));
    ModelLibrary back = ModelLibrary.build(unit().build());
    assertThat(back.cached()).isTrue();
    assertThat(valueOf(back)).isEqualTo(2);
    assertThat(valueOf(built)).isEqualTo(1);
  }

  @Test
  void everyPartOfTheSpecIsPartOfTheKey() {
    Path plain = ModelLibrary.build(unit().build()).file();

    for (ModelSpec other :
        List.of(
            unit().define("UNUSED", "1").build(),
            unit().assertions(false).build(),
            unit().verilatorFlag("-Wno-WIDTH").build())) {
      ModelLibrary library = ModelLibrary.build(other);
      assertThat(library.cached()).isFalse();
      assertThat(library.file()).isNotEqualTo(plain);
    }
  }

  @Test
  void twoProcessesBuildOnceAndBothGetTheLibrary() throws Exception {
    List<Process> processes = List.of(child(), child());

    List<String> outputs = new ArrayList<>();
    for (Process process : processes) {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      outputs.add(new String(process.getInputStream().readAllBytes()).strip());
    }
    assertThat(outputs).containsExactlyInAnyOrder("value=1 cached=false", "value=1 cached=true");
  }

  @Test
  void killedBuildLeavesNothingThatDisturbsTheNext() throws Exception {
    Process process = child();
    Thread.sleep(700); // somewhere inside verilator or g++
    process.destroyForcibly().waitFor();

    assertThat(valueOf(ModelLibrary.build(unit().build()))).isEqualTo(1);
  }

  private Process child() throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            BuildChild.class.getName(),
            source.toString(),
            first.toString(),
            second.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Builds in a process of its own. */
  static final class BuildChild {
    private BuildChild() {}

    public static void main(String[] args) {
      ModelLibrary library =
          ModelLibrary.build(
              ModelSpec.builder("unit")
                  .source(Path.of(args[0]))
                  .include(Path.of(args[1]), Path.of(args[2]))
                  .build());
      System.out.println("value=" + valueOf(library) + " cached=" + library.cached());
    }
  }

  @Test
  void errorsInTheRtlComeWithFileLineAndSourceLine() {
    ModelBuildException e =
        catchThrowableOfType(
            ModelBuildException.class, () -> ModelLibrary.build(Rtl.spec("broken").build()));

    assertThat(e.file()).endsWith("broken.sv");
    assertThat(e.line()).isEqualTo(4);
    assertThat(e.diagnostics().get(0).sourceLine()).isEqualTo("  assign = 3;");
    assertThat(e)
        .hasMessageStartingWith("verilator failed: top=broken errors=1")
        .hasMessageContaining("broken.sv:4: error: syntax error")
        .hasMessageContaining("\n    assign = 3;");
  }

  @Test
  void warningsAreReportedAndDoNotStopTheBuild() throws IOException {
    Files.writeString(
        source,
        "module unit (output logic [3:0] value_o);\n  assign value_o = 8'hff;\nendmodule\n");

    for (int i = 0; i < 2; i++) {
      assertThat(ModelLibrary.build(unit().build()).warnings())
          .singleElement()
          .satisfies(warning -> {
            assertThat(warning.code()).startsWith("WIDTH"); // WIDTHTRUNC from 5.010 on
            assertThat(warning.line()).isEqualTo(2);
            assertThat(warning.toString()).contains("unit.sv:2: warning-WIDTH");
          });
    }
  }

  @Test
  void mistakesInTheSpecAreNamed() {
    assertThatThrownBy(() -> ModelSpec.builder("unit").build())
        .isInstanceOf(ModelBuildException.class)
        .hasMessage("model has no source: top=unit (hint: source(...) or fileList(...))");
    assertThatThrownBy(() ->
            ModelLibrary.build(ModelSpec.builder("unit").source(folder.resolve("none.sv")).build()))
        .hasMessage("source cannot be read: file=" + folder.resolve("none.sv"));
    assertThatThrownBy(() ->
            ModelLibrary.build(ModelSpec.builder("topp").source(source).include(second).build()))
        .hasMessageContaining("verilator failed: top=topp errors=1")
        .hasMessageContaining("Specified --top-module 'topp' was not found");
    assertThatThrownBy(() -> ModelLibrary.build(unit().verilatorFlag("--timing").build()))
        .hasMessage(
            "verilator option has its own place in the spec: option=--timing (hint: timing(true))");
  }

  @Test
  void damagedOrPrunedEntryIsBuiltAgain() throws IOException {
    ModelLibrary cutOff = ModelLibrary.build(unit().define("CUT_OFF", "").build());
    Files.write(cutOff.file(), Arrays.copyOf(Files.readAllBytes(cutOff.file()), 4096));
    assertThat(valueOf(cutOff)).isEqualTo(1);

    ModelLibrary pruned = ModelLibrary.build(unit().define("PRUNED", "").build());
    BuildCache.delete(pruned.file().resolveSibling(""));
    assertThat(valueOf(pruned)).isEqualTo(1);

    Path manifest = pruned.file().resolveSibling(ModelCompiler.MANIFEST);
    Files.writeString(manifest, Files.readString(manifest).substring(0, 40));
    assertThat(ModelLibrary.build(unit().define("PRUNED", "").build()).cached()).isFalse();
  }

  @Test
  void missingToolIsNamedWithThePackageThatHasIt() {
    assertThatThrownBy(() -> ToolRun.output(List.of("verilator-that-is-not-here")))
        .isInstanceOf(ModelBuildException.class)
        .hasMessageContaining("tool cannot be started: tool=verilator-that-is-not-here")
        .hasMessageContaining("(hint: sudo apt-get install ");
  }

  @Test
  void unwritableCacheIsNamed() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    BuildCache cache = new BuildCache(file.resolve("cache"));

    assertThatThrownBy(() -> cache.findOrMake("key", () -> null, () -> {}))
        .isInstanceOf(ModelBuildException.class)
        .hasMessageStartingWith("build cache cannot be used: folder=" + file.resolve("cache"))
        .hasMessageEndingWith("(hint: set NICCOSIM_CACHE_DIR)");
  }
}
