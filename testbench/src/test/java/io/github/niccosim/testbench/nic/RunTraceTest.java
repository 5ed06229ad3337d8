// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.nic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.testbench.report.ProgressListener;
import io.github.niccosim.testbench.report.RunParameters;
import io.github.niccosim.testbench.report.RunReport;
import io.github.niccosim.testbench.report.RxRun;
import io.github.niccosim.waveforms.Waveform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves behind with {@code --waves}, and that recording it changes nothing. */
class RunTraceTest {
  @TempDir Path folder;

  @Test
  void sameSeedGivesSameTraceAndRecordingChangesNothing() throws IOException {
    RunReport first = run("first", true);
    RunReport second = run("second", true);
    RunReport untraced = run("untraced", false);
    assertThat(untraced.stages()).isEmpty();

    assertThat(contentHash("first")).isEqualTo(contentHash("second"));
    assertThat(first.queues()).isEqualTo(second.queues()).isEqualTo(untraced.queues());
    assertThat(first.simulatedCycles()).isEqualTo(untraced.simulatedCycles());
    assertThat(first.bus()).isEqualTo(untraced.bus());
    assertThat(Files.mismatch(file("first", "rx.pcapng"), file("untraced", "rx.pcapng")))
        .isEqualTo(-1);
  }

  @Test
  void saveFileForTheViewerNamesSignalsOfTheTrace() throws IOException {
    run("viewed", true);

    assertThat(Files.readString(file("viewed", "waves.gtkw")))
        .contains("[dumpfile] \"waves.fst\"")
        .contains("m_axi_awvalid")
        .contains("s_axis_rx_tvalid");
  }

  @Test
  void livesOfDescriptorsAreInTheReportTheTraceAndTheFilesOfOtherViewers() throws IOException {
    RunReport report = run("lives", true);

    assertThat(report.stages())
        .extracting(RunReport.Stage::stage)
        .containsExactly("fetch", "wait", "write", "complete", "interrupt", "poll", "recycle");
    assertThat(report.stages())
        .filteredOn(stage -> stage.stage().equals("write"))
        .allMatch(stage -> stage.count() == 40);
    assertThat(report.files())
        .contains("waves.html", "waves.ftr", "waves.perfetto.json", "waves.gtkw");
    assertThat(Files.readString(file("lives", "waves.html"))).contains("queue 0 bursts", "#0");
    assertThat(Files.readString(file("lives", "waves.perfetto.json"))).contains("q0[0]#0");
    assertThat(Files.size(file("lives", "waves.ftr"))).isGreaterThan(1000);
    try (Waveform wave = Waveform.open(file("lives", "waves.fst"))) {
      assertThat(wave.history("cosim.transaction").size()).isGreaterThan(40);
    }
  }

  @Test
  void failingRunOpensWhereItWentWrong() throws IOException {
    RunReport report =
        RxRun.execute(
            RunParameters.builder()
                .frames(40)
                .waves(true)
                .maxLen(64)
                .memory(io.github.niccosim.testbench.report.MemoryMode.NONCOHERENT)
                .output(folder.resolve("short"))
                .build(),
            ProgressListener.NONE);

    assertThat(report.passed()).isFalse();
    RunReport.Sign first = report.cause().signs().getFirst();
    assertThat(Files.readString(file("short", "waves.html")))
        .contains("\"cursor\":" + first.timeNs());
    try (Waveform wave = Waveform.open(file("short", "waves.fst"))) {
      assertThat(wave.history("cosim.assertion").size()).isGreaterThan(1);
    }
  }

  private RunReport run(String name, boolean waves) {
    return RxRun.execute(
        RunParameters.builder().frames(40).waves(waves).output(folder.resolve(name)).build(),
        ProgressListener.NONE);
  }

  private Path file(String run, String name) {
    return folder.resolve(run).resolve(name);
  }

  private Object contentHash(String run) throws IOException {
    try (Waveform wave = Waveform.open(file(run, "waves.fst"))) {
      return wave.contentHash();
    }
  }
}
