// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

import io.github.niccosim.testbench.driver.Check.Result;
import java.util.ArrayList;
import java.util.List;

/** Judge a finished bench, one check per promise. */
final class BenchChecks {

  /** A frame begins within a few cycles of its place on the wire, unless the stream is too slow. */
  private static final long LATE_CYCLES = 64;

  private final NicBench bench;
  private final Scoreboard board;
  private final List<Check> checks = new ArrayList<>();

  private BenchChecks(NicBench bench) {
    this.bench = bench;
    this.board = bench.scoreboard();
  }

  static List<Check> of(NicBench bench, boolean allowDrops) {
    BenchChecks judge = new BenchChecks(bench);
    judge.frames();
    judge.conservation();
    if (bench.options().txQueues > 0) {
      judge.transmit();
    }
    judge.rules();
    judge.engine();
    judge.refill(allowDrops);
    judge.wireRate();
    return List.copyOf(judge.checks);
  }

  private void frames() {
    kinds("integrity", "every byte as sent", Scoreboard.Kind.CORRUPT);
    kinds(
        "order",
        "each frame once, in order per queue",
        Scoreboard.Kind.REORDERED,
        Scoreboard.Kind.DUPLICATED);
    kinds(
        "steering",
        "queue and hash as computed",
        Scoreboard.Kind.MISROUTED,
        Scoreboard.Kind.WRONG_HASH);
  }

  private void kinds(String name, String good, Scoreboard.Kind... kinds) {
    long bad = 0;
    String first = "";
    for (Scoreboard.Kind kind : kinds) {
      bad += board.count(kind);
    }
    for (Scoreboard.Finding finding : board.findings()) {
      if (first.isEmpty() && List.of(kinds).contains(finding.kind())) {
        first = finding.message();
      }
    }
    add(name, bad == 0, good, bad + " wrong, first: " + first);
  }

  private void conservation() {
    if (bench.stalled()) {
      add("progress", false, "", "nothing moved any more: " + account());
    } else {
      add("progress", true, "ran until idle", "");
    }
    if (!bench.hasCounters()) {
      add("conservation", false, "", "counters not read: " + account());
      return;
    }
    NicCounters nic = bench.counters();
    boolean holds =
        nic.framesIn() == board.sent()
            && nic.framesDelivered() == board.delivered()
            && board.lost() == nic.dropped()
            && board.sent() == board.delivered() + nic.dropped();
    String sum =
        String.format(
            "in %d = delivered %d + dropped %d", nic.framesIn(), board.delivered(), nic.dropped());
    add("conservation", holds, sum, "frames not accounted for once: " + account());
    List<String> pages = bench.pageErrors();
    add(
        "page_accounting",
        pages.isEmpty(),
        "hold - release = pages held",
        pages.isEmpty() ? "" : pages.getFirst());
  }

  private void transmit() {
    TxScoreboard sent = bench.driver().txScoreboard();
    first("tx_integrity", "every byte as queued, in order per queue", sent.wrong());
    first("tx_completions", "each after its frame left", sent.early());
    String account =
        "queued="
            + sent.queued()
            + " left="
            + sent.seen()
            + " failed="
            + sent.failed()
            + " missing="
            + sent.missing();
    boolean holds = sent.missing() == 0 && sent.queued() == sent.seen() + sent.failed();
    if (bench.hasCounters()) {
      NicCounters.Transmit nic = bench.counters().transmit();
      account +=
          " nic_frames="
              + nic.frames()
              + " nic_bytes="
              + nic.bytes()
              + " nic_errors="
              + nic.errors();
      holds &=
          nic.frames() == sent.seen()
              && nic.bytes() == sent.seenBytes()
              && nic.errors() == sent.failed();
    }
    add("tx_conservation", holds, account, "frames not accounted for once: " + account);
    String errors = "frames completed with an error: " + String.join(" ", sent.errors());
    add("tx_errors", sent.failed() == 0 && sent.damaged() == 0, "none", errors);
  }

