// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.nic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.niccosim.waveforms.Excerpt;
import io.github.niccosim.waveforms.SignalHistory;
import io.github.niccosim.waveforms.Waveform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/**
 * What {@code doc/finding-the-cause.md} shows is what its test prints and leaves.
 *
 * <p>{@code -Dnic-cosim.pictures=write} draws the page's picture anew. Numbers are not compared:
 * they move with every change of the bench; what is said about which thing does not.
 */
@Isolated("sets a system property that other tests read")
class FindingTheCauseTest {
  private static final Path PAGE = Path.of("doc", "finding-the-cause.md");
  private static final Path PICTURE = Path.of("doc", "finding-the-cause.svg");
  private static final Path FOLDER =
      Path.of("target", "cosim", "FindingTheCause.everyByteArrives", "seed-1");
  private static final Pattern SIGN = Pattern.compile("first sign: (\\d+)\\.(\\d{3}) ns");

  private static String message = "";

  @BeforeAll
  static void fail() {
    String replay = System.getProperty("nic-cosim.replay");
    System.setProperty("nic-cosim.replay", "./cosim test '{test}' -Dseed={seed}");
    try {
      message =
          EngineTestKit.engine("junit-jupiter")
              .selectors(selectClass(FindingTheCause.class))
              .execute()
              .testEvents()
              .failed()
              .stream()
              .findFirst()
              .flatMap(event -> event.getPayload(TestExecutionResult.class))
              .flatMap(TestExecutionResult::getThrowable)
              .map(Throwable::getMessage)
              .orElseThrow();
    } finally {
      if (replay == null) {
        System.clearProperty("nic-cosim.replay");
      } else {
        System.setProperty("nic-cosim.replay", replay);
      }
    }
  }

  @Test
  void pageQuotesTheMessageOfTheTest() throws IOException {
    String page = Files.readString(PAGE);
    int from = page.indexOf("```\n", page.indexOf("<!-- output -->")) + 4;
    String quoted = page.substring(from, page.indexOf("\n```", from));

    assertThat(words(quoted)).isEqualTo(words(message));
  }

  @Test
  void pageQuotesTheLineOfTheFault() throws IOException {
    String page = Files.readString(PAGE);
    int from = page.indexOf("```systemverilog\n") + "```systemverilog\n".length();

    assertThat(Files.readString(Path.of("..", "rtl", "src", "nicdma_dma_wr.sv")))
        .contains(page.substring(from, page.indexOf("\n```", from)).strip());
  }

  @Test
  void messageFitsAndLeadsFromTheChecksToTheDescriptorToTheViewer() {
    assertThat(message.lines())
        .anyMatch(line -> line.startsWith("integrity: "))
        .anyMatch(line -> line.matches(" {2}first sign: .* q\\d+\\[\\d+]#\\d+ complete .* EARLY"))
        .anyMatch(line -> line.matches(" {2}descriptor q\\d+\\[\\d+]#\\d+: posted .*"))
        .anyMatch(line -> line.matches(" {2}view: file:///.*/waves.html {2}or: .*cosim waves view"))
        .anyMatch(line -> line.startsWith("  m_axi_bid "));
    assertThat(message.lines().filter(line -> line.matches(" {2}(\\w+ +[/_\"\\\\|#0].*|first.*)")))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @Test
  void viewerOpensAtTheFirstSignWithTheLifeOfTheDescriptor() throws IOException {
    String page = Files.readString(FOLDER.resolve("waves.html"));

    assertThat(page)
        .contains("\"cursor\":" + signPs())
        .contains("complete", "TOO EARLY", "stages\",\"depth\"");
    assertThat(FOLDER.resolve("waves.ftr")).isNotEmptyFile();
    assertThat(FOLDER.resolve("failure.txt")).content().contains(message);
  }

  @Test
  void traceShowsTheCompletionBeforeTheWrite() throws IOException {
    Matcher life = Pattern.compile("descriptor (\\S+):").matcher(message);
    assertThat(life.find()).isTrue();
    try (Waveform wave = Waveform.open(FOLDER.resolve("waves.fst"))) {
      SignalHistory lane = wave.history("cosim.transaction");
      String all = "";
      for (int i = 0; i < lane.size(); i++) {
        all += lane.value(i) + "\n";
      }
      assertThat(all).contains("complete " + life.group(1));
      assertThat(all.indexOf("complete " + life.group(1)))
          .isLessThan(all.indexOf("B of " + life.group(1)));
    }
  }

  @Test
  void pictureOfThePageShowsWhatIsDrawnNow() throws IOException {
    String drawn = picture();
    if (System.getProperty("nic-cosim.pictures", "").equals("write")) {
      Files.writeString(PICTURE, drawn);
    }

    assertThat(words(Files.readString(PICTURE))).isEqualTo(words(drawn));
  }

  /** Around the completion that comes too early, up to the response it should have waited for. */
  private static String picture() throws IOException {
    try (Waveform wave = Waveform.open(FOLDER.resolve("waves.fst"))) {
      String top = "TOP.nicdma_top.m_axi_";
      return Excerpt.of(wave)
          .signals("TOP.nicdma_top.clk_i", "cosim.transaction")
          .signals(top + "awvalid", top + "awid", top + "wvalid", top + "wlast")
          .signals(top + "bvalid", top + "bid")
          .signals("TOP.nicdma_top.u_rx.u_dma_wr.done_o")
          .windowPs(signPs() - 160_000, signPs() + 120_000)
          .markPs(signPs(), "completion in host memory, data still under way")
          .svg(1000);
    }
  }

  private static long signPs() {
    Matcher sign = SIGN.matcher(message);
    assertThat(sign.find()).isTrue();
    return Long.parseLong(sign.group(1) + sign.group(2));
  }

  /** The words of a text; numbers, waveforms and folders are left out. */
  private static List<String> words(String text) {
    return Pattern.compile("[A-Za-z_][A-Za-z_.]{2,}")
        .matcher(text.replaceAll("file://\\S*/target", "target").replaceAll("0x[0-9a-f]+", ""))
        .results()
        .map(found -> found.group().toLowerCase(Locale.ROOT))
        .filter(word -> !word.matches("_+|[0-9a-f]+"))
        .distinct()
        .sorted()
        .toList();
  }
}
