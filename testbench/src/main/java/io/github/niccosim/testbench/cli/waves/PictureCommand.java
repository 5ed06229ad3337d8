// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli.waves;

import io.github.niccosim.waveforms.Excerpt;
import io.github.niccosim.waveforms.Waveform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draw a window as a picture, without a display. */
abstract class PictureCommand extends WindowTask {
  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "SIGNAL",
      description = "Signals (default: annotations, clock and ports).")
  private List<String> names = new ArrayList<>();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      required = true,
      description = "File to write.")
  private Path target = Path.of("");

  @Option(
      names = "--mark",
      paramLabel = "TEXT",
      defaultValue = "here",
      description = "Text at --at (default: ${DEFAULT-VALUE}).")
  private String mark = "here";

  @Option(
      names = "--width",
      paramLabel = "PIXELS",
      defaultValue = "1200",
      description = "Width, 300..4000 (default: ${DEFAULT-VALUE}).")
  private int width;

  @Override
  final int run(Waveform wave) throws IOException {
    if (width < 300 || width > 4000) {
      throw badUsage("picture width is out of range: width=" + width + " (expected: 300..4000)");
    }
    Files.write(target, draw(ShowCommand.excerpt(this, wave, names, mark), width));
    wrote(target);
    return 0;
  }

  abstract byte[] draw(Excerpt excerpt, int width);

  /** As SVG. */
  @Command(
      name = "svg",
      header = "Draw a window as SVG.",
      usageHelpWidth = 96,
      footer = {"", "Example: cosim waves svg waves.fst clk_i irq_o --to 200ns -o irq.svg"})
  static final class Svg extends PictureCommand {
    @Override
    byte[] draw(Excerpt excerpt, int width) {
      return excerpt.svg(width).getBytes(StandardCharsets.UTF_8);
    }
  }

  /** As PNG. */
  @Command(
      name = "png",
      header = "Draw a window as PNG.",
      usageHelpWidth = 96,
      footer = {"", "Example: cosim waves png waves.fst clk_i irq_o --to 200ns -o irq.png"})
  static final class Png extends PictureCommand {
    @Override
    byte[] draw(Excerpt excerpt, int width) {
      return excerpt.png(width);
    }
  }
}
