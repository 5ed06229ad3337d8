// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.pool.DmaDirection;
import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PagePool;
import io.github.niccosim.pool.PagePoolParams;
import io.github.niccosim.pool.PoolSystem;
import io.github.niccosim.pool.SystemPages;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Each rule about a single access or put: broken at one byte, kept beside it. */
class AccessRulesTest {
  private static final DmaDirection FROM = DmaDirection.FROM_DEVICE;
  private static final DmaDirection TO = DmaDirection.TO_DEVICE;

  private final HostMemory memory = HostMemory.coherent();
  private final DmaChecker checker = new DmaChecker(() -> 0);
  private final DmaDevice device = new DmaDevice("nic0", memory, checker);
  private final SystemPages pages = new SystemPages();
  private final Page page = Objects.requireNonNull(pages.allocPage(0, 0));
  private final long at = page.physicalAddress();

  private long mapped(DmaDirection direction) {
    long bus = device.mapSingle(at, 2048, direction);
    device.mappingError(bus);
    return bus;
  }

  private DmaResult write(long bus, int length) {
    return device.deviceWrite(bus, new byte[length], 0, length);
  }

  private DmaResult read(long bus, int length) {
    return device.deviceRead(bus, new byte[length], 0, length);
  }

  private List<String> rules() {
    return checker.violations().stream().map(found -> found.rule().id()).toList();
  }

  private void assertNamed(DmaRule rule, long first, long last) {
    DmaViolation found = checker.violations().getLast();
    assertThat(found.rule()).isEqualTo(rule);
    assertThat(found.firstByte()).isEqualTo(first);
    assertThat(found.lastByte()).isEqualTo(last);
  }

  @Test
  void bytesWithinTheMappingMayBeUsedOnBothSidesInTurn() {
    long bus = mapped(DmaDirection.BIDIRECTIONAL);
    write(bus, 2048);
    device.syncForCpu(bus, 2048, DmaDirection.BIDIRECTIONAL);
    memory.cpuWriteByte(at + 2047, memory.cpuReadByte(at));
    device.syncForDevice(bus, 2048, DmaDirection.BIDIRECTIONAL);
    read(bus, 2048);
    device.unmapPage(bus, 2048, DmaDirection.BIDIRECTIONAL, false);
    memory.cpuWriteByte(at, 1);

    assertThat(rules()).isEmpty();
  }

  @Test
  void cpuReadBeforeTheSyncIsNamedAtItsFirstByte() {
    long bus = mapped(FROM);
    write(bus, 100);
    device.syncForCpu(bus, 60, FROM);
    memory.cpuRead(at, new byte[60], 0, 60);
    assertThat(rules()).isEmpty();

    memory.cpuRead(at, new byte[100], 0, 100);

    assertNamed(DmaRule.CPU_READ_EARLY, 60, 99);
  }

  @Test
  void cpuWriteBetweenSyncForDeviceAndTheAccessIsNamed() {
    long bus = mapped(FROM);
    device.syncForCpu(bus, 2048, FROM);
    memory.cpuWriteByte(at + 5, 1);
    memory.cpuWriteByte(at + 2048, 1);
    device.syncForDevice(bus, 2048, FROM);
    assertThat(rules()).isEmpty();

    memory.cpuWriteInt(at + 5, 1);

    assertNamed(DmaRule.CPU_WRITE_EARLY, 5, 8);
  }

  @Test
  void deviceReadOfBytesTheCpuOwnsIsNamed() {
    long bus = mapped(TO);
    read(bus, 2048);
    assertThat(rules()).isEmpty();
    device.syncForCpu(bus + 64, 32, TO);

    read(bus, 2048);

    assertNamed(DmaRule.DEVICE_READ_UNSYNCED, 64, 95);
  }

  @Test
  void missingSyncForDeviceBeforeTheNextFrameIsNamed() {
    long bus = mapped(FROM);
    write(bus, 100);
    device.syncForCpu(bus, 100, FROM);
    device.syncForDevice(bus, 90, FROM);
    write(bus, 90);
    assertThat(rules()).isEmpty();

    write(bus, 100);

    assertNamed(DmaRule.DEVICE_WRITE_UNSYNCED, 90, 99);
  }

  @Test
  void accessAgainstTheDirectionIsASlaveErrorAndNamed() {
    long received = mapped(FROM);

    assertThat(read(received, 4)).isEqualTo(DmaResult.SLAVE_ERROR);

    assertThat(rules()).containsExactly("dev-permission");
    long sent = device.mapSingle(at + 2048, 64, TO);
    assertThat(read(sent, 4)).isEqualTo(DmaResult.OKAY);
    assertThat(write(sent, 4)).isEqualTo(DmaResult.SLAVE_ERROR);
    assertThat(checker.count(DmaRule.DEVICE_PERMISSION)).isEqualTo(2);
  }

  @Test
  void deviceWriteBeyondItsMappingIsNamedByteForByte() {
    long bus = mapped(FROM);
    write(bus + 2000, 48);
    assertThat(rules()).isEmpty();

    write(bus + 2000, 50);

    assertNamed(DmaRule.DEVICE_RANGE, 2048, 2049);
  }

  @Test
  void deviceUseOfAnAddressWithoutAndAfterAMappingAreTold() {
    long bus = mapped(FROM);
    device.unmapPage(bus, 2048, FROM, false);

    assertThat(write(bus, 4)).isEqualTo(DmaResult.DECODE_ERROR);
    assertThat(write(bus + (1L << 30), 4)).isEqualTo(DmaResult.DECODE_ERROR);

    assertThat(rules()).containsExactly("dev-after-unmap", "dev-unmapped");
  }

  @Test
  void receivedBytesUnmappedWithoutSyncAreLost() {
    long synced = device.mapPage(page, 0, 2048, FROM, true);
    device.mappingError(synced);
    device.syncForDevice(synced, 2048, FROM);
    write(synced, 100);
    device.syncForCpu(synced, 50, FROM);
    device.unmapPage(synced, 2048, FROM, true);
    memory.cpuReadByte(at + 49);
    assertThat(rules()).isEmpty();

    memory.cpuReadByte(at + 50);
    assertNamed(DmaRule.CPU_READ_LOST, 50, 50);

    memory.cpuWriteByte(at + 51, 1);
    memory.cpuReadByte(at + 51);
    assertThat(checker.total()).as("overwriting lost bytes is fine").isEqualTo(1);
  }

  @Test
  void putToAForeignPoolIsNamedWithThatPoolAndRefused() {
    PoolSystem system = PoolSystem.builder().pages(pages).observer(checker).build();
    PagePool own = PagePool.create(system, PagePoolParams.builder().name("rx0").build());
    PagePool other = PagePool.create(system, PagePoolParams.builder().name("rx1").build());
    Page held = Objects.requireNonNull(own.allocPages());

    other.recycleDirect(held);

    assertThat(rules()).containsExactly("foreign-put");
    assertThat(checker.violations().getFirst().pool()).isEqualTo("rx1");
    assertThat(other.state().cache()).isZero();
    own.recycleDirect(held);
    assertThat(checker.total()).isEqualTo(1);
  }
}
