// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

import io.github.niccosim.pool.DmaDirection;
import io.github.niccosim.pool.FrameAllocator;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Bus addresses of one device: which mapping is behind each 4096-byte slot.
 *
 * <p>Each mapping gets slots of its own with an unmapped guard slot behind, and slots are reused
 * late, so that a stale address keeps pointing at the mapping that is gone. Every live mapping has
 * its own bus address; the kernel's search for the best of several candidates never arises.
 */
final class MappingTable {
  static final int SLOT_SHIFT = 12;
  static final long SLOT_BYTES = 1L << SLOT_SHIFT;
  private static final long FIRST_SLOT = DmaDevice.FIRST_BUS_ADDRESS >> SLOT_SHIFT;
  private static final int QUARANTINE_RUNS = 256;
  private static final int GUARD_SLOTS = 1;
  private static final int NEAR_SLOTS = 2;

  private final FrameAllocator slots = new FrameAllocator(FIRST_SLOT, QUARANTINE_RUNS, GUARD_SLOTS);
  private @Nullable DmaMapping[] table = new DmaMapping[1024];
  private int live;

  int live() {
    return live;
  }

  DmaMapping enter(
      long physicalAddress,
      long deviceAddress,
      long lengthBytes,
      DmaDirection direction,
      DmaMapping.Kind kind) {
    long within = physicalAddress & (SLOT_BYTES - 1);
    long needed = (within + lengthBytes + SLOT_BYTES - 1) >> SLOT_SHIFT;
    int order = needed <= 1 ? 0 : 64 - Long.numberOfLeadingZeros(needed - 1);
    long first = slots.allocate(order);
    int index = (int) (first - FIRST_SLOT);
    if (index + needed > table.length) {
      table = Arrays.copyOf(table, (int) Math.max(index + needed, 2L * table.length));
    }
    DmaMapping mapping =
        new DmaMapping(
            (first << SLOT_SHIFT) + within,
            physicalAddress,
            deviceAddress,
            lengthBytes,
            direction,
            kind,
            first,
            order);
    Arrays.fill(table, index, (int) (index + needed), mapping);
    live++;
    return mapping;
  }

  void leave(DmaMapping mapping) {
    mapping.live = false;
    live--;
    slots.free(mapping.firstSlot, mapping.slotOrder);
  }

  /** Return the mapping a slot was last given to, live or not. */
  @Nullable DmaMapping lookup(long busAddress) {
    long index = (busAddress >>> SLOT_SHIFT) - FIRST_SLOT;
    return index >= 0 && index < table.length ? table[(int) index] : null;
  }

  /** Return the live mapping that starts at an address. */
  @Nullable DmaMapping startingAt(long busAddress) {
    DmaMapping mapping = lookup(busAddress);
    return mapping != null && mapping.live && mapping.busAddress == busAddress ? mapping : null;
  }

  /** Return the live mapping that contains a range. */
  @Nullable DmaMapping containing(long busAddress, long length) {
    DmaMapping mapping = lookup(busAddress);
    return mapping != null && mapping.live && mapping.contains(busAddress, length) ? mapping : null;
  }

  /** Return the mapping at an address or, failing that, in the slots before it. */
  @Nullable DmaMapping near(long busAddress) {
    for (int back = 0; back <= NEAR_SLOTS; back++) {
      DmaMapping mapping = lookup(busAddress - back * SLOT_BYTES);
      if (mapping != null) {
        return mapping;
      }
    }
    return null;
  }

  void forEachLive(Consumer<DmaMapping> action) {
    for (int i = 0; i < table.length; i++) {
      DmaMapping mapping = table[i];
      boolean seen = i > 0 && table[i - 1] == mapping;
      if (mapping != null && mapping.live && !seen) {
        action.accept(mapping);
      }
    }
  }
}
