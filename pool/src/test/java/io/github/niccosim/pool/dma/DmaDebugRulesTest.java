// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.niccosim.pool.DmaDirection;
import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PagePool;
import io.github.niccosim.pool.PagePoolParams;
import io.github.niccosim.pool.PoolSystem;
import io.github.niccosim.pool.SystemPages;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each rule of the kernel's DMA debugging beyond the vectors: when it fires and when it does not.
 */
class DmaDebugRulesTest {
  private static final DmaDirection FROM = DmaDirection.FROM_DEVICE;
  private static final DmaDirection TO = DmaDirection.TO_DEVICE;

  private final HostMemory memory = HostMemory.coherent();
  private final DmaChecker checker = new DmaChecker(() -> 0).stackTraces(true);
  private final DmaDevice device = new DmaDevice("nic0", memory, checker);
  private final SystemPages pages = new SystemPages();

  private Page page(int order) {
    return Objects.requireNonNull(pages.allocPage(order, 0));
  }

  private ScatterList list(int entries) {
    ScatterList list = new ScatterList();
    for (int i = 0; i < entries; i++) {
      list.add(page(0), 0, 2048);
    }
    return list;
  }

  private List<String> rules() {
    return checker.violations().stream().map(violation -> violation.rule().id()).toList();
  }

  // ---- scatter-gather -------------------------------------------------------------------------

  @Test
  void scatterListIsMappedSyncedAndUnmappedWithoutReport() {
    ScatterList list = list(3);

    assertThat(device.mapSg(list, 3, FROM)).isEqualTo(3);
    byte[] data = {1, 2, 3};
    assertThat(device.deviceWrite(list.busAddress(2) + 10, data, 0, 3)).isEqualTo(DmaResult.OKAY);
    device.syncSgForCpu(list, 3, FROM);
    assertThat(memory.cpuReadByte(list.physicalAddress(2) + 12)).isEqualTo(3);
    device.syncSgForDevice(list, 3, FROM);
    device.unmapSg(list, 3, FROM);

    assertThat(device.liveMappings()).isZero();
    assertThat(checker.total()).isZero();
  }

  @Test
  void failingEntryUndoesTheWholeList() {
    ScatterList list = list(3);
    device.limits(DmaLimits.DEFAULT.withDmaMask(DmaDevice.FIRST_BUS_ADDRESS + 0x2fff));

    assertThat(device.mapSg(list, 3, FROM)).isZero();

    assertThat(device.liveMappings()).isZero();
    assertThat(list.busAddress(0)).isEqualTo(DmaDevice.MAPPING_ERROR);
    assertThat(rules()).containsExactly("dma-mask");
  }

  @Test
  void segmentLongerThanTheDeviceTakesIsM6() {
    device.limits(DmaLimits.DEFAULT.withMaxSegment(2048));
    device.mapSg(list(1), 1, FROM);
    assertThat(rules()).isEmpty();

    device.mapSg(new ScatterList().add(page(0), 0, 2049), 1, FROM);

    assertThat(checker.violations().getFirst().message())
        .startsWith("scatter-gather segment beyond the device's limits: rule=M6 pool=nic0")
        .endsWith("(hint: segment longer than max=2048: split it)");
  }

  @Test
  void segmentAcrossTheBoundaryIsM6() {
    device.limits(DmaLimits.DEFAULT.withBoundary(0xfff));
    device.mapSg(new ScatterList().add(page(1), 0, 4096), 1, FROM);
    assertThat(rules()).isEmpty();

    device.mapSg(new ScatterList().add(page(1), 4000, 200), 1, FROM);

    assertThat(rules()).containsExactly("M6");
    assertThat(checker.violations().getFirst().hint()).contains("boundary mask 0xfff");
  }

  @Test
  void longSingleMappingIsNotASegment() {
    device.limits(DmaLimits.DEFAULT.withMaxSegment(64).withBoundary(0xfff));

    device.mappingError(device.mapSingle(page(1).physicalAddress(), 8192, FROM));

    assertThat(rules()).isEmpty();
  }

  @Test
  void unmapWithAnotherEntryCountIsU6AndLeavesTheRest() {
    ScatterList list = list(3);
    device.mapSg(list, 3, FROM);

    device.unmapSg(list, 2, FROM);

    assertThat(rules()).containsExactly("U6");
    assertThat(checker.count(DmaRule.U6)).isEqualTo(2);
    assertThat(device.liveMappings()).isEqualTo(1);
  }

