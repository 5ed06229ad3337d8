// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ExportTest {
  /** The picture in the documentation is this one; delete the file to have it drawn anew. */
  @Test
  void pngIsTheSameOnEveryMachine() throws IOException {
    Path picture = Path.of("doc", "excerpt.png");
    try (Waveform wave = Waveform.open(Corpus.file("verilator/shapes.fst"))) {
      byte[] png =
          Excerpt.of(wave)
              .signals("TOP.clk_i", "TOP.irq_o", "TOP.shapes.state_q", "TOP.shapes.mem_q*")
              .signals("TOP.shapes.op_q", "TOP.shapes.level")
              .aroundPs("TOP.clk_i", 100_000, 3, 4)
              .markPs(102_000, "completion before data")
              .png(1400);
      if (Files.notExists(picture)) {
        Files.write(picture, png);
      }
      BufferedImage mine = ImageIO.read(new ByteArrayInputStream(png));
      BufferedImage documented = ImageIO.read(picture.toFile());

      assertThat(mine.getWidth()).isEqualTo(1400);
      assertThat(pixels(mine)).isEqualTo(pixels(documented));
    }
  }

  private static int[] pixels(BufferedImage image) {
    int[] none = null;
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), none, 0, image.getWidth());
  }

  @Test
  void waveJsonHasOneCharacterPerCycle() throws IOException {
    Waveform wave = Traces.vcd(Traces.handshake());

    assertThat(WaveJson.of(wave, "clk_i", wave.match("top.*"), 20, 70))
        .isEqualTo(
            """
            {"signal":[
            {"name":"clk_i","wave":"p....."},
            {"name":"valid","wave":"1.01.."},
            {"name":"ready","wave":"010.1."},
            {"name":"data","wave":"=..===","data":["05","06","07","08"]}],
            "head":{"text":"from 20 ns"}}
            """);
    assertThatThrownBy(() -> WaveJson.of(wave, "clk_i", wave.match("top.*"), 21, 22))
        .hasMessage(
            "window does not suit WaveJSON: edges=0 (expected: 1..1000 | hint: --from and --to)");
  }

  @Test
  void surferCommandsAreOnePerLine() throws IOException {
    Waveform wave = Traces.vcd(Traces.handshake());

    assertThat(
            SurferFile.of(wave)
                .group("the handshake", "top.valid", "top.r*")
                .group("nothing", "no.such")
                .add(wave.match("top.data"))
                .cursorPs(51_000)
                .text())
        .isEqualTo(
            """
            divider_add the_handshake
            variable_add top.valid
            variable_add top.ready
            variable_add top.data
            cursor_set 51000ps
            zoom_fit
            """);
  }

  @Test
  void spansOfDifferenceCoverExactlyTheTimesWithDifferentValues() throws IOException {
    String text = "$timescale 1ps $end $var wire 8 ! v $end $enddefinitions $end\n";
    SignalHistory a = Traces.vcd(text + "#0 b1 ! #10 b10 ! #20 b11 ! #40 b0 !\n").history("v");
    SignalHistory b = Traces.vcd(text + "#0 b1 ! #12 b10 ! #20 b11 ! #30 bx !\n").history("v");

    assertThat(DifferenceSpans.of(a, b, 0, 50)).containsExactly(10, 12, 30, 50);
    assertThat(DifferenceSpans.of(a, b, 11, 45)).containsExactly(11, 12, 30, 45);
    assertThat(DifferenceSpans.of(a, a, 0, 50)).isEmpty();
  }
}
