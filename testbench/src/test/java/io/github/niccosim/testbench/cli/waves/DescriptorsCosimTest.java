// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli.waves;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.testbench.report.RunParameters;
import io.github.niccosim.testbench.report.RxRun;
import io.github.niccosim.waveforms.VcdFile;
import io.github.niccosim.waveforms.Waveform;
import io.github.niccosim.waveforms.axi.DescriptorTrace;
import io.github.niccosim.waveforms.axi.NicFormat;
import io.github.niccosim.waveforms.transaction.DescriptorLife;
import io.github.niccosim.waveforms.transaction.DescriptorLog;
import io.github.niccosim.waveforms.transaction.DescriptorStage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trace of the receive run tells of every descriptor, without the test bench. */
class DescriptorsCosimTest {
  private static final long FRAMES = 300;
  private static final String PORT = "TOP.nicdma_top.m_axi_";

  @TempDir static Path folder;

  @BeforeAll
  static void record() {
    RxRun.execute(
        RunParameters.builder().frames(FRAMES).seed(3).output(folder).waves(true).build(),
        progress -> {});
  }

  @Test
  void everyFrameIsADescriptorFollowedFromDoorbellToDoorbell() throws Exception {
    try (Waveform wave = Waveform.open(folder.resolve("waves.fst"))) {
      DescriptorLog log = DescriptorTrace.of(wave, PORT, "TOP.clk_i", NicFormat.NICDMA);

      assertThat(log.violations()).isEmpty();
      assertThat(completed(log)).hasSize((int) FRAMES);
      for (DescriptorLife life : completed(log)) {
        assertThat(life.timePs(DescriptorStage.POLLED)).as(life.name()).isPresent();
        assertThat(life.bursts()).as(life.name()).isNotEmpty();
      }
    }
  }

  @Test
  void windowWithoutSetUpCountsFromTheFetch() throws Exception {
    try (Waveform wave = Waveform.open(folder.resolve("waves.fst"))) {
      DescriptorLog whole = DescriptorTrace.of(wave, PORT, "TOP.clk_i", NicFormat.NICDMA);
      Path part =
          VcdFile.of(wave).windowPs(9_000_000, 60_000_000).write(folder.resolve("part.vcd"));
      try (Waveform window = Waveform.open(part)) {
        DescriptorLog log = DescriptorTrace.of(window, PORT, "TOP.clk_i", NicFormat.NICDMA);

        assertThat(log.violations()).isEmpty();
        assertThat(completed(log)).hasSizeGreaterThan(20);
        DescriptorLife first = completed(log).getFirst();
        DescriptorLife same = whole.find(first.queue(), first.index(), first.wrap()).orElseThrow();
        assertThat(first.timePs(DescriptorStage.COMPLETED))
            .isEqualTo(same.timePs(DescriptorStage.COMPLETED));
        assertThat(first.bursts()).isEqualTo(same.bursts());
      }
    }
  }

  private static List<DescriptorLife> completed(DescriptorLog log) {
    return log.lives().stream()
        .filter(life -> life.timePs(DescriptorStage.COMPLETED).isPresent())
        .toList();
  }
}
