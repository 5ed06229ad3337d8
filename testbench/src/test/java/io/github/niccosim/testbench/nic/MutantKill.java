// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.nic;

import java.util.Arrays;
import java.util.List;

/**
 * Which scenario kills a deliberate RTL fault, by which check, for which reason.
 *
 * @param number value of {@code bug_sel_i}
 * @param scenario run that shows it
 * @param check check that fails
 * @param message what the check's reason says
 * @param fault what is broken, in words
 */
record MutantKill(int number, Scenario scenario, String check, String message, String fault) {

  private static final String TABLE =
      """
      1 | CHAOS | written_bytes | more bytes written than reported | length one more
      2 | CHAOS | integrity | frame corrupt | length one less
      3 | CHAOS | written_bytes | more bytes written than reported | all strobes on the last beat
      4 | CHAOS | dma_rules | rule=dev-write-unsynced | first strobes ignore the offset
      5 | CHAOS | integrity | frame corrupt | shifter off by one lane
      6 | CHAOS | axi_protocol | rule=AW_BOUNDARY | no split at 4 KiB
      7 | CHAOS | axi_protocol | rule=AW_BOUNDARY | only bit 12 compared
      8 | CHAOS | axi_protocol | rule=W_LAST_EARLY | burst one beat long
      9 | CHAOS | axi_protocol | rule=W_LAST_EARLY | WLAST early
      10 | CHAOS | axi_protocol | rule=W_LAST_LATE | WLAST late
      11 | FULL_BUFFER | integrity | frame corrupt | beats of two frames exchanged
      13 | CHAOS | integrity | frame corrupt | completion before data
      14 | SLOW | integrity | frame corrupt | completion after the first of several responses
      15 | CHAOS | interrupts | interrupts found no completion in memory | interrupt before the completion is in memory
      16 | SMALL_COMPLETION_RING | completions | completion names another buffer | completion lost when the ring is full
      17 | CHAOS | order | frame duplicated | completion twice
      18 | CHAOS | progress | nothing moved any more | phase never flips
      19 | CHAOS | progress | nothing moved any more | phase one slot late
      20 | CHAOS | completions | completion names another queue | record written in two parts, first with the phase
      21 | CHAOS | completions | completion names another buffer | wrong buffer id
      22 | TRUNCATION | truncation | truncated length is not the buffer's | length of the frame instead of the bytes written
      23 | TRUNCATION | integrity | frame corrupt | truncation not flagged
      24 | RESET_ONE_QUEUE | progress | nothing moved any more | doorbell lost when two arrive together
      25 | CHAOS | device_errors | desc_stale, tail_range | doorbell of another queue
      26 | CHAOS | device_errors | desc_stale | tail off by one
      27 | CHAOS | completions | completion names another buffer | ring mask one bit short
      28 | CHAOS | device_errors | desc_stale | prefetch past the tail
      29 | CHAOS | completions | completion names another buffer | descriptor used twice
      30 | CHAOS | completions | completion names another buffer | descriptor skipped
      31 | STALE_DESCRIPTOR | stale_named | stale descriptor not reported | generation bit ignored
      32 | TRUNCATION | integrity | frame corrupt | buffer length ignored
      33 | CHAOS | written_bytes | more bytes written than reported | one word too many
      34 | HEADER_SPLIT | header_split | bytes in the header buffer | header split one byte late
      35 | BUS_ERRORS | integrity | frame corrupt | SLVERR ignored
      36 | BUS_ERRORS | integrity | frame corrupt | DECERR charged to the next frame
      37 | BUS_ERRORS | progress | nothing moved any more | ID lost on error
      38 | SLOW | progress | nothing moved any more | outstanding counter collision
      39 | CHAOS | simulation | engine does not answer | read data routed by order
      40 | SLOW | integrity | frame corrupt | write responses matched by order
      41 | DROPS | conservation | frames not accounted for once | drop not counted
      42 | DROPS | conservation | frames not accounted for once | drop counted twice
      43 | OVERSIZE | buffer_returned | buffer full though nothing waits | partial frame kept after a drop on its last beat
      44 | EMPTY_QUEUE | others_flow | frames of other queues lost | empty queue blocks the others
      45 | DROPS | progress | nothing moved any more | no retry after refill
      46 | RING_LOW | ring_low | ring low event of queue 1 | ring low event lost
      47 | MODERATION | progress | nothing moved any more | arm overlooks what came before
      48 | LONE_FRAME | progress | nothing moved any more | timer never fires for one completion
      49 | MASKED | progress | nothing moved any more | event of a masked vector forgotten
      50 | CHAOS | steering | frame misrouted | RSS key rotated
      51 | CHAOS | steering | frame misrouted | IPv6 hashed as IPv4
      52 | CHAOS | steering | frame misrouted | wrong hash bits index the table
      53 | CHECKSUM | checksum | checksum | carry of the sum dropped
      54 | CHECKSUM_AFTER_DROP | checksum_after_drop | checksum | sum of the frame before a drop
      55 | TIMESTAMPS | timestamps | time stamp | time of the frame before
      56 | GATHER | tx_integrity | sent frame corrupt | fragments swapped
      57 | GATHER | tx_completions | transmit completed before the frame left | completion when the last read is requested
      58 | GATHER | tx_integrity | sent frame corrupt | checksum one byte late
      59 | FAIRNESS | fairness | queue without its share | round robin stuck
      60 | RESET_ONE_QUEUE | tx_integrity | sent frame corrupt | queue reset leaves a byte behind
      61 | STOP | dma_rules | rule=dev-after-unmap | queue stopped before its last write
      62 | STALLS | axi_protocol | rule=W_STABLE | strobes change under stall
      63 | STALLS | axi_protocol | rule=AW_VALID_HELD | AWVALID falls before AWREADY
      64 | FULL_SPEED | throughput | idle cycles on the w channel | a bubble after each burst
      65 | LATE_ANSWERS | simulation | model stopped | late answer taken for another burst's
      """;

  /** Return all kills in order of number. */
  static List<MutantKill> all() {
    return TABLE.lines().map(MutantKill::parse).toList();
  }

  private static MutantKill parse(String line) {
    List<String> cells = Arrays.stream(line.split("\\|")).map(String::strip).toList();
    return new MutantKill(
        Integer.parseInt(cells.get(0)),
        scenario(cells.get(1)),
        cells.get(2),
        cells.get(3),
        cells.get(4));
  }

  private static Scenario scenario(String name) {
    return Scenario.all().stream()
        .filter(candidate -> candidate.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Return this row of the Markdown table. */
  String row() {
    return "| %d | %s | `%s` | `%s` | %s |"
        .formatted(number, fault, scenario.name(), check, message);
  }

  @Override
  public String toString() {
    return number + " " + fault;
  }
}
