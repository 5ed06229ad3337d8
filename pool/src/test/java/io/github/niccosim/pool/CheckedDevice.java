// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import io.github.niccosim.pool.dma.DmaChecker;
import io.github.niccosim.pool.dma.DmaDevice;
import io.github.niccosim.pool.dma.DmaResult;
import io.github.niccosim.pool.dma.HostMemory;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A device on non-coherent memory with every access checked, which also records as a recorder. */
final class CheckedDevice implements DmaOps {
  private record Mapping(Page page, long recordedBus) {}

  private final PoolRecorder recorder;
  private final HostMemory memory = HostMemory.nonCoherent(1);
  private final DmaDevice device;
  private final TreeMap<Long, Mapping> mappings = new TreeMap<>();

  CheckedDevice(PoolRecorder recorder, DmaChecker checker) {
    this.recorder = recorder;
    device = new DmaDevice("nic0", memory, checker);
  }

  @Override
  public long mapPage(
      Page page, long offsetBytes, long lengthBytes, DmaDirection direction, boolean skipCpuSync) {
    long recorded = recorder.mapPage(page, offsetBytes, lengthBytes, direction, skipCpuSync);
    if (recorded == MAPPING_ERROR) {
      return MAPPING_ERROR;
    }
    long bus = device.mapPage(page, offsetBytes, lengthBytes, direction, skipCpuSync);
    mappings.put(bus, new Mapping(page, recorded));
    return bus;
  }

  @Override
  public boolean mappingError(long busAddress) {
    return busAddress == MAPPING_ERROR || device.mappingError(busAddress);
  }

  @Override
  public void unmapPage(
      long busAddress, long lengthBytes, DmaDirection direction, boolean skipCpuSync) {
    recorder.unmapPage(recorded(busAddress), lengthBytes, direction, skipCpuSync);
    device.unmapPage(busAddress, lengthBytes, direction, skipCpuSync);
    mappings.remove(busAddress);
  }

  @Override
  public void syncForDevice(long busAddress, long lengthBytes, DmaDirection direction) {
    recorder.syncForDevice(recorded(busAddress), lengthBytes, direction);
    device.syncForDevice(busAddress, lengthBytes, direction);
  }

  @Override
  public void syncForCpu(long busAddress, long lengthBytes, DmaDirection direction) {
    device.syncForCpu(busAddress, lengthBytes, direction);
  }

  @Override
  public boolean needsSync() {
    return recorder.needsSync();
  }

  private long recorded(long busAddress) {
    Map.Entry<Long, Mapping> entry = Objects.requireNonNull(mappings.floorEntry(busAddress));
    return entry.getValue().recordedBus() + busAddress - entry.getKey();
  }

  HostMemory memory() {
    return memory;
  }

  /** Let the device write a page and the CPU read it, as a driver would; every byte must arrive. */
  void receive(PagePool pool, Page page, int lengthBytes) {
    long offset = pool.params().offsetBytes();
    byte[] frame = new byte[lengthBytes];
    Arrays.fill(frame, (byte) page.id());
    if (device.deviceWrite(page.dmaAddress + offset, frame, 0, lengthBytes) != DmaResult.OKAY) {
      throw new IllegalStateException("device write refused: " + page);
    }
    pool.dmaSyncForCpu(page, 0, lengthBytes);
    for (int i = 0; i < lengthBytes; i += 61) {
      int seen = memory.cpuReadByte(page.physicalAddress() + offset + i);
      if (seen != (page.id() & 0xff)) {
        throw new IllegalStateException("byte lost: " + page + " index=" + i + " value=" + seen);
      }
    }
  }
}
