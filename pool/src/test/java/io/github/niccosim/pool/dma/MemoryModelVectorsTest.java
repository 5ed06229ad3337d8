// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.pool.DmaDirection;
import io.github.niccosim.pool.SystemPages;
import io.github.niccosim.pool.Vectors;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The memory model vectors of the file: what is lost when a sync is missing. */
class MemoryModelVectorsTest {
  private static final DmaDirection FROM = DmaDirection.FROM_DEVICE;
  private static final int LINE = CpuCache.LINE_BYTES;

  private final SystemPages pages = new SystemPages();
  private HostMemory memory = HostMemory.nonCoherent(1);
  private DmaDevice device = new DmaDevice("nic0", memory, null);
  private long at;
  private long bus;

  private void begin(CacheModel model) {
    memory = new HostMemory(model, 1);
    device = new DmaDevice("nic0", memory, null);
    var page = Objects.requireNonNull(pages.allocPage(0, 0));
    at = page.physicalAddress();
    bus = device.mapPage(page, 0, 4096, FROM, true);
  }

  private CpuCache cache() {
    return Objects.requireNonNull(memory.cache());
  }

  private void cpuFills(long offset, int value, int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    memory.cpuWrite(at + offset, bytes, 0, length);
  }

  private void deviceFills(long offset, int value, int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    assertThat(device.deviceWrite(bus + offset, bytes, 0, length)).isEqualTo(DmaResult.OKAY);
  }

  @Test
  void theFileHasAllVectors() {
    assertThat(Vectors.lines("NC")).hasSize(6);
  }

  @Test
  void nc1WithoutSyncForCpuBothValuesAreReachable() {
    Set<Integer> seen = new TreeSet<>();
    for (boolean speculative : new boolean[] {false, true}) {
      begin(CacheModel.ARM64);
      cpuFills(0, 0xaa, LINE);
      device.syncForDevice(bus, LINE, FROM);
      if (!speculative) {
        cache().evict(at, LINE);
      }
      deviceFills(0, 0x55, LINE);
      seen.add(memory.cpuReadByte(at));
    }

    assertThat(seen).containsExactly(0x55, 0xaa);
  }

  @Test
  void nc2SyncForCpuShowsTheDevicesData() {
    begin(CacheModel.ARM64);
    cpuFills(0, 0xaa, LINE);
    device.syncForDevice(bus, LINE, FROM);
    deviceFills(0, 0x55, LINE);
    cache().load(at, LINE);

    device.syncForCpu(bus, LINE, FROM);

    assertThat(memory.cpuReadByte(at)).isEqualTo(0x55);
  }

  @Test
  void nc3WithoutSyncForDeviceReceivedDataIsLost() {
    begin(CacheModel.ARM64);
    cpuFills(0, 0xaa, LINE);
    deviceFills(0, 0x55, LINE);
    cache().evict(at, LINE);

    device.syncForCpu(bus, LINE, FROM);

    assertThat(memory.cpuReadByte(at)).isEqualTo(0xaa);
  }

  @Test
  void nc4FragmentsInOneLineLoseOneSideOrTheOther() {
    begin(CacheModel.RISC_V);
    device.syncForDevice(bus, 32, FROM);
    cpuFills(32, 0xbb, 32);
    byte[] received = new byte[32];
    Arrays.fill(received, (byte) 0x55);
    memory.ramWrite(at, received, 0, 32);
    device.syncForCpu(bus, 32, FROM);
    assertThat(memory.cpuReadByte(at)).as("riscv: received").isEqualTo(0x55);
    assertThat(memory.cpuReadByte(at + 32)).as("riscv: cpu data lost").isZero();

    begin(CacheModel.ARM64);
    device.syncForDevice(bus, 32, FROM);
    cpuFills(32, 0xbb, 32);
    memory.ramWrite(at, received, 0, 32);
    device.syncForCpu(bus, 32, FROM);
    assertThat(memory.cpuReadByte(at)).as("arm64: received data lost").isZero();
    assertThat(memory.cpuReadByte(at + 32)).as("arm64: cpu data").isEqualTo(0xbb);
  }

  @Test
  void nc5BounceBufferKeepsBytesTheDeviceDidNotWrite() {
    memory = HostMemory.coherent();
    device = new DmaDevice("nic0", memory, null);
    assertThat(device.needsSync()).isFalse();
    device.bounce();
    var page = Objects.requireNonNull(pages.allocPage(0, 0));
    at = page.physicalAddress();
    cpuFills(0, 0x11, 64);
    bus = device.mapPage(page, 0, 4096, FROM, true);
    deviceFills(0, 0x55, 10);

    device.syncForCpu(bus, 64, FROM);

    assertThat(memory.cpuReadByte(at + 5)).isEqualTo(0x55);
    assertThat(memory.cpuReadByte(at + 20)).isEqualTo(0x11);
    assertThat(device.needsSync()).isTrue();
  }

  @Test
  void nc6BounceBufferUnmappedWithoutSyncLosesTheData() {
    memory = HostMemory.coherent();
    device = new DmaDevice("nic0", memory, null);
    device.bounce();
    var page = Objects.requireNonNull(pages.allocPage(0, 0));
    at = page.physicalAddress();
    cpuFills(0, 0x11, 64);
    bus = device.mapPage(page, 0, 4096, FROM, true);
    deviceFills(0, 0x55, 64);

    device.unmapPage(bus, 4096, FROM, true);

    assertThat(memory.cpuReadByte(at)).isEqualTo(0x11);
  }

  @Test
  void adversaryReachesEveryLineStateFromItsSeedAlone() {
    long[] sums = new long[2];
    for (int run = 0; run < 2; run++) {
      begin(CacheModel.ARM64);
      for (int i = 0; i < 4096; i += LINE) {
        cpuFills(i, i >> 6, LINE);
      }
      for (int i = 0; i < 40; i++) {
        memory.adversaryStep();
      }
      byte[] ram = new byte[4096];
      memory.ramRead(at, ram, 0, ram.length);
      sums[run] = Arrays.hashCode(ram);
      assertThat(cache().dirtyLines()).isEqualTo(64 - 40);
    }
    assertThat(sums[0]).isEqualTo(sums[1]);
  }
}
