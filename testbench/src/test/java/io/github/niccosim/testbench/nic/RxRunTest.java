// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.nic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.niccosim.testbench.driver.Check;
import io.github.niccosim.testbench.report.MemoryMode;
import io.github.niccosim.testbench.report.ProgressListener;
import io.github.niccosim.testbench.report.ReportJson;
import io.github.niccosim.testbench.report.RunException;
import io.github.niccosim.testbench.report.RunParameters;
import io.github.niccosim.testbench.report.RunReport;
import io.github.niccosim.testbench.report.RxRun;
import io.github.niccosim.testbench.traffic.CaptureReader;
import io.github.niccosim.testbench.traffic.CaptureScan;
import io.github.niccosim.testbench.traffic.Frame;
import io.github.niccosim.testbench.traffic.SampleCapture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job, through the same door as {@code cosim run}. */
class RxRunTest {

  @TempDir Path folder;

  @Test
  void shortImixPassesEveryCheckOnNonCoherentMemory() {
    RunReport report = run(parameters());

    assertThat(report.checks()).filteredOn(Check::failed).isEmpty();
    assertThat(report.frames().in()).isEqualTo(300);
    assertThat(report.frames().delivered()).isEqualTo(300);
    assertThat(report.queues()).hasSize(4).allMatch(queue -> queue.delivered() > 0);
    assertThat(report.queues()).allMatch(queue -> queue.fillMin() < queue.fillMax());
    assertThat(report.queues()).allMatch(queue -> queue.refillCycles().p50() > 0);
    assertThat(report.bus().writeUtilisation()).isBetween(0.1, 1.0);
  }

  @Test
  void sameSeedGivesSameReportAlsoInParallel() throws Exception {
    List<CompletableFuture<String>> runs = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      runs.add(CompletableFuture.supplyAsync(() -> withoutWall(run(parameters()))));
    }
    String first = withoutWall(run(parameters()));

    for (CompletableFuture<String> other : runs) {
      assertThat(other.get()).isEqualTo(first);
    }
    assertThat(withoutWall(run(parameters().seed(2)))).isNotEqualTo(first);
  }

  @Test
  void captureGoesThroughAndComesOutInDeliveryOrder() throws IOException {
    Path capture = folder.resolve("sample.pcap");
    SampleCapture.copyTo(capture);
    Path out = folder.resolve("out");

    RunReport report = run(parameters().frames(0).capture(capture).output(out));

    assertThat(report.verdict()).isEqualTo("pass");
    assertThat(report.parameters()).containsEntry("page_order", 2);
    assertThat(report.files()).containsExactly("report.json", "rx.pcapng");
    assertThat(Files.readString(out.resolve("report.json"))).isEqualTo(ReportJson.text(report));
    CaptureScan scan = CaptureScan.of(out.resolve("rx.pcapng"), Long.MAX_VALUE);
    assertThat(scan.frames()).isEqualTo(SampleCapture.frames().size());
    assertThat(scan.maxLengthBytes()).isEqualTo(9014);
    assertTimesNeverFall(out.resolve("rx.pcapng"));
    try (var files = Files.list(out)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void captureInTheOutputFolderIsNotOverwritten() throws IOException {
    Path capture = folder.resolve("rx.pcapng");
    run(parameters().frames(5).output(folder));
    byte[] before = Files.readAllBytes(capture);

    assertThatThrownBy(() -> run(parameters().capture(capture).output(folder)))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("capture would be overwritten by the results: pcap=" + capture);
    assertThat(capture).hasBinaryContent(before);
    assertThat(folder.resolve("report.json")).exists();
  }

  @Test
  void twoRunsDoNotShareAnOutputFolder() {
    AtomicReference<Throwable> second = new AtomicReference<>();

    RxRun.execute(
        parameters().frames(5).output(folder).build(),
        progress -> second.set(catchThrowable(() -> run(parameters().output(folder)))));

    assertThat(second.get())
        .isInstanceOf(RunException.class)
        .hasMessageContaining("output folder in use by another run: out=" + folder);
    assertThat(folder.resolve("report.json")).exists();
  }

  @Test
  void wireFasterThanTheStreamIsSaid() {
    RunReport slow = run(parameters().wireGbps(100).allowDrops(true));

    assertThat(slow.checks())
        .filteredOn(check -> check.name().equals("wire_rate"))
        .singleElement()
        .satisfies(check -> {
          assertThat(check.result()).isEqualTo(Check.Result.ALLOWED);
          assertThat(check.reason()).contains("the stream is too slow for the wire: late_ns=");
        });
  }

  private static void assertTimesNeverFall(Path capture) {
    long before = 1;
    try (CaptureReader reader = CaptureReader.open(capture)) {
      for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
        assertThat(frame.timestampNs()).isGreaterThanOrEqualTo(before);
        before = frame.timestampNs();
      }
    }
  }

  @Test
  void maxLenShorterThanTheFramesIsNamedAtTheByte() {
    RunReport report = run(parameters().maxLen(512));

    assertBroken(report, "dev-write-unsynced", 64 + 512);
  }

  @Test
  void offsetBeyondThePageIsNamed() {
    RunReport report = run(parameters().offset(4096));

    assertThat(report.verdict()).isEqualTo("fail");
    assertThat(report.violations())
        .anyMatch(violation ->
            violation.rule().equals("geometry") || violation.rule().startsWith("dev-"));
    assertThat(report.violations().getFirst().message()).contains("offset");
  }

  @Test
  void missingSyncForDeviceIsNamedAtTheByte() {
    RunReport report = run(parameters().syncDevice(false));

    assertBroken(report, "dev-write-unsynced", 64);
  }

  private static void assertBroken(RunReport report, String rule, long firstByte) {
    assertThat(report.verdict()).isEqualTo("fail");
    RunReport.Violation first = report.violations().getFirst();
    assertThat(first.rule()).isEqualTo(rule);
    assertThat(first.firstByte()).isEqualTo(firstByte);
    assertThat(first.queue()).isBetween(0, 3);
    assertThat(first.message())
        .contains("queue=" + first.queue())
        .contains("page=0x" + Long.toHexString(first.page()))
        .contains(rule);
  }

  @Test
  void coherentMemoryForgivesAShortMaxLenInTheBytesOnly() {
    RunReport report = run(parameters().memory(MemoryMode.COHERENT).maxLen(512));

    assertThat(report.frames().corrupt()).isZero();
  }

  @Test
  void unwritableFolderIsRefusedBeforeAnythingStarts() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> run(parameters().output(file.resolve("out"))))
        .isInstanceOf(RunException.class)
        .hasMessageStartingWith("output folder not writable: out=" + file);
  }

  private static RunParameters.Builder parameters() {
    return RunParameters.builder().frames(300);
  }

  private static RunReport run(RunParameters.Builder parameters) {
    return RxRun.execute(parameters.build(), ProgressListener.NONE);
  }

  private static String withoutWall(RunReport report) {
    String text = ReportJson.text(report);
    return text.substring(0, text.indexOf("\"wall\""));
  }
}
