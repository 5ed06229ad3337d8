// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

import io.github.niccosim.pool.DmaDirection;
import io.github.niccosim.pool.Page;
import org.jspecify.annotations.Nullable;

/** Map, unmap and sync of one device, with bounce buffers in between where it has them. */
final class StreamingMaps {
  private final DmaDevice device;
  private final HostMemory memory;
  private final @Nullable DmaChecker checker;
  private final MappingTable table;
  private @Nullable BounceBuffers bounce;
  private int failing;

  StreamingMaps(DmaDevice device, MappingTable table) {
    this.device = device;
    this.table = table;
    memory = device.memory();
    checker = device.checker();
  }

  void failNext(int count) {
    failing = count;
  }

  void bounceBy(BounceBuffers buffers) {
    bounce = buffers;
  }

  HostMemory memory() {
    return memory;
  }

  long map(
      long physicalAddress,
      long lengthBytes,
      DmaDirection direction,
      MapOptions options,
      @Nullable Page page) {
    DmaDevice.requireDirection(direction);
    if (!mayMap(lengthBytes)) {
      return DmaDevice.MAPPING_ERROR;
    }
    BounceBuffers buffers = options.mayBounce() ? bounce : null;
    long deviceAddress =
        buffers == null ? physicalAddress : buffers.take(physicalAddress, lengthBytes);
    if (deviceAddress == DmaDevice.MAPPING_ERROR) {
      return DmaDevice.MAPPING_ERROR;
    }
    if (buffers != null) {
      device.bounced();
    }
    DmaMapping mapping =
        table.enter(physicalAddress, deviceAddress, lengthBytes, direction, options.kind());
    if (!device.limits().reaches(mapping.busAddress, lengthBytes)) {
      return overflow(mapping);
    }
    mapping.cacheClean = options.cacheClean();
    mapping.scatterEntries = options.scatterEntries();
    enter(mapping, page, options.skipCpuSync());
    return mapping.busAddress;
  }

  private boolean mayMap(long lengthBytes) {
    if (device.limits().dmaMask() == 0) {
      String text = "device without dma mask: device=" + device;
      device.warnOnce(DmaRule.DMA_MASK, 0, lengthBytes, text);
      return false;
    }
    if (failing > 0) {
      failing--;
      return false;
    }
    return true;
  }

  private long overflow(DmaMapping mapping) {
    forget(mapping);
    device.warnOnce(
        DmaRule.DMA_MASK,
        mapping.busAddress,
        mapping.lengthBytes,
        "bus address beyond the dma mask: device="
            + device
            + " mask=0x"
            + Long.toHexString(device.limits().dmaMask()));
    return DmaDevice.MAPPING_ERROR;
  }

  private void enter(DmaMapping mapping, @Nullable Page page, boolean skipCpuSync) {
    if (checker != null) {
      checker.mapped(device, mapping, page, skipCpuSync);
    }
    boolean syncs = !skipCpuSync || mapping.bounced();
    if (syncs && mapping.isMemory()) {
      memory.syncForDevice(mapping.deviceAddress, mapping.lengthBytes, mapping.direction);
    }
  }

  private void forget(DmaMapping mapping) {
    table.leave(mapping);
    if (bounce != null && mapping.bounced()) {
      bounce.giveBack(mapping.deviceAddress, mapping.lengthBytes);
    }
  }

  /** Compare with the mapping, report, and take it out whatever differs; false without one. */
  boolean unmap(UnmapCall call, boolean skipCpuSync) {
    DmaMapping mapping = table.startingAt(call.busAddress());
    if (checker != null) {
      checker.unmapping(device, mapping, call);
    }
    if (mapping == null) {
      return false;
    }
    if (!skipCpuSync && mapping.isMemory()) {
      moveToCpu(mapping, mapping.busAddress, mapping.lengthBytes, mapping.direction);
    }
    forget(mapping);
    if (checker != null) {
      checker.unmapped(mapping, skipCpuSync);
    }
    return true;
  }

  /** Allocate with a mapping that lasts as long as the memory. */
  DmaMapping allocate(
      long physical, long lengthBytes, DmaDirection direction, DmaMapping.Kind kind) {
    DmaMapping mapping = table.enter(physical, physical, lengthBytes, direction, kind);
    enter(mapping, null, true);
    return mapping;
  }

  void sync(
      long busAddress,
      long lengthBytes,
      DmaDirection direction,
      boolean forDevice,
      int scatterEntries) {
    DmaDevice.requireDirection(direction);
    DmaMapping mapping = table.containing(busAddress, lengthBytes);
    if (checker != null) {
      checker.syncing(
          device, mapping, busAddress, lengthBytes, direction, forDevice, scatterEntries);
    }
    DmaMapping actual = mapping != null ? mapping : table.near(busAddress);
    if (actual == null || !actual.live || !actual.isMemory()) {
      return;
    }
    long length = actual.bounced() ? clamped(actual, busAddress, lengthBytes) : lengthBytes;
    if (forDevice) {
      moveToDevice(actual, busAddress, length, direction);
    } else {
      moveToCpu(actual, busAddress, length, direction);
    }
  }

  /** Limit a sync to its bounce buffer ({@code swiotlb_bounce}). */
  private long clamped(DmaMapping mapping, long busAddress, long lengthBytes) {
    long room = Math.max(0, mapping.busAddress + mapping.lengthBytes - busAddress);
    if (lengthBytes <= room) {
      return lengthBytes;
    }
    device.warnOnce(
        DmaRule.BOUNCE_CLAMP,
        busAddress,
        lengthBytes,
        "sync clamped to its bounce buffer: device="
            + device
            + " length="
            + lengthBytes
            + " room="
            + room);
    return room;
  }

  private void moveToDevice(
      DmaMapping mapping, long busAddress, long lengthBytes, DmaDirection direction) {
    if (mapping.bounced() && direction.deviceMayRead()) {
      memory.copy(mapping.physical(busAddress), mapping.deviceSide(busAddress), lengthBytes);
    }
    memory.syncForDevice(mapping.deviceSide(busAddress), lengthBytes, direction);
  }

  private void moveToCpu(
      DmaMapping mapping, long busAddress, long lengthBytes, DmaDirection direction) {
    memory.syncForCpu(mapping.deviceSide(busAddress), lengthBytes, direction);
    if (mapping.bounced() && direction.deviceMayWrite()) {
      memory.copy(mapping.deviceSide(busAddress), mapping.physical(busAddress), lengthBytes);
    }
  }
}
