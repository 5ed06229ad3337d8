// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.testbench.driver.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportFormatTest {

  @TempDir Path folder;

  @Test
  void jsonHasEveryPromisedKey() {
    JsonNode json = new JsonMapper().readTree(ReportJson.text(report(4, Check.Result.PASS)));

    assertThat(json.at("/schema").asString()).isEqualTo("nic-cosim.report/1");
    assertThat(json.at("/verdict").asString()).isEqualTo("pass");
    assertThat(json.at("/seed").asString()).isEqualTo("0x2a");
    for (String key :
        List.of(
            "/parameters/queues",
            "/tools/verilator",
            "/tools/jdk",
            "/frames/in",
            "/frames/delivered",
            "/frames/corrupt",
            "/frames/dropped/no_descriptor",
            "/frames/dropped/buffer_full",
            "/frames/dropped/oversize",
            "/frames/dropped/error",
            "/violations/0/rule",
            "/violations/0/queue",
            "/violations/0/page",
            "/violations/0/first_byte",
            "/violations/0/last_byte",
            "/violations/0/time_ns",
            "/violations/0/message",
            "/queues/3/queue",
            "/queues/3/delivered",
            "/queues/3/dropped",
            "/queues/3/starved_cycles",
            "/queues/3/fill_level/min",
            "/queues/3/fill_level/max",
            "/queues/3/refill_latency_cycles/p50",
            "/queues/3/refill_latency_cycles/p99",
            "/queues/3/refill_latency_cycles/max",
            "/queues/3/page_pool/rx_pp_alloc_fast",
            "/queues/3/page_pool/inflight",
            "/bus/w_utilisation",
            "/bus/r_utilisation",
            "/descriptor_stages/complete/count",
            "/descriptor_stages/complete/latency_ns/p99",
            "/cause/signs",
            "/cause/descriptor",
            "/simulated/cycles",
            "/simulated/ns",
            "/wall/seconds",
            "/wall/cycles_per_second",
            "/checks/integrity/result",
            "/checks/integrity/reason")) {
      assertThat(json.at(key).isMissingNode()).as(key).isFalse();
    }
  }

  @Test
  void oneFailedCheckFailsTheVerdict() {
    assertThat(report(1, Check.Result.FAIL).verdict()).isEqualTo("fail");
    assertThat(report(1, Check.Result.ALLOWED).verdict()).isEqualTo("pass");
  }

  @Test
  void fileAppearsWholeAndNothingElseIsLeft() throws IOException {
    Path file = folder.resolve("report.json");
    RunReport report = report(1, Check.Result.PASS);

    ReportJson.write(report, file);

    assertThat(Files.readString(file)).isEqualTo(ReportJson.text(report));
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void textFitsEightyColumnsAndBeginsAndEndsWithTheVerdict() {
    for (int queues : new int[] {1, 4, 16}) {
      List<String> lines = TextReport.lines(report(queues, Check.Result.FAIL));

      assertThat(lines).allMatch(line -> line.length() <= 80);
      assertThat(lines.getFirst()).startsWith("FAIL  2000 frames in, 1990 delivered");
      assertThat(lines).filteredOn(line -> line.startsWith("FAIL")).hasSize(2);
      assertThat(lines.getLast()).contains("corrupt");
      assertThat(lines).anyMatch(line -> line.contains("rx_pp_alloc_fast"));
    }
  }

  @Test
  void failedRunSaysWhenItWentWrongAndWhatToDoNext() {
    assertThat(TextReport.lines(report(1, Check.Result.FAIL)))
        .containsSubsequence(
            "first sign  4711 ns: frame corrupt: queue=1 page=0x80080",
            "            descriptor q1[3]#0: posted 4018 ns, fetch +228,",
            "            poll MISSING",
            "next        the same command with --waves: waves.html then shows the first sign",
            "stages      complete       1990  p50/p99/max 96/112/8000 ns");
    assertThat(TextReport.lines(report(1, Check.Result.PASS)))
        .noneMatch(line -> line.startsWith("next") || line.startsWith("first sign"));
  }

  @Test
  void reasonOfAPassedCheckIsNotCutOff() {
    assertThat(String.join(" ", TextReport.lines(report(1, Check.Result.PASS))))
        .matches(".*ok +(every +byte +){12}corrupt.*");
  }

  private static RunReport report(int queueCount, Check.Result integrity) {
    Map<String, Long> pool = new LinkedHashMap<>();
    pool.put("rx_pp_alloc_fast", 12_345_678L);
    pool.put("inflight", 64L);
    RunReport.Percentiles latency = new RunReport.Percentiles(1500, 3000, 1_000_000);
    List<RunReport.Queue> queues = new ArrayList<>();
    for (int i = 0; i < queueCount; i++) {
      queues.add(new RunReport.Queue(i, 500, 0, 123_456, 0, 4096, latency, latency, 9, 10, pool));
    }
    RunReport.Violation violation =
        new RunReport.Violation("dev-write-unsynced", 1, 0x80001, 64, 127, 55, "m ".repeat(90));
    return new RunReport(
        42,
        Map.of("queues", queueCount),
        Map.of("verilator", "5.006", "jdk", "25"),
        new RunReport.Traffic("capture", 1_000_000, 9000, 3),
        new RunReport.Frames(2000, 1990, 1, new RunReport.Dropped(5, 3, 1, 1)),
        List.of(new Check("integrity", integrity, "every byte ".repeat(12) + "corrupt")),
        List.of(violation, violation, violation, violation, violation, violation),
        queues,
        new RunReport.Bus(0.25, 0.01, 5, 6, 7, 8, 0),
        List.of(new RunReport.Stage("complete", 1990, new RunReport.Percentiles(96, 112, 8000))),
        integrity == Check.Result.FAIL
            ? new RunReport.Cause(
                List.of(new RunReport.Sign(4711, "frame corrupt: queue=1 page=0x80080")),
                List.of("descriptor q1[3]#0: posted 4018 ns, fetch +228,", "    poll MISSING"))
            : RunReport.Cause.NONE,
        123_456,
        493_824,
        List.of("report.json"),
        new RunReport.Wall(1.5, 82_304));
  }
}
