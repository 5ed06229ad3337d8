// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.report;

import io.github.niccosim.testbench.driver.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Render a report for a terminal: at most 80 columns, verdict first and last. */
public final class TextReport {

  /** Longest line in characters. */
  public static final int COLUMNS = 80;

  private static final int SHOWN_VIOLATIONS = 5;
  private static final int POOLS_PER_TABLE = 4;
  private static final String INDENT = "            ";

  private static final String REASON_INDENT = " ".repeat(37);

  private final RunReport report;
  private final List<String> lines = new ArrayList<>();

  private TextReport(RunReport report) {
    this.report = report;
  }

  /**
   * Render a report.
   *
   * @param report report
   * @return lines without line ends, each at most {@link #COLUMNS} characters
   */
  public static List<String> lines(RunReport report) {
    TextReport text = new TextReport(report);
    text.render();
    return List.copyOf(text.lines);
  }

  private void render() {
    verdict();
    lines.add("");
    frames();
    integrity();
    violations();
    cause();
    refill();
    stages();
    bus();
    pools();
    speed();
    lines.add("");
    verdict();
  }

  private void verdict() {
    RunReport.Frames frames = report.frames();
    add(
        "%s  %d frames in, %d delivered, %d dropped, %d corrupt; seed 0x%x",
        report.verdict().toUpperCase(Locale.ROOT),
        frames.in(),
        frames.delivered(),
        frames.dropped().total(),
        frames.corrupt(),
        report.seed());
    report.checks().stream()
        .filter(Check::failed)
        .findFirst()
        .ifPresent(check -> wrap("failed: " + check.name() + ": " + check.reason(), "  "));
  }

  private void frames() {
    RunReport.Dropped dropped = report.frames().dropped();
    RunReport.Traffic traffic = report.traffic();
    add(
        "frames      %s, %d bytes, longest %d%s",
        traffic.source(),
        traffic.bytes(),
        traffic.longestFrameBytes(),
        traffic.truncatedFrames() > 0 ? ", cut in capture " + traffic.truncatedFrames() : "");
    add(
        INDENT + "dropped: no_descriptor %d  buffer_full %d  oversize %d  error %d",
        dropped.noDescriptor(),
        dropped.bufferFull(),
        dropped.oversize(),
        dropped.error());
  }

  private void integrity() {
    String label = "checks";
    for (Check check : report.checks()) {
      String mark = check.result() == Check.Result.PASS ? "ok" : check.result().word();
      String head = String.format("%-12s%-16s %-8s", label, check.name(), mark);
      boolean passed = check.result() == Check.Result.PASS;
      wrap(head + check.reason(), passed ? REASON_INDENT : INDENT + "  ");
      label = "";
    }
  }

  private void violations() {
    List<RunReport.Violation> all = report.violations();
    for (RunReport.Violation violation : all.subList(0, Math.min(SHOWN_VIOLATIONS, all.size()))) {
      wrap("violation   " + violation.rule() + ": " + violation.message(), INDENT);
    }
    if (all.size() > SHOWN_VIOLATIONS) {
      add(INDENT + "%d more in report.json", all.size() - SHOWN_VIOLATIONS);
    }
  }

  private void cause() {
    RunReport.Cause cause = report.cause();
    if (!cause.signs().isEmpty()) {
      RunReport.Sign first = cause.signs().getFirst();
      wrap("first sign  " + first.timeNs() + " ns: " + first.text(), INDENT);
    }
    cause.lines().forEach(line -> wrap(INDENT + line.strip(), INDENT + "    "));
    if (report.passed()) {
      return;
    }
    boolean recorded = report.files().contains("waves.html");
    add(
        "next        %s",
        recorded
            ? "open waves.html: it shows the first sign"
            : "the same command with --waves: waves.html then shows the first sign");
  }

  private void stages() {
    String label = "stages";
    for (RunReport.Stage stage : report.stages()) {
      add(
          "%-12s%-10s %8d  p50/p99/max %s ns",
          label, stage.stage(), stage.count(), percentiles(stage.ns()));
      label = "";
    }
  }

  private void refill() {
    add("refill      queue   frames  starved  fill level  latency p50/p99/max cycles, ns");
    for (RunReport.Queue queue : report.queues()) {
      String row =
          String.format(
              "%s%5d %8d %8d  %-10s  ",
              INDENT,
              queue.queue(),
              queue.delivered(),
              queue.starvedCycles(),
              queue.fillMin() + ".." + queue.fillMax());
      String cycles = percentiles(queue.refillCycles());
      String ns = percentiles(queue.refillNs());
      if (row.length() + cycles.length() + ns.length() + 2 <= COLUMNS) {
        lines.add(row + cycles + ", " + ns);
      } else {
        cut(row + cycles);
        cut(" ".repeat(row.length()) + ns);
      }
    }
  }

  private static String percentiles(RunReport.Percentiles values) {
    return values.p50() + "/" + values.p99() + "/" + values.max();
  }

  private void bus() {
    RunReport.Bus bus = report.bus();
    add(
        "bus         write data %.1f %%, read data %.1f %% of cycles; in flight %d w, %d r",
        bus.writeUtilisation() * 100,
        bus.readUtilisation() * 100,
        bus.maxOutstandingWrites(),
        bus.maxOutstandingReads());
  }

  private void pools() {
    List<RunReport.Queue> queues = report.queues();
    for (int first = 0; first < queues.size(); first += POOLS_PER_TABLE) {
      poolTable(queues.subList(first, Math.min(first + POOLS_PER_TABLE, queues.size())));
    }
  }

  private void poolTable(List<RunReport.Queue> queues) {
    StringBuilder head = new StringBuilder(String.format("%-40s", "page pool"));
    queues.forEach(queue -> head.append(String.format("%10s", "queue " + queue.queue())));
    cut(head.toString());
    for (String counter : queues.getFirst().pagePool().keySet()) {
      StringBuilder row = new StringBuilder(String.format("%s%-28s", INDENT, counter));
      for (RunReport.Queue queue : queues) {
        row.append(String.format("%10d", queue.pagePool().getOrDefault(counter, 0L)));
      }
      cut(row.toString());
    }
  }

  private void speed() {
    add(
        "speed       simulated %d cycles = %d ns in %.2f s: %d cycles/s",
        report.simulatedCycles(),
        report.simulatedNs(),
        report.wall().seconds(),
        report.wall().cyclesPerSecond());
    if (!report.files().isEmpty()) {
      wrap("files       " + String.join(" ", report.files()), INDENT);
    }
  }

  private void add(String format, Object... values) {
    cut(String.format(Locale.ROOT, format, values));
  }

  private void cut(String line) {
    lines.add(line.length() <= COLUMNS ? line : line.substring(0, COLUMNS));
  }

  private void wrap(String text, String indent) {
    String rest = text;
    String prefix = "";
    while (prefix.length() + rest.length() > COLUMNS) {
      int room = COLUMNS - prefix.length();
      int space = rest.lastIndexOf(' ', room);
      int end = space > room / 2 ? space : room;
      lines.add(prefix + rest.substring(0, end));
      rest = rest.substring(end).stripLeading();
      prefix = indent;
    }
    lines.add(prefix + rest);
  }
}
