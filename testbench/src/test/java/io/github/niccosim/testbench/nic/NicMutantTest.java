// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.nic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.bridge.ModelLibrary;
import io.github.niccosim.rtl.NicDma;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Qualify the bench: every deliberate RTL fault fails the check named for it, and without a fault
 * every scenario passes. One Verilated model; numbers as in {@code rtl/doc}.
 */
class NicMutantTest {

  private static ModelLibrary library;

  @BeforeAll
  static void build() {
    library = NicModels.mutants();
  }

  @ParameterizedTest
  @EnumSource(NicScenario.class)
  void healthyEnginePasses(NicScenario scenario) {
    scenario.run(library, NicDma.CHECKER_BIT).assertClean();
  }

  /** The protocol checkers bound to the RTL end the simulation with a message of their own. */
  @ParameterizedTest
  @CsvSource({
    "4, CHAOS, strobes: channel=W wstrb=",
    "6, CHAOS, burst too long: channel=AW addr=",
    "9, CHAOS, WLAST=1 at beat ",
    "10, CHAOS, WLAST=0 at beat ",
    "62, STALLS, channel=W",
    "63, STALLS, VALID fell before READY: channel=AW (expected: AXI4 A3.2.1)"
  })
  void mutantFailsBoundChecker(int number, NicScenario scenario, String message) {
    NicOutcome outcome = scenario.run(library, number | NicDma.CHECKER_BIT);

    assertThat(outcome.check("simulation").reason()).contains(message).contains("_chk");
  }

  @ParameterizedTest
  @CsvSource({
    "1, CHAOS, written_bytes, length one more",
    "2, CHAOS, integrity, length one less",
    "3, CHAOS, written_bytes, all strobes on the last beat",
    "4, CHAOS, dma_rules, first strobes ignore the offset",
    "5, CHAOS, integrity, shifter off by one lane",
    "6, CHAOS, axi_protocol, no split at 4 KiB",
    "7, CHAOS, axi_protocol, only bit 12 compared",
    "8, CHAOS, axi_protocol, burst one beat long",
    "9, CHAOS, axi_protocol, WLAST early",
    "10, CHAOS, axi_protocol, WLAST late",
    "13, CHAOS, integrity, completion before data",
    "14, SLOW, integrity, completion after the first of several responses",
    "15, CHAOS, interrupts, interrupt before the completion is in memory",
    "16, SMALL_COMPLETION_RING, completions, completion lost when the ring is full",
    "17, CHAOS, order, completion twice",
    "18, CHAOS, progress, phase never flips",
    "19, CHAOS, progress, phase one slot late",
    "21, CHAOS, completions, wrong buffer id",
    "22, TRUNCATION, truncation, length of the frame instead of the bytes written",
    "23, TRUNCATION, integrity, truncation not flagged",
    "24, RING_OF_TWO, progress, doorbell lost when two arrive together",
    "25, CHAOS, device_errors, doorbell of another queue",
    "26, CHAOS, device_errors, tail off by one",
    "27, CHAOS, completions, ring mask one bit short",
    "28, CHAOS, device_errors, prefetch past the tail",
    "29, CHAOS, completions, descriptor used twice",
    "30, CHAOS, completions, descriptor skipped",
    "31, STALE_DESCRIPTOR, stale_named, generation bit ignored",
    "32, TRUNCATION, integrity, buffer length ignored",
    "33, CHAOS, written_bytes, one word too many",
    "35, BUS_ERRORS, integrity, SLVERR ignored",
    "36, BUS_ERRORS, integrity, DECERR charged to the next frame",
    "37, BUS_ERRORS, progress, ID lost on error",
    "38, SLOW, progress, outstanding counter collision",
    "39, CHAOS, simulation, read data routed by order",
    "40, SLOW, integrity, write responses matched by order",
    "41, DROPS, conservation, drop not counted",
    "42, DROPS, conservation, drop counted twice",
    "44, EMPTY_QUEUE, others_flow, empty queue blocks the others",
    "45, DROPS, progress, no retry after refill",
    "47, MODERATION, progress, arm overlooks what came before",
    "48, LONE_FRAME, progress, timer never fires for one completion",
    "50, CHAOS, steering, RSS key rotated",
    "51, CHAOS, steering, IPv6 hashed as IPv4",
    "52, CHAOS, steering, wrong hash bits index the table",
    "61, STOP, dma_rules, queue stopped before its last write",
    "62, STALLS, axi_protocol, strobes change under stall",
    "63, STALLS, axi_protocol, AWVALID falls before AWREADY",
    "64, FULL_SPEED, throughput, a bubble after each burst"
  })
  void mutantFailsItsCheck(int number, NicScenario scenario, String check, String fault) {
    NicOutcome outcome = scenario.run(library, number);

    assertThat(outcome.failed()).as(fault).contains(check);
    assertThat(outcome.check(check).reason()).as(fault).isNotEmpty();
  }
}