  private void first(String name, String good, List<String> wrong) {
    boolean none = wrong.isEmpty();
    add(name, none, good, none ? "" : wrong.size() + " wrong, first: " + wrong.getFirst());
  }

  private String account() {
    String host =
        "sent=" + board.sent() + " delivered=" + board.delivered() + " lost=" + board.lost();
    if (!bench.hasCounters()) {
      return host;
    }
    NicCounters nic = bench.counters();
    String text =
        host
            + " nic_in="
            + nic.framesIn()
            + " nic_delivered="
            + nic.framesDelivered()
            + " nic_dropped="
            + nic.dropped();
    return board.lost() > nic.dropped() ? text + " first_lost=" + board.firstLost() : text;
  }

  private void rules() {
    long dma = bench.checker().total();
    add(
        "dma_rules",
        dma == 0,
        "no rule broken",
        dma == 0
            ? ""
            : dma + " broken, first: " + bench.checker().violations().getFirst().message());
    var protocol = bench.protocol().violations();
    add(
        "axi_protocol",
        protocol.isEmpty(),
        "no rule broken",
        protocol.isEmpty() ? "" : protocol.size() + " broken, first: " + protocol.getFirst());
  }

  private void engine() {
    List<DriverFault> faults = bench.driver().faults();
    add(
        "completions",
        faults.isEmpty(),
        "every completion makes sense",
        faults.isEmpty()
            ? ""
            : bench.driver().faultCount() + " wrong, first: " + faults.getFirst().message());
    long spurious = 0;
    long reported = 0;
    for (RxQueue queue : bench.driver().queues()) {
      spurious += queue.statistics().emptyInterrupts();
      reported += queue.statistics().completedBytes();
    }
    long written = bench.host().frameBytes();
    add(
        "written_bytes",
        written == reported || board.failed() > 0 || bench.stalled(),
        "as many as completions report",
        (written > reported ? "more" : "fewer")
            + " bytes written than reported: written="
            + written
            + " reported="
            + reported);
    add(
        "interrupts",
        spurious == 0,
        "each found a completion",
        spurious + " interrupts found no completion in memory");
    List<String> errors = new ArrayList<>(bench.deviceErrors());
    errors.addAll(bench.mmio().refused());
    if (board.failed() > 0) {
      errors.add("frames completed with an error: " + board.failed());
    }
    add("device_errors", errors.isEmpty(), "none", String.join(", ", errors));
  }

  private void refill(boolean allowDrops) {
    if (!bench.hasCounters()) {
      return;
    }
    NicCounters nic = bench.counters();
    long lost = nic.noDescriptor() + nic.bufferFull();
    String reason =
        lost == 0
            ? "no frame lost"
            : "no_descriptor=" + nic.noDescriptor() + " buffer_full=" + nic.bufferFull();
    Result bad = allowDrops ? Result.ALLOWED : Result.FAIL;
    checks.add(new Check("refill", lost == 0 ? Result.PASS : bad, reason));
  }

  /** Say so when the stream, one beat per cycle, cannot carry the wire rate that was asked for. */
  private void wireRate() {
    long lagPs = bench.source().maxLagPs();
    long stalls = bench.source().statistics().stallCycles();
    if (lagPs <= LATE_CYCLES * bench.clock().periodPs()) {
      checks.add(new Check("wire_rate", Result.PASS, "frames came as the wire brings them"));
      return;
    }
    String cause =
        stalls > 0 ? "the nic stalled its stream" : "the stream is too slow for the wire";
    checks.add(
        new Check(
            "wire_rate",
            Result.ALLOWED,
            cause + ": late_ns=" + lagPs / 1000 + " stall_cycles=" + stalls));
  }

  private void add(String name, boolean holds, String good, String bad) {
    checks.add(Check.of(name, holds, holds ? good : bad));
  }
}