  @Test
  void syncWithAnotherEntryCountIsY5UnlessBidirectional() {
    ScatterList both = list(3);
    device.mapSg(both, 3, DmaDirection.BIDIRECTIONAL);
    device.syncSgForCpu(both, 2, DmaDirection.BIDIRECTIONAL);
    assertThat(rules()).isEmpty();
    ScatterList list = list(3);
    device.mapSg(list, 3, FROM);

    device.syncSgForDevice(list, 1, FROM);

    assertThat(rules()).containsExactly("Y5");
  }

  @Test
  void singleSyncInsideAScatterEntryIsFine() {
    ScatterList list = list(2);
    device.mapSg(list, 2, FROM);

    device.syncForCpu(list.busAddress(1) + 100, 64, FROM);

    assertThat(rules()).isEmpty();
  }

  @Test
  void scatterEntryUnmappedAsAPageIsU4() {
    ScatterList list = list(1);
    device.mapSg(list, 1, FROM);

    device.unmapPage(list.busAddress(0), 2048, FROM, false);

    assertThat(rules()).containsExactly("U4");
    assertThat(device.liveMappings()).isZero();
  }

  // ---- allocated memory -----------------------------------------------------------------------

  @Test
  void coherentMemoryFreedAsAllocatedIsFineAndTwiceIsU2() {
    CoherentBuffer ring = device.allocCoherent(4096);
    device.freeCoherent(ring);
    assertThat(rules()).isEmpty();

    device.freeCoherent(ring);

    assertThat(rules()).containsExactly("U2");
  }

  @Test
  void coherentMemoryFreedWithAnotherCpuAddressIsU5() {
    CoherentBuffer ring = device.allocCoherent(4096);

    device.freeCoherent(4096, ring.cpuAddress() + 64, ring.busAddress());

    assertThat(rules()).containsExactly("U5");
    assertThat(device.liveMappings()).isZero();
  }

  @Test
  void coherentMemoryFreedWithAnotherSizeIsU3() {
    CoherentBuffer ring = device.allocCoherent(8192);

    device.freeCoherent(4096, ring.cpuAddress(), ring.busAddress());

    assertThat(rules()).containsExactly("U3");
  }

  @Test
  void noncoherentMemoryNeedsSyncsAndItsOwnFree() {
    NoncoherentBuffer area = device.allocNoncoherent(4096, FROM);
    device.syncForDevice(area.busAddress(), 64, FROM);
    device.deviceWrite(area.busAddress(), new byte[] {7}, 0, 1);
    device.syncForCpu(area.busAddress(), 64, FROM);
    assertThat(memory.cpuReadByte(area.physicalAddress())).isEqualTo(7);
    assertThat(rules()).isEmpty();

    device.deviceWrite(area.busAddress(), new byte[] {8}, 0, 1);
    device.freeNoncoherent(
        new NoncoherentBuffer(area.physicalAddress() + 4096, area.busAddress(), 4096, FROM));

    assertThat(rules()).containsExactly("dev-write-unsynced", "U5");
  }

  @Test
  void withoutCheckerASecondFreeThrows() {
    DmaDevice plain = new DmaDevice("nic1", memory, null);
    CoherentBuffer ring = plain.allocCoherent(64);
    plain.freeCoherent(ring);

    assertThatThrownBy(() -> plain.freeCoherent(ring))
        .hasMessageStartingWith("nothing allocated there: bus=0x1000000000");
  }

  // ---- what may be mapped ---------------------------------------------------------------------

  @Test
  void addressOutsideMemoryIsM1AndARegisterMappingIsNot() {
    device.mappingError(device.mapResource(0x1000, 64, TO));
    assertThat(rules()).isEmpty();

    device.mappingError(device.mapSingle(0x1000, 64, TO));

    assertThat(rules()).containsExactly("M1");
  }

  @Test
  void forbiddenRangesAreM1ToM3() {
    for (DmaRule rule : List.of(DmaRule.M1, DmaRule.M2, DmaRule.M3)) {
      long at = page(0).physicalAddress();
      checker.forbid(rule, at + 100, 50);
      device.mappingError(device.mapSingle(at + 150, 64, TO));
      assertThat(checker.count(rule)).as("beside the range").isZero();

      device.mappingError(device.mapSingle(at + 149, 64, TO));

      assertThat(checker.count(rule)).isEqualTo(1);
    }
  }

