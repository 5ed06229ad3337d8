// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PageOwnershipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Wrong driver settings and wrong accesses are named at the byte, and lose data where they do. */
class DmaCheckerTest {
  @ParameterizedTest
  @EnumSource(CacheModel.class)
  void correctDriverLosesNothingAndBreaksNoRule(CacheModel model) {
    ReceiveQueue queue = new ReceiveQueue(model, true, 64, 2048);

    int wrong = 0;
    for (int i = 0; i < 500; i++) {
      wrong += queue.roundTrip(60 + (i * 37) % 1900, i);
    }

    assertThat(queue.checker.violations()).isEmpty();
    assertThat(wrong).isZero();
  }

  @Test
  void shortMaxLenLosesTheTailAndIsNamed() {
    ReceiveQueue queue = new ReceiveQueue(CacheModel.ARM64, true, 0, 1024);

    int wrong = queue.roundTrip(1500, 0x11);

    DmaViolation first = queue.checker.violations().getFirst();
    assertThat(first.rule()).isEqualTo(DmaRule.DEVICE_WRITE_UNSYNCED);
    assertThat(first.message())
        .isEqualTo(
            "device wrote bytes the cpu owns: rule=dev-write-unsynced pool=rx3 queue=3"
                + " page=0x8003f bytes=1024..1279 time=5ns (hint: offset=0 max_len=1024 ends at"
                + " byte 1023: raise max_len to the longest frame)");
    assertThat(wrong).isEqualTo(1500 - 1024);
  }

  @Test
  void shortMaxLenIsNamedOnCoherentMemoryThoughNothingIsLost() {
    ReceiveQueue queue = new ReceiveQueue(CacheModel.COHERENT, true, 0, 1024);

    int wrong = queue.roundTrip(1500, 0x11);

    assertThat(queue.checker.count(DmaRule.DEVICE_WRITE_UNSYNCED)).isPositive();
    assertThat(wrong).isZero();
  }

  @Test
  void poolWithoutSyncLosesTheFirstFrameAndIsNamed() {
    ReceiveQueue queue = new ReceiveQueue(CacheModel.ARM64, false, 0, 0);

    int wrong = queue.roundTrip(300, 0x11);

    DmaViolation first = queue.checker.violations().getFirst();
    assertThat(first.rule()).isEqualTo(DmaRule.DEVICE_WRITE_UNSYNCED);
    assertThat(first.queue()).isEqualTo(3);
    assertThat(first.firstByte()).isZero();
    assertThat(first.lastByte()).isEqualTo(255);
    assertThat(first.hint()).contains("PP_FLAG_DMA_SYNC_DEV");
    assertThat(wrong).isEqualTo(300);
  }

  @Test
  void offsetBeyondThePageIsNamedAtCreationAtSyncAndAtTheWrite() {
    ReceiveQueue queue = new ReceiveQueue(CacheModel.ARM64, true, 4096 + 64, 2048);

    DmaResult result = queue.receive(queue.post(), 300, 0x11);

    assertThat(result).isEqualTo(DmaResult.DECODE_ERROR);
    assertThat(queue.checker.violations())
        .extracting(DmaViolation::rule)
        .containsExactly(DmaRule.GEOMETRY, DmaRule.Y1, DmaRule.DEVICE_UNMAPPED);
    assertThat(queue.checker.violations())
        .allSatisfy(violation -> {
          assertThat(violation.queue()).isEqualTo(3);
          assertThat(violation.firstByte()).isEqualTo(4160);
        });
  }

  @Test
  void missingSyncForCpuIsNamedAndReadsStaleBytes() {
    ReceiveQueue queue = new ReceiveQueue(CacheModel.ARM64, true, 0, 2048);
    queue.syncForCpu = false;

    int wrong = queue.roundTrip(300, 0x11);

    DmaViolation first = queue.checker.violations().getFirst();
    assertThat(first.rule()).isEqualTo(DmaRule.CPU_READ_EARLY);
    assertThat(first.lastByte()).isEqualTo(299);
    assertThat(wrong).isPositive();
  }

  @Test
  void deviceWriteAfterRecycleIsNamed() {
    ReceiveQueue queue = new ReceiveQueue(CacheModel.ARM64, true, 0, 2048);
    Page page = queue.post();
    queue.pool.recycleDirect(page);

    queue.receive(page, 64, 0x11);

    DmaViolation first = queue.checker.violations().getFirst();
    assertThat(first.rule()).isEqualTo(DmaRule.DEVICE_WRITE_IDLE);
    assertThat(first.page()).isEqualTo(page.pfn());
    assertThat(first.sites().toString()).contains("recycled to CACHE");
  }

