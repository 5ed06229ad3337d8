// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

import io.github.niccosim.pool.DmaDirection;
import org.jspecify.annotations.Nullable;

/** One entry of a device's mapping table; stays known after unmap until its address is reused. */
final class DmaMapping {
  /** How the memory was mapped. */
  enum Kind {
    /** Page or single buffer, streaming. */
    SINGLE,
    /** Entry of a scatter-gather list, streaming. */
    SCATTER,
    /** Coherent memory for rings. */
    COHERENT,
    /** Cached memory with a lasting mapping. */
    NONCOHERENT,
    /** Registers of another device. */
    RESOURCE
  }

  final long busAddress;

  /** Where the CPU has the data; the device's memory unless a bounce buffer is in between. */
  final long physicalAddress;

  final long deviceAddress;
  final long lengthBytes;
  final DmaDirection direction;
  final Kind kind;
  final long firstSlot;
  final int slotOrder;
  final boolean mayRead;
  final boolean mayWrite;
  @Nullable DmaBuffer buffer;
  boolean live = true;

  /** Whether the result was asked for; kinds whose functions cannot be asked count as checked. */
  boolean resultChecked;

  boolean cacheClean;
  int scatterEntries;

  DmaMapping(
      long busAddress,
      long physicalAddress,
      long deviceAddress,
      long lengthBytes,
      DmaDirection direction,
      Kind kind,
      long firstSlot,
      int slotOrder) {
    this.busAddress = busAddress;
    this.physicalAddress = physicalAddress;
    this.deviceAddress = deviceAddress;
    this.lengthBytes = lengthBytes;
    this.direction = direction;
    this.kind = kind;
    this.firstSlot = firstSlot;
    this.slotOrder = slotOrder;
    resultChecked = kind != Kind.SINGLE && kind != Kind.RESOURCE;
    mayRead = direction.deviceMayRead();
    mayWrite = direction.deviceMayWrite();
  }

  boolean contains(long bus, long length) {
    return bus >= busAddress && bus + length <= busAddress + lengthBytes;
  }

  /** Return whether there is memory behind it, not registers or an address that is nothing. */
  boolean isMemory() {
    return physicalAddress >= HostMemory.BASE && kind != Kind.RESOURCE;
  }

  /** Return whether data is copied between the CPU's and the device's memory. */
  boolean bounced() {
    return deviceAddress != physicalAddress;
  }

  /** Return where the device finds a bus address. */
  long deviceSide(long bus) {
    return deviceAddress + (bus - busAddress);
  }

  /** Return where the CPU finds a bus address. */
  long physical(long bus) {
    return physicalAddress + (bus - busAddress);
  }
}
