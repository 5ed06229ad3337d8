// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees who made a mistake in the sources or in the spec. */
class CompileErrorTest {
  @TempDir Path folder;

  @Test
  void missingModuleIsReportedAtItsInstance() throws IOException {
    Path file = rtl("module top;\n  absent u_absent ();\nendmodule\n");

    ModelBuildException e = failure(ModelSpec.builder("top").source(file));

    assertPlace(e, file, 2, "  absent u_absent ();");
    assertThat(e).hasMessageContaining("absent");
  }

  @Test
  void missingIncludeIsReportedAtItsLine() throws IOException {
    Path file = rtl("module top;\n`include \"absent.svh\"\nendmodule\n");

    ModelBuildException e = failure(ModelSpec.builder("top").source(file));

    assertPlace(e, file, 2, "`include \"absent.svh\"");
    assertThat(e).hasMessageContaining("absent.svh");
  }

  @Test
  void unknownParameterIsNamed() throws IOException {
    Path file = rtl("module top #(parameter int Width = 1);\nendmodule\n");

    ModelBuildException e = failure(ModelSpec.builder("top").source(file).parameter("Widht", 3));

    assertThat(e).hasMessageStartingWith("verilator failed: top=top errors=1");
    assertThat(e).hasMessageContaining("Widht");
  }

  @Test
  void everyErrorOfAFileIsADiagnosticInOrder() throws IOException {
    Path file =
        rtl(
            "module top (output logic a_o, b_o);\n  assign a_o = x;\n  assign b_o = y;\nendmodule\n");

    ModelBuildException e = failure(ModelSpec.builder("top").source(file));

    assertThat(e.diagnostics().stream().filter(BuildDiagnostic::error))
        .extracting(BuildDiagnostic::line)
        .containsExactly(2, 3);
  }

  @Test
  void errorInExtraCppIsReportedWithItsOwnFileAndLine() throws IOException {
    Path file = rtl("module top (output logic a_o);\n  assign a_o = 1'b1;\nendmodule\n");
    Path cpp = folder.resolve("loop.cpp");
    Files.writeString(cpp, "#include \"model_abi.h\"\nint answer() {\n    return fortytwo;\n}\n");

    ModelBuildException e = failure(ModelSpec.builder("top").source(file).cxxSource(cpp));

    assertPlace(e, cpp, 3, "    return fortytwo;");
    assertThat(e).hasMessageStartingWith("compiling the model failed: top=top errors=1");
  }

  @Test
  void functionNobodyDefinesIsReportedByTheLinker() throws IOException {
    Path file = rtl("module top (output logic a_o);\n  assign a_o = 1'b1;\nendmodule\n");
    Path cpp = folder.resolve("loop.cpp");
    Files.writeString(
        cpp,
        """
        #include "model_abi.h"
        int64_t absent();
        extern "C" NC_EXPORT int64_t f(void*, const int64_t*, int32_t) { return absent(); }
        """);

    ModelBuildException e = failure(ModelSpec.builder("top").source(file).cxxSource(cpp));

    assertThat(e)
        .hasMessageStartingWith("linking the model failed: top=top")
        .hasMessageContaining("undefined reference to `absent()'");
  }

  @Test
  void warningTurnedIntoAnErrorStopsTheBuild() throws IOException {
    Path file = rtl("module top (output logic [3:0] a_o);\n  assign a_o = 8'hff;\nendmodule\n");

    ModelBuildException e =
        failure(ModelSpec.builder("top").source(file).verilatorFlag("-Werror-WIDTH"));

    assertPlace(e, file, 2, "  assign a_o = 8'hff;");
    assertThat(e.diagnostics().get(0).code()).startsWith("WIDTH");
  }

  @Test
  void fullDiskIsNamedInsteadOfItsManyConsequences() {
    assertThat(
            Diagnostics.failed(
                "compiling the model", "top", "x.cpp:1:1: error: y\nNo space left on device\n"))
        .hasMessage(
            "compiling the model failed: top=top reason=no space left on device (hint: free some,"
                + " or set NICCOSIM_CACHE_DIR to another disk)");
    assertThat(Diagnostics.failed("linking the model", "top", ""))
        .hasMessage(
            "linking the model failed: top=top output=none"
                + " (hint: is the disk of NICCOSIM_CACHE_DIR full?)");
  }

  private Path rtl(String text) throws IOException {
    return Files.writeString(folder.resolve("top.sv"), text);
  }

  private static ModelBuildException failure(ModelSpec.Builder spec) {
    ModelBuildException e =
        catchThrowableOfType(ModelBuildException.class, () -> ModelLibrary.build(spec.build()));
    assertThat(e).isNotNull();
    return e;
  }

  private static void assertPlace(ModelBuildException e, Path file, int line, String source) {
    assertThat(e.file()).isEqualTo(file.toString());
    assertThat(e.line()).isEqualTo(line);
    assertThat(e.diagnostics().get(0).sourceLine()).isEqualTo(source);
    assertThat(e).hasMessageContaining(file + ":" + line + ": error");
  }
}
