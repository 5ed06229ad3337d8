// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

import org.jspecify.annotations.Nullable;

/** The side of a device that faces its bus: reads and writes by bus address, with faults. */
final class DevicePort {
  private final DmaDevice device;
  private final MappingTable table;
  private final HostMemory memory;
  private final @Nullable DmaChecker checker;

  DevicePort(DmaDevice device, MappingTable table) {
    this.device = device;
    this.table = table;
    memory = device.memory();
    checker = device.checker();
  }

  DmaResult read(long busAddress, byte[] into, int offset, int length) {
    DmaMapping mapping = table.lookup(busAddress);
    if (mapping != null && mapping.live && mapping.mayRead && fits(mapping, busAddress, length)) {
      if (checker != null) {
        checker.deviceReads(device, mapping, busAddress, length);
      }
      memory.ramRead(mapping.deviceSide(busAddress), into, offset, length);
      return DmaResult.OKAY;
    }
    return fault(mapping, busAddress, length, false, into, offset);
  }

  DmaResult write(long busAddress, byte[] from, int offset, int length) {
    DmaMapping mapping = table.lookup(busAddress);
    if (mapping != null && mapping.live && mapping.mayWrite && fits(mapping, busAddress, length)) {
      if (checker != null) {
        checker.deviceWrites(device, mapping, busAddress, length);
      }
      memory.deviceWrite(mapping.deviceSide(busAddress), from, offset, length);
      return DmaResult.OKAY;
    }
    return fault(mapping, busAddress, length, true, from, offset);
  }

  /** Return whether a range stays in the mapping's slots; an IOMMU sees no finer. */
  private static boolean fits(DmaMapping mapping, long busAddress, int length) {
    long end = mapping.busAddress + mapping.lengthBytes;
    long slotEnd = (end + MappingTable.SLOT_BYTES - 1) & -MappingTable.SLOT_BYTES;
    return busAddress + length <= slotEnd;
  }

  private DmaResult fault(
      @Nullable DmaMapping mapping,
      long busAddress,
      int length,
      boolean write,
      byte[] data,
      int offset) {
    if (mapping != null && mapping.live && !fits(mapping, busAddress, length)) {
      return split(busAddress, length, write, data, offset);
    }
    if (checker != null) {
      checker.deviceFaults(device, mapping, busAddress, length, write);
    }
    return mapping != null && mapping.live ? DmaResult.SLAVE_ERROR : DmaResult.DECODE_ERROR;
  }

  private DmaResult split(long busAddress, int length, boolean write, byte[] data, int offset) {
    DmaResult worst = DmaResult.OKAY;
    int done = 0;
    while (done < length) {
      long at = busAddress + done;
      long inSlot = MappingTable.SLOT_BYTES - (at & (MappingTable.SLOT_BYTES - 1));
      int run = (int) Math.min(length - done, inSlot);
      DmaResult result =
          write ? write(at, data, offset + done, run) : read(at, data, offset + done, run);
      worst = result.compareTo(worst) > 0 ? result : worst;
      done += run;
    }
    return worst;
  }
}
