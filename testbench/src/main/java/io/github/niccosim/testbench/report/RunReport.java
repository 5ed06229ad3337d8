// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.report;

import io.github.niccosim.testbench.driver.Check;
import java.util.List;
import java.util.Map;

/**
 * Hold the result of a run: what {@code report.json} and the text report say.
 *
 * <p>Everything but {@link #wall()} depends on parameters, seed and tools only.
 *
 * @param seed seed of the run
 * @param parameters every setting under its option name, with the values chosen for defaults
 * @param tools versions by tool name
 * @param traffic what was sent
 * @param frames what became of the frames
 * @param checks every check by name, in the order they are shown
 * @param violations broken DMA rules, at most {@link #MAX_VIOLATIONS}
 * @param queues one entry per queue
 * @param bus use of the AXI bus
 * @param stages latency of each stage in the lives of descriptors; empty unless the run was
 *     recorded
 * @param cause what is known of why it failed; empty if it passed
 * @param simulatedCycles cycles of the NIC's clock
 * @param simulatedNs simulated nanoseconds
 * @param files names of the files written into the output folder
 * @param wall wall-clock figures
 */
public record RunReport(
    long seed,
    Map<String, Object> parameters,
    Map<String, String> tools,
    Traffic traffic,
    Frames frames,
    List<Check> checks,
    List<Violation> violations,
    List<Queue> queues,
    Bus bus,
    List<Stage> stages,
    Cause cause,
    long simulatedCycles,
    long simulatedNs,
    List<String> files,
    Wall wall) {

  /** Identifies the layout of {@code report.json}; keys are added, never renamed. */
  public static final String SCHEMA = "nic-cosim.report/1";

  /** Violations kept; the rest is only counted, in {@code dma_rules}. */
  public static final int MAX_VIOLATIONS = 100;

  /** Say whether every check passed. */
  public boolean passed() {
    return checks.stream().noneMatch(Check::failed);
  }

  /** Return {@code pass} or {@code fail}. */
  public String verdict() {
    return passed() ? "pass" : "fail";
  }

  /**
   * What was sent.
   *
   * @param source {@code capture} or {@code generated}
   * @param bytes bytes of all frames sent
   * @param longestFrameBytes longest frame
   * @param truncatedFrames frames of the capture that its snap length had cut
   */
  public record Traffic(String source, long bytes, int longestFrameBytes, long truncatedFrames) {}

  /**
   * What became of the frames.
   *
   * @param in frames that entered the NIC
   * @param delivered frames handed to the consumer, right or corrupt
   * @param corrupt delivered frames that differ from what was sent
   * @param dropped lost frames by reason
   */
  public record Frames(long in, long delivered, long corrupt, Dropped dropped) {}

  /**
   * Lost frames by reason.
   *
   * @param noDescriptor no descriptor was posted
   * @param bufferFull the NIC's packet buffer was full
   * @param oversize longer than the NIC's limit
   * @param error completed with an error code, or marked bad by the MAC
   */
  public record Dropped(long noDescriptor, long bufferFull, long oversize, long error) {
    /** Return the sum over all reasons. */
    public long total() {
      return noDescriptor + bufferFull + oversize + error;
    }
  }

  /**
   * A broken DMA rule.
   *
   * @param rule name of the rule
   * @param queue receive queue, -1 when none is concerned
   * @param page page frame number, -1 when none is concerned
   * @param firstByte first byte concerned, counted from the start of the buffer
   * @param lastByte last byte concerned
   * @param timeNs simulated time in nanoseconds
   * @param message what happened and what to do
   */
  public record Violation(
      String rule,
      int queue,
      long page,
      long firstByte,
      long lastByte,
      long timeNs,
      String message) {}

  /**
   * Percentiles of a time span.
   *
   * @param p50 median
   * @param p99 99th percentile
   * @param max longest
   */
  public record Percentiles(long p50, long p99, long max) {}

  /**
   * Figures of one queue.
   *
   * @param queue number
   * @param delivered frames handed to the consumer
   * @param dropped frames of this queue lost, as the NIC counts them
   * @param starvedCycles cycles in which a frame waited without a posted descriptor
   * @param fillMin lowest fill level after start
   * @param fillMax highest fill level
   * @param refillCycles refill latency in cycles
   * @param refillNs refill latency in nanoseconds
   * @param interrupts interrupts taken
   * @param polls polls made
   * @param pagePool the pool's counters under the kernel's names, and {@code inflight}
   */
  public record Queue(
      int queue,
      long delivered,
      long dropped,
      long starvedCycles,
      long fillMin,
      long fillMax,
      Percentiles refillCycles,
      Percentiles refillNs,
      long interrupts,
      long polls,
      Map<String, Long> pagePool) {}

  /**
   * Use of the AXI bus between first frame in and last frame delivered.
   *
   * @param writeUtilisation share of cycles with a write-data beat, 0..1
   * @param readUtilisation share of cycles with a read-data beat, 0..1
   * @param writeBytes bytes written
   * @param readBytes bytes read
   * @param maxOutstandingWrites most write bursts in flight
   * @param maxOutstandingReads most read bursts in flight
   * @param errorResponses bursts answered with an error
   */
  public record Bus(
      double writeUtilisation,
      double readUtilisation,
      long writeBytes,
      long readBytes,
      long maxOutstandingWrites,
      long maxOutstandingReads,
      long errorResponses) {}

  /**
   * Latency of one stage of a descriptor's life.
   *
   * @param stage its name: fetch, wait, write, complete, interrupt, poll, recycle
   * @param count descriptors that passed it
   * @param ns length in nanoseconds
   */
  public record Stage(String stage, long count, Percentiles ns) {}

  /**
   * A moment at which something went wrong.
   *
   * @param timeNs simulated time in nanoseconds
   * @param text what happened
   */
  public record Sign(long timeNs, String text) {}

  /**
   * What is known of why a run failed.
   *
   * @param signs moments at which something went wrong, the first one first
   * @param lines the life of the descriptor concerned, in a recorded run
   */
  public record Cause(List<Sign> signs, List<String> lines) {
    /** Nothing is known, or nothing is wrong. */
    public static final Cause NONE = new Cause(List.of(), List.of());
  }

  /**
   * Wall-clock figures; they differ from run to run.
   *
   * @param seconds time spent simulating
   * @param cyclesPerSecond simulated cycles per second of it
   */
  public record Wall(double seconds, long cyclesPerSecond) {}
}
