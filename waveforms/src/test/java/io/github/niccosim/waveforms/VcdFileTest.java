// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VcdFileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("io.github.niccosim.waveforms.CorpusTest#sources")
  void wholeTraceHasTheSameContent(CorpusTest.Source source) throws IOException {
    try (Waveform wave = Waveform.open(Corpus.file(source.file()));
        Waveform copy = Waveform.open(VcdFile.of(wave).write(folder.resolve("copy.vcd")))) {
      assertThat(copy.contentHash()).isEqualTo(wave.contentHash());
      assertThat(copy.variables().stream().map(Variable::enumTable).toList())
          .isEqualTo(wave.variables().stream().map(Variable::enumTable).toList());
    }
  }

  @Test
  void windowBeginsWithAllValuesAndHasTheChosenSignals() throws IOException {
    try (Waveform wave =
        Traces.vcd(
            """
            $timescale 1ns $end $scope module top $end $scope module sub $end
            $var wire 1 ! a $end $var wire 8 " b [7:0] $end $upscope $end
            $var string 1 # text $end $var wire 1 $ other $end $upscope $end
            $enddefinitions $end
            #0 0! b101 " sone\\040word # 0$
            #10 1! #20 b111 " stwo # 1$ #30 0! #40 1!
            """)) {
      Path cut =
          VcdFile.of(wave)
              .signals(List.of(one(wave, "top.sub.a"), one(wave, "top.text")))
              .windowPs(15_000, 30_000)
              .write(folder.resolve("cut.vcd"));

      assertThat(Files.readString(cut))
          .isEqualTo(
              """
              $version nic-cosim $end
              $timescale 1 ns $end
              $scope module top $end
              $var string 1 $ text $end
              $scope module sub $end
              $var wire 1 " a $end
              $upscope $end
              $upscope $end
              $enddefinitions $end
              #15
              $dumpvars
              sone\\040word $
              1"
              $end
              #20
              stwo $
              #30
              0"
              """);
    }
  }

  private static Variable one(Waveform wave, String path) {
    return wave.hierarchy().find(path).orElseThrow();
  }

  @Test
  void emptyWindowIsRefused() throws IOException {
    try (Waveform wave = Waveform.open(Corpus.file(CorpusTest.sources().getFirst().file()))) {
      VcdFile part = VcdFile.of(wave);

      assertThatThrownBy(() -> part.windowPs(2, 1))
          .hasMessage("window is empty: from=2 to=1 (expected: from <= to)");
    }
  }
}
