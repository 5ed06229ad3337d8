// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.niccosim.pool.DmaDirection;
import org.junit.jupiter.api.Test;

/** How loud the checker is: levels, and the four switches of the kernel's dma-api folder. */
class DmaLevelsTest {
  private final HostMemory memory = HostMemory.coherent();
  private final DmaChecker checker = new DmaChecker(() -> 0);
  private final DmaDevice device = new DmaDevice("nic0", memory, checker);
  private final DmaDevice other = new DmaDevice("nic1", memory, checker);

  private static void unmapNothing(DmaDevice on) {
    on.unmapPage(DmaDevice.FIRST_BUS_ADDRESS, 64, DmaDirection.FROM_DEVICE, false);
  }

  private static void unmapError(DmaDevice on) {
    on.unmapPage(DmaDevice.MAPPING_ERROR, 64, DmaDirection.FROM_DEVICE, false);
  }

  @Test
  void offTracksAndCountsNothing() {
    checker.level(DmaChecker.Level.OFF);

    unmapNothing(device);

    assertThat(checker.total()).isZero();
    assertThat(checker.violations()).isEmpty();
  }

  @Test
  void countOnlyCounts() {
    checker.level(DmaChecker.Level.COUNT);

    unmapNothing(device);
    unmapNothing(device);

    assertThat(checker.total()).isEqualTo(2);
    assertThat(checker.violations()).isEmpty();
  }

  @Test
  void reportKeepsTheFirstOfEachCauseAndCountsTheRest() {
    unmapNothing(device);
    unmapNothing(device);
    unmapError(device);
    unmapNothing(other);

    assertThat(checker.violations())
        .extracting(found -> found.pool() + " " + found.rule().id())
        .containsExactly("nic0 U2", "nic0 U1", "nic1 U2");
    assertThat(checker.total()).isEqualTo(4);
    assertThat(checker.count(DmaRule.U2, "nic0")).isEqualTo(2);
  }

  @Test
  void failThrowsAtTheFirstOfEachCauseAndStillCounts() {
    checker.level(DmaChecker.Level.FAIL);

    assertThatThrownBy(() -> unmapNothing(device))
        .isInstanceOf(DmaViolationException.class)
        .hasMessageStartingWith("unmap without a mapping: rule=U2 pool=nic0");
    assertThatCode(() -> unmapNothing(device)).doesNotThrowAnyException();

    assertThat(checker.total()).isEqualTo(2);
  }

  @Test
  void allErrorsReportsEveryOccurrence() {
    checker.allErrors(true).numErrors(0);

    unmapNothing(device);
    unmapNothing(device);

    assertThat(checker.violations()).hasSize(2);
  }

  @Test
  void numErrorsLimitsReportsButNotTheCount() {
    checker.numErrors(1);

    unmapNothing(device);
    unmapError(device);

    assertThat(checker.violations()).hasSize(1);
    assertThat(checker.numErrors()).isZero();
    assertThat(checker.total()).isEqualTo(2);
  }

  @Test
  void driverFilterShowsOneDeviceAndTheOthersUseUpReportsToo() {
    checker.driverFilter("nic1").numErrors(2);

    unmapNothing(device);
    unmapNothing(other);
    unmapError(other);

    assertThat(checker.violations()).extracting(DmaViolation::pool).containsExactly("nic1");
    assertThat(checker.total()).isEqualTo(3);
  }

  @Test
  void withoutTracesAReportHasNoStacks() {
    unmapNothing(device);

    assertThat(checker.violations().getFirst().here().stack()).isEmpty();
  }
}
