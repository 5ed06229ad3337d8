// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.bench;

import java.util.List;
import java.util.Locale;

/**
 * What {@link RtlBench} measured, and its verdict.
 *
 * @param cells use of the buses
 * @param latencies idle latencies
 * @param besideStarved throughput of 15 queues beside a starved one, as a part of what they have
 *     beside a flowing one; NaN if not measured
 */
public record RtlFigures(List<Cell> cells, List<Latency> latencies, double besideStarved) {

  /**
   * Use of the buses at one width, frame length and latency; payload beats per cycle.
   *
   * @param widthBits data width
   * @param frameBytes frame length
   * @param latencyCycles of the memory
   * @param bound what the formats allow with 64 bursts in flight
   * @param received on W
   * @param sent on R
   */
  public record Cell(
      int widthBits,
      int frameBytes,
      int latencyCycles,
      double bound,
      double received,
      double sent) {

    /** Return whether both directions reach {@link RtlBench#LEAST} of the bound. */
    public boolean isGood() {
      return Math.min(received, sent) >= RtlBench.LEAST * bound;
    }
  }

  /**
   * Cycles from one event to the next, nothing else going on.
   *
   * @param widthBits data width
   * @param what from what to what
   * @param cycles measured
   */
  public record Latency(int widthBits, String what, int cycles) {}

  /** Return whether every figure is as good as it has to be. */
  public boolean isGood() {
    return cells.stream().allMatch(Cell::isGood)
        && !(besideStarved < RtlBench.LEAST_BESIDE_STARVED);
  }

  /** Return the figures as Markdown tables. */
  public String markdown() {
    StringBuilder text = new StringBuilder();
    text.append("| Width | Frame | Latency | Bound % | RX on W % | of bound % | TX on R %");
    text.append(" | of bound % | |\n|---|---|---|---|---|---|---|---|---|\n");
    for (Cell c : cells) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %d | %d | %d | %.1f | %.1f | %.1f | %.1f | %.1f | %s |%n",
              c.widthBits(),
              c.frameBytes(),
              c.latencyCycles(),
              100 * c.bound(),
              100 * c.received(),
              100 * c.received() / c.bound(),
              100 * c.sent(),
              100 * c.sent() / c.bound(),
              c.isGood() ? "" : "**below**"));
    }
    text.append("\n| Width | Idle latency | Cycles |\n|---|---|---|\n");
    for (Latency latency : latencies) {
      text.append("| ").append(latency.widthBits()).append(" | ").append(latency.what());
      text.append(" | ").append(latency.cycles()).append(" |\n");
    }
    if (!Double.isNaN(besideStarved)) {
      text.append(
          String.format(
              Locale.ROOT,
              "%nThroughput of 15 queues beside a starved one: %.2f %% of what they have beside a"
                  + " flowing one.%n",
              100 * besideStarved));
    }
    return text.toString();
  }
}
