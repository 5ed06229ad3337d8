// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

class ExcerptSvgTest {
  private static Document parse(String svg)
      throws IOException, ParserConfigurationException, SAXException {
    byte[] bytes = svg.getBytes(StandardCharsets.UTF_8);
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(bytes));
  }

  /** The picture in the documentation is this one; delete the file to have it drawn anew. */
  @Test
  void drawsThePictureOfTheDocumentation() throws IOException {
    Path picture = Path.of("doc", "excerpt.svg");
    try (Waveform wave = Waveform.open(Corpus.file("verilator/shapes.fst"))) {
      String svg =
          Excerpt.of(wave)
              .signals("TOP.clk_i", "TOP.irq_o", "TOP.shapes.state_q", "TOP.shapes.mem_q*")
              .signals("TOP.shapes.op_q", "TOP.shapes.level")
              .aroundPs("TOP.clk_i", 100_000, 3, 4)
              .markPs(102_000, "completion before data")
              .svg(900);
      if (Files.notExists(picture)) {
        Files.writeString(picture, svg);
      }

      assertThat(svg).isEqualTo(Files.readString(picture));
    }
  }

  @Test
  void isWellFormedForNamesWithMarkup() throws Exception {
    Waveform wave =
        Traces.vcd("$var wire 8 ! <a&b> [7:0] $end $enddefinitions $end #0 b1 ! #9 bx !\n");
    Document document = parse(Excerpt.of(wave).signals("<a&b>").markPs(1000, "\"<&>").svg(400));

    assertThat(document.getDocumentElement().getTextContent()).contains("<a&b>", "1 ns: \"<&>");
  }

  @Test
  void growsWithThePictureNotWithTheTrace() throws Exception {
    StringBuilder text = new StringBuilder("$var wire 1 ! c $end $var wire 8 d v $end ");
    text.append("$enddefinitions $end\n");
    for (int i = 0; i < 200_000; i++) {
      text.append('#').append(i).append('\n').append(i & 1).append("!\nb");
      text.append(Integer.toBinaryString(i & 255)).append(" d\n");
    }
    String svg = Excerpt.of(Traces.vcd(text.toString())).signals("c", "v").svg(600);

    assertThat(svg.length()).isLessThan(100_000);
    assertThat(parse(svg).getElementsByTagName("path").getLength()).isGreaterThan(400);
  }
}
