// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.niccosim.waveforms.Waveform;
import io.github.niccosim.waveforms.transaction.Attribute;
import io.github.niccosim.waveforms.transaction.DescriptorLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The viewer in a real browser: {@code src/test/viewer/viewer.mjs} in headless Chromium through
 * Playwright. {@code -Pviewer} installs playwright-core first; pictures land in {@code
 * target/viewer}.
 */
class ViewerTest {
  private static final Path WORK = Path.of("target", "viewer").toAbsolutePath();
  private static final Path SOURCE = Path.of("src", "test", "viewer").toAbsolutePath();
  private static final int SIGNALS = 20;
  private static final int CYCLES = 50_000;

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void readerFindsTheCause() throws Exception {
    Path chromium = onPath("chromium", "chromium-browser", "google-chrome");
    assumeTrue(chromium != null, "no Chromium: looked for chromium and google-chrome on PATH");
    assumeTrue(onPath("node") != null, "no node on PATH");
    Files.createDirectories(WORK);
    if (Boolean.getBoolean("waveforms.viewer.install")) {
      install();
    }
    Path playwright = WORK.resolve("node_modules/playwright-core");
    assumeTrue(Files.exists(playwright), "no playwright-core (hint: -Pviewer installs it)");

    Result result =
        run(
            "node",
            SOURCE.resolve("viewer.mjs").toString(),
            WORK.toString(),
            String.valueOf(chromium),
            smallPage().toString(),
            largePage().toString(),
            WORK.toString());

    assertThat(result.code()).as(result.output()).isZero();
    assertThat(result.output()).contains("ok a million changes");
    System.out.println(result.output());
  }

  private static void install() throws Exception {
    Files.copy(
        SOURCE.resolve("package.json"),
        WORK.resolve("package.json"),
        StandardCopyOption.REPLACE_EXISTING);
    Result result = run("npm", "install", "--no-audit", "--no-fund", "--prefix", WORK.toString());
    assertThat(result.code()).as(result.output()).isZero();
  }

  /** The corpus design with descriptors, a flag, and a second run that differs in one place. */
  private static Path smallPage() throws IOException {
    Path corpus = Path.of("src", "test", "resources", "waves", "verilator");
    Path other = WORK.resolve("other.vcd");
    String vcd = Files.readString(corpus.resolve("shapes-short.vcd"), StandardCharsets.ISO_8859_1);
    Files.writeString(other, vcd.replaceFirst("(?s)(#60000.*?)b[01]+ ", "$1b1010101 "));
    try (Waveform wave = Waveform.open(corpus.resolve("shapes.fst"));
        Waveform first = Waveform.open(other)) {
      return HtmlView.of(wave)
          .title("shapes")
          .transactions(descriptors().transactions())
          .compareTo(first)
          .group("state", "TOP.clk_i", "TOP.irq_o", "TOP.shapes.state_q", "TOP.shapes.op_q")
          .group("memory", "TOP.shapes.mem_q*", "TOP.shapes.level")
          .flagPs(102_000, "completion before data")
          .viewPs(40_000, 240_000)
          .write(WORK.resolve("small.html"));
    }
  }

  static DescriptorLog descriptors() {
    DescriptorLog log = new DescriptorLog();
    for (int i = 0; i < 16; i++) {
      long time = 20_000 + i * 20_000L;
      log.posted(0, i % 4, time, Attribute.ofAddress("buffer", 0x7f3a_1000L + i * 4096L));
      log.fetched(0, i % 4, time + 6_000);
      log.burst(0, i % 4, time + 8_000, time + 14_000, 256);
      log.completed(0, i % 4, time + 18_000, Attribute.of("length", 250));
      log.interrupt(0, time + 20_000);
      log.polled(0, i % 4, time + 30_000);
      log.recycled(0, i % 4, time + 42_000);
    }
    return log;
  }

  private static Path largePage() throws IOException {
    StringBuilder text = new StringBuilder("$timescale 1ps $end $scope module top $end\n");
    for (int s = 0; s < SIGNALS; s++) {
      int width = s % 4 == 0 ? 1 : 8 * s;
      text.append("$var wire ").append(width).append(' ').append((char) ('A' + s));
      text.append(" v").append(s).append(" $end\n");
    }
    text.append("$upscope $end $enddefinitions $end\n");
    long random = 1;
    for (int cycle = 0; cycle < CYCLES + CYCLES / 8; cycle++) {
      text.append('#').append(cycle * 100L).append('\n');
      for (int s = 0; s < SIGNALS; s++) {
        random = random * 6364136223846793005L + 1442695040888963407L;
        String bits = Long.toBinaryString(random >>> 57);
        text.append(s % 4 == 0 ? (cycle & 1) + "" : "b" + bits + " ").append((char) ('A' + s));
        text.append('\n');
      }
    }
    byte[] vcd = text.toString().getBytes(StandardCharsets.ISO_8859_1);
    try (Waveform wave = Waveform.open(Path.of("million.vcd"), vcd)) {
      return HtmlView.of(wave).write(WORK.resolve("large.html"));
    }
  }

  private record Result(int code, String output) {}

  private static Result run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }

  private static @Nullable Path onPath(String... names) {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      for (String name : List.of(names)) {
        Path file = Path.of(folder, name);
        if (Files.isExecutable(file)) {
          return file;
        }
      }
    }
    return null;
  }
}
