// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One project of another shape than ours, built from its filelist alone. */
class FileListCosimTest {
  private static final Map<String, String> PROJECT =
      Map.of(
          "project.f",
          """
          +incdir+include/ip      // a folder of headers
          -F ip/ip.f
          -f sim/options.f
          -y cells
          -v library.v
          +define+ANSWER=42+FLAG
          -GWidth=5
          """,
          "ip/ip.f",
          "top.sv",
          "sim/options.f",
          "sim/native.cpp -CFLAGS -DNATIVE=7 /* relative to project.f */ -Wno-DECLFILENAME",
          "ip/top.sv",
          """
          `include "from_include.svh"
          module project #(parameter int Width = 1) (
            output logic [31:0] define_o, include_o, folder_o, file_o,
            output logic [Width-1:0] parameter_o
          );
            assign define_o  = `ANSWER
          `ifdef FLAG
              + 1
          `endif
              ;
            assign include_o = `FROM_INCLUDE;
            assign parameter_o = '1;
            from_folder u_folder (.value_o(folder_o));
            from_file   u_file   (.value_o(file_o));
          endmodule
          """,
          "include/ip/from_include.svh",
          "`define FROM_INCLUDE 11\n",
          "cells/from_folder.v",
          "module from_folder (output [31:0] value_o); assign value_o = 12; endmodule\n",
          "library.v",
          """
          module from_file (output [31:0] value_o); assign value_o = 13; endmodule
          module unused (output broken); does_not_exist u_none (broken); endmodule
          """,
          "sim/native.cpp",
          """
          #include "model_abi.h"
          extern "C" NC_EXPORT int64_t native_value(void*, const int64_t*, int32_t) {
              return NATIVE;
          }
          """);

  @TempDir Path folder;

  @Test
  void everyKindOfEntryArrivesInTheModel() throws IOException {
    for (Map.Entry<String, String> file : PROJECT.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    ModelSpec spec = ModelSpec.builder("project").fileList(folder.resolve("project.f")).build();

    try (Model model = ModelLibrary.build(spec).newModel()) {
      model.eval();

      assertThat(model.signal("define_o").get()).isEqualTo(43);
      assertThat(model.signal("include_o").get()).isEqualTo(11);
      assertThat(model.signal("folder_o").get()).isEqualTo(12);
      assertThat(model.signal("file_o").get()).isEqualTo(13);
      assertThat(model.signal("parameter_o").get()).isEqualTo(31);
      assertThat(model.callNative("native_value")).isEqualTo(7);
    }
  }
}