  @Test
  void deviceWriteAfterUnmapFaultsAndIsNamed() {
    ReceiveQueue queue = new ReceiveQueue(CacheModel.ARM64, true, 0, 2048);
    Page page = queue.post();
    queue.pool.destroy();

    DmaResult result = queue.receive(page, 64, 0x11);

    assertThat(result).isEqualTo(DmaResult.DECODE_ERROR);
    assertThat(queue.checker.violations())
        .extracting(DmaViolation::rule)
        .containsExactly(DmaRule.DEVICE_AFTER_UNMAP);
  }

  @Test
  void doublePutIsRefusedAndNamed() {
    ReceiveQueue queue = new ReceiveQueue(CacheModel.ARM64, true, 0, 2048);
    Page page = queue.post();
    queue.pool.recycleDirect(page);

    queue.pool.recycleDirect(page);

    assertThat(queue.checker.violations())
        .extracting(DmaViolation::rule)
        .containsExactly(DmaRule.DOUBLE_PUT);
    assertThat(queue.post()).isSameAs(page);
    assertThat(queue.post()).isNotSameAs(page);
  }

  @Test
  void aRuleIsReportedOnceAndCountedAfterwards() {
    ReceiveQueue queue = new ReceiveQueue(CacheModel.COHERENT, true, 0, 512);

    queue.roundTrip(1500, 1);
    queue.roundTrip(1500, 2);

    assertThat(queue.checker.violations()).hasSize(1);
    assertThat(queue.checker.count(DmaRule.DEVICE_WRITE_UNSYNCED, "rx3")).isEqualTo(8);
  }

  @Test
  void shortSyncSizeOfTheLastPutIsNamedThereAndAtTheNextFrame() {
    ReceiveQueue queue = new ReceiveQueue(CacheModel.ARM64, true, 0, 2048);
    Page page = queue.post();
    queue.receive(page, 1024, 1);
    queue.deliver(page, 1024);
    queue.pool.putPage(page, 256, true);

    queue.receive(queue.post(), 1024, 2);

    assertThat(queue.checker.violations().getFirst().rule()).isEqualTo(DmaRule.PUT_SHORT);
    DmaViolation first = queue.checker.violations().get(1);
    assertThat(first.rule()).isEqualTo(DmaRule.DEVICE_WRITE_UNSYNCED);
    assertThat(first.firstByte()).isEqualTo(256);
    assertThat(first.hint()).contains("covered 256 bytes from byte 0").contains("dma_sync_size");
  }

  @Test
  void cpuUseOfAnIdlePageIsNamed() {
    ReceiveQueue queue = new ReceiveQueue(CacheModel.ARM64, true, 0, 2048);
    Page page = queue.post();
    queue.pool.recycleDirect(page);

    queue.memory.cpuWriteInt(page.physicalAddress() + 3000, 1);

    assertThat(queue.checker.count(DmaRule.CPU_USE_IDLE)).isEqualTo(1);
  }

  @Test
  void failLevelThrowsAtTheFirstViolation() {
    ReceiveQueue queue = new ReceiveQueue(CacheModel.ARM64, true, 0, 512);
    queue.checker.level(DmaChecker.Level.FAIL);

    assertThatThrownBy(() -> queue.roundTrip(1500, 1))
        .isInstanceOf(DmaViolationException.class)
        .hasMessageContaining("rule=dev-write-unsynced pool=rx3 queue=3");
  }

  @Test
  void stackTracesNameTheCaller() {
    ReceiveQueue queue = new ReceiveQueue(CacheModel.ARM64, true, 0, 2048);
    queue.checker.stackTraces(true);
    Page page = queue.post();
    queue.pool.recycleDirect(page);

    queue.pool.recycleDirect(page);

    assertThat(queue.checker.violations().getFirst().toString())
        .contains("recycled to CACHE")
        .contains("DmaCheckerTest.stackTracesNameTheCaller");
  }

  @Test
  void putAfterReleaseIsRefusedOrThrows() {
    ReceiveQueue queue = new ReceiveQueue(CacheModel.ARM64, true, 0, 2048);
    Page page = queue.post();
    page.get();
    queue.pool.recycleDirect(page);

    queue.pool.recycleDirect(page);
    page.put();

    assertThat(queue.checker.count(DmaRule.RELEASED_PUT)).isEqualTo(1);
    assertThatThrownBy(page::put).isInstanceOf(PageOwnershipException.class);
  }
}
