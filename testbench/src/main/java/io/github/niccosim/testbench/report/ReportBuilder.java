// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.report;

import io.github.niccosim.pool.dma.DmaViolation;
import io.github.niccosim.testbench.axi.AxiStatistics;
import io.github.niccosim.testbench.driver.BufferPlan;
import io.github.niccosim.testbench.driver.Check;
import io.github.niccosim.testbench.driver.DescriptorLives;
import io.github.niccosim.testbench.driver.NicBench;
import io.github.niccosim.testbench.driver.NicCounters;
import io.github.niccosim.testbench.driver.QueueStatistics;
import io.github.niccosim.testbench.driver.RxQueue;
import io.github.niccosim.testbench.driver.Scoreboard;
import io.github.niccosim.testbench.sim.FailureDetails;
import io.github.niccosim.testbench.traffic.CaptureScan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turn what a finished bench counted into a report. */
final class ReportBuilder {

  private final RunParameters parameters;
  private final NicBench bench;
  private final BufferPlan plan;
  private @Nullable CaptureScan scan;
  private String aborted = "";
  private double wallSeconds;
  private List<String> files = List.of();

  ReportBuilder(RunParameters parameters, NicBench bench, BufferPlan plan) {
    this.parameters = parameters;
    this.bench = bench;
    this.plan = plan;
  }

  ReportBuilder capture(@Nullable CaptureScan value) {
    scan = value;
    return this;
  }

  ReportBuilder aborted(String reason) {
    aborted = reason;
    return this;
  }

  ReportBuilder wall(double seconds) {
    wallSeconds = seconds;
    return this;
  }

  ReportBuilder files(List<String> names) {
    files = names;
    return this;
  }

  RunReport build() {
    long cycles = bench.clock().cycleCount();
    long frames = scan == null ? parameters.framesWanted() : scan.frames();
    return new RunReport(
        parameters.seed(),
        RunSetup.words(parameters, plan, frames),
        tools(),
        traffic(),
        frames(),
        checks(),
        violations(),
        queues(),
        bus(),
        stages(),
        cause(),
        cycles,
        bench.sim().timeNs(),
        files,
        new RunReport.Wall(wallSeconds, wallSeconds > 0 ? Math.round(cycles / wallSeconds) : 0));
  }

  private static Map<String, String> tools() {
    Map<String, String> tools = new LinkedHashMap<>();
    tools.put("verilator", ToolVersions.verilator());
    tools.put("jdk", ToolVersions.jdk());
    return tools;
  }

  private RunReport.Traffic traffic() {
    CaptureScan scanned = scan;
    return new RunReport.Traffic(
        scanned == null ? "generated" : "capture",
        bench.source().statistics().payloadBytes(),
        scanned == null ? parameters.traffic().maxLengthBytes() : scanned.maxLengthBytes(),
        scanned == null ? 0 : scanned.truncatedFrames());
  }

  private RunReport.Frames frames() {
    Scoreboard board = bench.scoreboard();
    RunReport.Dropped dropped = new RunReport.Dropped(0, 0, 0, 0);
    if (bench.hasCounters()) {
      NicCounters nic = bench.counters();
      dropped =
          new RunReport.Dropped(nic.noDescriptor(), nic.bufferFull(), nic.oversize(), nic.error());
    }
    return new RunReport.Frames(
        board.sent(), board.delivered(), board.count(Scoreboard.Kind.CORRUPT), dropped);
  }

  private List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    boolean whole = aborted.isEmpty();
    checks.add(
        new Check(
            "simulation",
            whole ? Check.Result.PASS : Check.Result.FAIL,
            whole ? "ran to its end" : aborted));
    checks.addAll(bench.checks(parameters.allowDrops()));
    return checks;
  }

  private List<RunReport.Violation> violations() {
    List<RunReport.Violation> all = new ArrayList<>();
    for (DmaViolation found : bench.checker().violations()) {
      all.add(
          new RunReport.Violation(
              found.rule().id(),
              found.queue(),
              found.page(),
              found.firstByte(),
              found.lastByte(),
              found.timePs() / 1000,
              found.message()));
    }
    for (Scoreboard.Finding found : bench.scoreboard().findings()) {
      all.add(
          new RunReport.Violation(
              "frame-" + found.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
              found.queue(),
              found.page(),
              found.firstByte(),
              found.firstByte(),
              found.timePs() / 1000,
              found.message()));
    }
    return List.copyOf(all.subList(0, Math.min(all.size(), RunReport.MAX_VIOLATIONS)));
  }

  private List<RunReport.Queue> queues() {
    List<RunReport.Queue> all = new ArrayList<>();
    for (RxQueue queue : bench.driver().queues()) {
      all.add(queue(queue));
    }
    return List.copyOf(all);
  }

  private RunReport.Queue queue(RxQueue queue) {
    QueueStatistics measured = queue.statistics();
    long dropped = 0;
    long starved = 0;
    if (bench.hasCounters()) {
      NicCounters.Queue nic = bench.counters().queues().get(queue.number());
      dropped = nic.dropped();
      starved = nic.starvedCycles();
    }
    Map<String, Long> pool = new LinkedHashMap<>(bench.poolStatsAtEnd(queue.number()).ethtool());
    pool.put("inflight", bench.inflightAtEnd(queue.number()));
    return new RunReport.Queue(
        queue.number(),
        bench.scoreboard().delivered(queue.number()),
        dropped,
        starved,
        measured.fillMin(),
        measured.fillMax(),
        latency(measured, 1),
        latency(measured, parameters.clockPeriodPs() / 1000.0),
        measured.interrupts(),
        measured.polls(),
        pool);
  }

  private List<RunReport.Stage> stages() {
    List<RunReport.Stage> all = new ArrayList<>();
    bench
        .sim()
        .recording()
        .ifPresent(recording ->
            DescriptorLives.stages(recording.descriptors())
                .forEach((stage, figures) ->
                    all.add(
                        new RunReport.Stage(
                            stage.word(),
                            figures.count(),
                            new RunReport.Percentiles(
                                figures.p50() / 1000,
                                figures.p99() / 1000,
                                figures.max() / 1000)))));
    return List.copyOf(all);
  }

  /** What is known of a run that failed: when it went wrong, and the life of a descriptor. */
  private RunReport.Cause cause() {
    boolean good = aborted.isEmpty() && checks().stream().noneMatch(Check::failed);
    if (good) {
      return RunReport.Cause.NONE;
    }
    FailureDetails details = bench.sim().failureDetails();
    return new RunReport.Cause(
        details.flags().stream()
            .map(flag -> new RunReport.Sign(flag.timePs() / 1000, flag.text()))
            .toList(),
        details.lines());
  }

  private static RunReport.Percentiles latency(QueueStatistics measured, double factor) {
    long max = measured.longestRefillCycles();
    return new RunReport.Percentiles(
        Math.round(Math.min(max, measured.refillCycles(50)) * factor),
        Math.round(Math.min(max, measured.refillCycles(99)) * factor),
        Math.round(max * factor));
  }

  private RunReport.Bus bus() {
    AxiStatistics counted = bench.slave().statistics();
    double cycles = Math.max(1, bench.busyCycles());
    return new RunReport.Bus(
        counted.w().beats() / cycles,
        counted.r().beats() / cycles,
        counted.w().payloadBytes(),
        counted.r().payloadBytes(),
        counted.maxOutstandingWrites(),
        counted.maxOutstandingReads(),
        counted.errorResponses());
  }
}