  @Test
  void resourceUnmappedAsAResourceIsFineAndMustHaveBeenChecked() {
    long bus = device.mapResource(0x1000, 64, TO);
    device.mappingError(bus);
    device.unmapResource(bus, 64, TO);
    assertThat(rules()).isEmpty();

    device.unmapResource(device.mapResource(0x1000, 64, TO), 64, TO);

    assertThat(rules()).containsExactly("U8");
  }

  @Test
  void eightOverlapsAreAWarningOfTheirOwnEvenWhenOverlapsAreAllowed() {
    Page shared = page(0);
    for (int i = 0; i < 8; i++) {
      device.mapPage(shared, 0, 64, FROM, true);
    }
    assertThat(rules()).as("one mapping and seven overlaps").isEmpty();

    device.mapPage(shared, 0, 64, FROM, true);

    assertThat(rules()).containsExactly("M5-many");
  }

  @Test
  void overlapsOfCleanCachesAndOfBouncedMemoryAreHarmless() {
    checker.dmaAlignment(64);
    Set<DmaAttribute> clean = Set.of(DmaAttribute.CPU_CACHE_CLEAN);
    long at = page(0).physicalAddress();
    device.mapSingle(at, 64, FROM, clean);
    device.mapSingle(at, 64, FROM, clean);
    assertThat(rules()).as("clean on both sides").isEmpty();
    device.mapSingle(at, 64, FROM);
    assertThat(rules()).as("clean on one side").containsExactly("M5");

    device.bounce();
    long bounced = page(0).physicalAddress();
    device.mapSingle(bounced, 64, FROM);
    device.mapSingle(bounced, 64, FROM);

    assertThat(checker.count(DmaRule.M5)).isEqualTo(1);
  }

  @Test
  void overlapIsGoneAfterUnmap() {
    checker.dmaAlignment(64);
    long at = page(0).physicalAddress();
    for (int i = 0; i < 20; i++) {
      long bus = device.mapSingle(at, 64, FROM);
      device.mappingError(bus);
      device.unmapPage(bus, 64, FROM, false);
    }

    assertThat(rules()).isEmpty();
  }

  // ---- the table and the device ---------------------------------------------------------------

  @Test
  void exhaustedTableIsX1AndNothingIsCheckedAnyMore() {
    checker.maxEntries(2);
    device.mapSingle(page(0).physicalAddress(), 64, FROM);
    device.mapSingle(page(0).physicalAddress(), 64, FROM);
    assertThat(rules()).isEmpty();
    assertThat(checker.entries()).isEqualTo(2);

    long third = device.mapSingle(page(0).physicalAddress(), 64, FROM);
    device.unmapPage(third, 1, TO, false);
    device.unmapPage(third, 1, TO, false);

    assertThat(rules()).containsExactly("X1");
    assertThat(checker.disabled()).isTrue();
    assertThat(checker.violations().getFirst().hint()).contains("entries=2: ");
  }

  @Test
  void tableThatIsEmptiedInTimeIsNotExhausted() {
    checker.maxEntries(1);
    for (int i = 0; i < 5; i++) {
      long bus = device.mapSingle(page(0).physicalAddress(), 64, FROM);
      device.mappingError(bus);
      device.unmapPage(bus, 64, FROM, false);
    }

    assertThat(rules()).isEmpty();
  }

  @Test
  void deviceWithoutMaskMapsNothingAndSaysSoOnce() {
    device.limits(DmaLimits.DEFAULT.withDmaMask(0));

    assertThat(device.mapSingle(page(0).physicalAddress(), 64, FROM))
        .isEqualTo(DmaDevice.MAPPING_ERROR);
    assertThat(device.mapPage(page(0), 0, 64, FROM, true)).isEqualTo(DmaDevice.MAPPING_ERROR);

    assertThat(device.warnings()).containsExactly("device without dma mask: device=nic0");
    assertThat(rules()).containsExactly("dma-mask");
  }

