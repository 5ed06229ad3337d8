// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.rtl;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.bridge.Model;
import io.github.niccosim.bridge.ModelLibrary;
import io.github.niccosim.bridge.TraceFormat;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The engine builds through the bridge and moves frames under the C++ host. */
class NicDmaTest {

  @Test
  void everyFrameArrivesUnderTheNativeHost() {
    NicDmaParameters parameters = NicDmaParameters.defaults();
    ModelLibrary library =
        ModelLibrary.build(NicDma.benchBuilder(parameters, TraceFormat.NONE).build());

    try (Model model = library.newModel()) {
      long cycles =
          model.callNative(NicDma.BENCH_FUNCTION, NicDma.benchArguments(500, 1500, 50, 4, 7));

      assertThat(cycles).isBetween(500L * 95, 500L * 110);
    }
  }

  @Test
  void filelistNamesEverySource() throws Exception {
    List<String> lines = Files.readAllLines(NicDma.fileList());

    try (var sources = Files.list(NicDma.fileList().resolveSibling("src"))) {
      sources
          .map(path -> path.getFileName().toString())
          .filter(name -> name.endsWith(".sv"))
          .forEach(name -> assertThat(lines).contains("src/" + name));
    }
  }
}
