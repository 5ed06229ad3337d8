// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.report;

import io.github.niccosim.testbench.driver.Check;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Write a report as versioned JSON with a fixed order of keys. */
public final class ReportJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private ReportJson() {}

  /**
   * Return the report as indented JSON text.
   *
   * @param report report
   * @return JSON, ends with a newline
   */
  public static String text(RunReport report) {
    return MAPPER.writeValueAsString(tree(report)) + "\n";
  }

  /**
   * Write the report so that a reader sees all of it or nothing.
   *
   * @param report report
   * @param file path of {@code report.json}; replaced if it exists
   * @throws IOException if the file cannot be written
   */
  public static void write(RunReport report, Path file) throws IOException {
    Path part = file.resolveSibling("." + file.getFileName() + ".part");
    try {
      Files.write(part, text(report).getBytes(StandardCharsets.UTF_8));
      moveInto(part, file);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Rename atomically where the file system can. */
  static void moveInto(Path part, Path file) throws IOException {
    try {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static Map<String, Object> tree(RunReport report) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("schema", RunReport.SCHEMA);
    root.put("verdict", report.verdict());
    root.put("seed", "0x" + Long.toHexString(report.seed()));
    root.put("parameters", report.parameters());
    root.put("tools", report.tools());
    root.put("traffic", traffic(report.traffic()));
    root.put("frames", frames(report.frames()));
    root.put("checks", checks(report.checks()));
    root.put("violations", report.violations().stream().map(ReportJson::violation).toList());
    root.put("queues", report.queues().stream().map(ReportJson::queue).toList());
    root.put("bus", bus(report.bus()));
    root.put("descriptor_stages", stages(report.stages()));
    root.put("cause", cause(report.cause()));
    root.put("simulated", ordered("cycles", report.simulatedCycles(), "ns", report.simulatedNs()));
    root.put("files", List.copyOf(report.files()));
    root.put(
        "wall",
        ordered(
            "seconds", rounded(report.wall().seconds()),
            "cycles_per_second", report.wall().cyclesPerSecond()));
    return root;
  }

  private static Map<String, Object> traffic(RunReport.Traffic traffic) {
    return ordered(
        "source", traffic.source(),
        "bytes", traffic.bytes(),
        "longest_frame", traffic.longestFrameBytes(),
        "truncated_frames", traffic.truncatedFrames());
  }

  private static Map<String, Object> frames(RunReport.Frames frames) {
    RunReport.Dropped dropped = frames.dropped();
    return ordered(
        "in", frames.in(),
        "delivered", frames.delivered(),
        "corrupt", frames.corrupt(),
        "dropped",
            ordered(
                "no_descriptor", dropped.noDescriptor(),
                "buffer_full", dropped.bufferFull(),
                "oversize", dropped.oversize(),
                "error", dropped.error()));
  }

  private static Map<String, Object> checks(List<Check> checks) {
    Map<String, Object> named = new LinkedHashMap<>();
    for (Check check : checks) {
      named.put(check.name(), ordered("result", check.result().word(), "reason", check.reason()));
    }
    return named;
  }

  private static Map<String, Object> violation(RunReport.Violation violation) {
    return ordered(
        "rule", violation.rule(),
        "queue", violation.queue(),
        "page", violation.page(),
        "first_byte", violation.firstByte(),
        "last_byte", violation.lastByte(),
        "time_ns", violation.timeNs(),
        "message", violation.message());
  }

  private static Map<String, Object> queue(RunReport.Queue queue) {
    return ordered(
        "queue", queue.queue(),
        "delivered", queue.delivered(),
        "dropped", queue.dropped(),
        "starved_cycles", queue.starvedCycles(),
        "fill_level", ordered("min", queue.fillMin(), "max", queue.fillMax()),
        "refill_latency_cycles", percentiles(queue.refillCycles()),
        "refill_latency_ns", percentiles(queue.refillNs()),
        "interrupts", queue.interrupts(),
        "polls", queue.polls(),
        "page_pool", queue.pagePool());
  }

  private static Map<String, Object> percentiles(RunReport.Percentiles percentiles) {
    return ordered("p50", percentiles.p50(), "p99", percentiles.p99(), "max", percentiles.max());
  }

  private static Map<String, Object> bus(RunReport.Bus bus) {
    return ordered(
        "w_utilisation", rounded(bus.writeUtilisation()),
        "r_utilisation", rounded(bus.readUtilisation()),
        "w_bytes", bus.writeBytes(),
        "r_bytes", bus.readBytes(),
        "max_outstanding_writes", bus.maxOutstandingWrites(),
        "max_outstanding_reads", bus.maxOutstandingReads(),
        "error_responses", bus.errorResponses());
  }

  private static Map<String, Object> stages(List<RunReport.Stage> stages) {
    Map<String, Object> named = new LinkedHashMap<>();
    for (RunReport.Stage stage : stages) {
      named.put(
          stage.stage(), ordered("count", stage.count(), "latency_ns", percentiles(stage.ns())));
    }
    return named;
  }

  private static Map<String, Object> cause(RunReport.Cause cause) {
    return ordered(
        "signs",
        cause.signs().stream()
            .map(sign -> ordered("time_ns", sign.timeNs(), "text", sign.text()))
            .toList(),
        "descriptor",
        cause.lines());
  }

  private static double rounded(double value) {
    return Math.round(value * 1e6) / 1e6;
  }

  private static Map<String, Object> ordered(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