  @Test
  void poolOnADeviceWithoutMaskGetsNoPages() {
    device.limits(DmaLimits.DEFAULT.withDmaMask(0));
    PagePool pool =
        PagePool.create(
            PoolSystem.builder().pages(pages).observer(checker).build(),
            PagePoolParams.builder().device(device).dmaMap().build());

    assertThat(pool.allocPages()).isNull();
    assertThat(pages.outstanding()).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = DmaDirection.class,
      names = {"NONE"},
      mode = EnumSource.Mode.EXCLUDE)
  void validDirectionsAreAcceptedEverywhere(DmaDirection direction) throws Throwable {
    for (Executable call : calls(direction)) {
      call.execute();
    }
  }

  @Test
  void noDirectionIsRefusedByEveryMapAndSync() {
    for (Executable call : calls(DmaDirection.NONE)) {
      assertThatThrownBy(call::execute)
          .hasMessage(
              "dma direction not usable: direction=NONE (expected: TO_DEVICE, FROM_DEVICE or"
                  + " BIDIRECTIONAL)");
    }
    assertThat(device.liveMappings()).isEqualTo(4);
  }

  private List<Executable> calls(DmaDirection direction) {
    long bus = device.mapSingle(page(0).physicalAddress(), 64, DmaDirection.BIDIRECTIONAL);
    ScatterList mapped = list(3);
    device.mapSg(mapped, 3, DmaDirection.BIDIRECTIONAL);
    return List.of(
        () -> device.mapSingle(page(0).physicalAddress(), 64, direction),
        () -> device.mapPage(page(0), 0, 64, direction, true),
        () -> device.mapResource(0x1000, 64, direction),
        () -> device.mapSg(list(1), 1, direction),
        () -> device.allocNoncoherent(64, direction),
        () -> device.syncForCpu(bus, 64, direction),
        () -> device.syncForDevice(bus, 64, direction),
        () -> device.syncSgForCpu(mapped, 3, direction),
        () -> device.syncSgForDevice(mapped, 3, direction));
  }

  // ---- bounce buffers -------------------------------------------------------------------------

  @Test
  void syncBeyondABounceBufferIsClampedAndSaysSoOnce() {
    device.bounce();
    Page page = page(1);
    memory.cpuWriteByte(page.physicalAddress() + 4096, 0x77);
    long bus = device.mapSingle(page.physicalAddress(), 4096, FROM);
    device.mappingError(bus);
    device.syncForCpu(bus, 4096, FROM);
    assertThat(device.warnings()).isEmpty();

    device.syncForCpu(bus + 4000, 200, FROM);
    device.syncForCpu(bus + 4000, 200, FROM);

    assertThat(device.warnings())
        .containsExactly("sync clamped to its bounce buffer: device=nic0 length=200 room=96");
    assertThat(rules()).containsExactly("Y1", "bounce-clamp");
    assertThat(memory.cpuReadByte(page.physicalAddress() + 4096)).isEqualTo(0x77);
  }

  @Test
  void mappingLargerThanABounceSegmentFails() {
    device.bounce();

    assertThat(device.mapSingle(page(6).physicalAddress(), 256 * 1024, FROM))
        .isNotEqualTo(DmaDevice.MAPPING_ERROR);
    assertThat(device.mapSingle(page(7).physicalAddress(), 256 * 1024 + 1, FROM))
        .isEqualTo(DmaDevice.MAPPING_ERROR);
  }

  // ---- unbind ---------------------------------------------------------------------------------

  @Test
  void unbindCountsEveryKindOfMappingAndShowsOne() {
    device.mapSg(list(2), 2, FROM);
    device.allocCoherent(64);

    device.unbind();

    assertThat(checker.violations().getFirst().message()).contains("rule=L1", "count=3");
  }

  @Test
  void reportCarriesTheCallAndWhatHappenedBefore() {
    long bus = device.mapSingle(page(0).physicalAddress(), 64, FROM);
    device.mappingError(bus);

    device.unmapPage(bus, 64, TO, false);

    DmaViolation found = checker.violations().getFirst();
    assertThat(found.rule()).isEqualTo(DmaRule.U7);
    assertThat(found.here().stack().getFirst().getMethodName())
        .isEqualTo("reportCarriesTheCallAndWhatHappenedBefore");
    assertThat(found.sites().getFirst().what()).isEqualTo("mapped by nic0");
    assertThat(found.sites().getFirst().stack().getFirst().getClassName())
        .isEqualTo(getClass().getName());
  }
}
