// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

import io.github.niccosim.pool.DmaDirection;
import io.github.niccosim.pool.DmaOps;
import io.github.niccosim.pool.FrameAllocator;
import io.github.niccosim.pool.Page;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A device that reaches host memory only through its mappings ({@code struct device} behind an
 * IOMMU).
 *
 * <p>Bus addresses are never physical addresses: each mapping gets its own 4096-byte slots, with an
 * unmapped guard slot behind, and slots are reused late. An access without mapping is a decode
 * error, one against the mapping's direction a slave error; both are reported by the checker too.
 * The device side ({@link #deviceRead}, {@link #deviceWrite}) allocates nothing and finds its
 * mapping with one array access. One thread at a time.
 */
public final class DmaDevice implements DmaOps {
  /** First bus address handed out. */
  public static final long FIRST_BUS_ADDRESS = 0x10_0000_0000L;

  private static final int SLOT_SHIFT = 12;
  private static final long SLOT_BYTES = 1L << SLOT_SHIFT;
  private static final long FIRST_SLOT = FIRST_BUS_ADDRESS >> SLOT_SHIFT;
  private static final int QUARANTINE_RUNS = 256;
  private static final int GUARD_SLOTS = 1;
  private static final int NEAR_SLOTS = 2;

  private final String name;
  private final HostMemory memory;
  private final @Nullable DmaChecker checker;
  private final FrameAllocator slots = new FrameAllocator(FIRST_SLOT, QUARANTINE_RUNS, GUARD_SLOTS);
  private final CoherentMemory coherentMemory;
  private @Nullable DmaMapping[] table = new DmaMapping[1024];
  private int liveMappings;
  private int failingMappings;
  private boolean alwaysSync;
  private @Nullable BounceBuffers bounce;

  /**
   * Create a device without mappings.
   *
   * @param name name in reports
   * @param memory memory of the host
   * @param checker sees every mapping and access, or {@code null}
   */
  public DmaDevice(String name, HostMemory memory, @Nullable DmaChecker checker) {
    this.name = name;
    this.memory = memory;
    this.checker = checker;
    coherentMemory = new CoherentMemory();
    alwaysSync = checker != null || memory.model().nonCoherent();
    if (checker != null) {
      memory.attach(checker);
    }
  }

  /** Return the name in reports. */
  public String name() {
    return name;
  }

  /** Return the memory of the host. */
  public HostMemory memory() {
    return memory;
  }

  /**
   * Let the next mappings fail.
   *
   * @param count how many, 0 or more
   */
  public void failNextMappings(int count) {
    failingMappings = count;
  }

  /**
   * Override whether syncs do anything; by default they do on non-coherent memory and whenever a
   * checker watches.
   *
   * @param value {@code false}: a coherent device that never bounced
   */
  public void needsSync(boolean value) {
    alwaysSync = value;
  }

  /**
   * Let all later streaming mappings go through bounce buffers, as for a device that cannot reach
   * the memory itself; the first such mapping makes syncs necessary for good.
   */
  public void bounce() {
    bounce = new BounceBuffers(memory);
  }

  @Override
  public boolean needsSync() {
    return alwaysSync;
  }

  /** Return how many mappings are live, coherent memory included. */
  public int liveMappings() {
    return liveMappings;
  }

  // ---- driver side ----------------------------------------------------------------------------

  @Override
  public long mapPage(
      Page page, long offsetBytes, long lengthBytes, DmaDirection direction, boolean skipCpuSync) {
    return map(page.physicalAddress() + offsetBytes, lengthBytes, direction, skipCpuSync, page);
  }

  /**
   * Map any range of physical memory ({@code dma_map_single}).
   *
   * @param physicalAddress first byte
   * @param lengthBytes bytes, at least 1
   * @param direction any direction but {@link DmaDirection#NONE}
   * @return bus address, or {@link #MAPPING_ERROR}
   */
  public long mapSingle(long physicalAddress, long lengthBytes, DmaDirection direction) {
    return map(physicalAddress, lengthBytes, direction, false, null);
  }

  private long map(
      long physicalAddress,
      long lengthBytes,
      DmaDirection direction,
      boolean skipCpuSync,
      @Nullable Page page) {
    requireDirection(direction);
    if (failingMappings > 0) {
      failingMappings--;
      return MAPPING_ERROR;
    }
    long deviceAddress =
        bounce == null ? physicalAddress : bounce.take(physicalAddress, lengthBytes);
    if (deviceAddress == MAPPING_ERROR) {
      return MAPPING_ERROR;
    }
    alwaysSync |= bounce != null;
    DmaMapping mapping =
        enter(physicalAddress, deviceAddress, lengthBytes, direction, DmaMapping.Kind.SINGLE);
    if (checker != null) {
      checker.mapped(this, mapping, page, skipCpuSync);
    }
    if (!skipCpuSync || mapping.bounced()) {
      memory.syncForDevice(deviceAddress, lengthBytes, direction);
    }
    return mapping.busAddress;
  }

  /**
   * Map registers of another device ({@code dma_map_resource}).
   *
   * @param physicalAddress first byte, outside memory
   * @param lengthBytes bytes, at least 1
   * @param direction any direction but {@link DmaDirection#NONE}
   * @return bus address
   */
  public long mapResource(long physicalAddress, long lengthBytes, DmaDirection direction) {
    requireDirection(direction);
    DmaMapping mapping =
        enter(physicalAddress, physicalAddress, lengthBytes, direction, DmaMapping.Kind.RESOURCE);
    if (checker != null) {
      checker.mapped(this, mapping, null, true);
    }
    return mapping.busAddress;
  }

  private DmaMapping enter(
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
    liveMappings++;
    return mapping;
  }

  @Override
  public void unmapPage(
      long busAddress, long lengthBytes, DmaDirection direction, boolean skipCpuSync) {
    DmaMapping mapping = lookup(busAddress);
    boolean known = mapping != null && mapping.live && mapping.busAddress == busAddress;
    if (checker != null) {
      checker.unmapping(this, known ? mapping : null, busAddress, lengthBytes, direction);
    }
    if (known && mapping != null) {
      leave(mapping, skipCpuSync);
    }
  }

  private void leave(DmaMapping mapping, boolean skipCpuSync) {
    if (!skipCpuSync) {
      moveToCpu(mapping, mapping.busAddress, mapping.lengthBytes, mapping.direction);
    }
    if (bounce != null && mapping.bounced()) {
      bounce.giveBack(mapping.deviceAddress, mapping.lengthBytes);
    }
    mapping.live = false;
    liveMappings--;
    slots.free(mapping.firstSlot, mapping.slotOrder);
    if (checker != null) {
      checker.unmapped(mapping, skipCpuSync);
    }
  }

  @Override
  public void syncForDevice(long busAddress, long lengthBytes, DmaDirection direction) {
    requireDirection(direction);
    DmaMapping mapping = containing(busAddress, lengthBytes);
    if (checker != null) {
      checker.syncing(this, mapping, busAddress, lengthBytes, direction, true);
    }
    DmaMapping actual = mapping != null ? mapping : near(busAddress);
    if (actual != null && actual.live) {
      moveToDevice(actual, busAddress, lengthBytes, direction);
    }
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

  @Override
  public void syncForCpu(long busAddress, long lengthBytes, DmaDirection direction) {
    requireDirection(direction);
    DmaMapping mapping = containing(busAddress, lengthBytes);
    if (checker != null) {
      checker.syncing(this, mapping, busAddress, lengthBytes, direction, false);
    }
    DmaMapping actual = mapping != null ? mapping : near(busAddress);
    if (actual != null && actual.live) {
      moveToCpu(actual, busAddress, lengthBytes, direction);
    }
  }

  @Override
  public boolean mappingError(long busAddress) {
    DmaMapping mapping = lookup(busAddress);
    if (mapping != null) {
      mapping.resultChecked = true;
    }
    return busAddress == MAPPING_ERROR;
  }

  /**
   * Allocate uncached memory for rings ({@code dma_alloc_coherent}); zero-filled, visible to both
   * sides at once.
   *
   * @param lengthBytes bytes, at least 1; rounded up to 4096
   * @return memory with its CPU view and bus address
   */
  public CoherentBuffer allocCoherent(int lengthBytes) {
    long physical = coherentMemory.allocate(lengthBytes);
    DmaMapping mapping =
        enter(
            physical, physical, lengthBytes, DmaDirection.BIDIRECTIONAL, DmaMapping.Kind.COHERENT);
    return new CoherentBuffer(memory, physical, mapping.busAddress, lengthBytes);
  }

  /**
   * Free coherent memory ({@code dma_free_coherent}).
   *
   * @param buffer memory of this device
   */
  public void freeCoherent(CoherentBuffer buffer) {
    DmaMapping mapping = lookup(buffer.busAddress());
    if (mapping == null || !mapping.live || mapping.kind != DmaMapping.Kind.COHERENT) {
      throw new IllegalStateException(
          "coherent memory freed twice: bus=0x" + Long.toHexString(buffer.busAddress()));
    }
    leave(mapping, true);
  }

  /** Report every streaming mapping that is left, as the device lets its driver go. */
  public void unbind() {
    if (checker == null) {
      return;
    }
    int left = 0;
    DmaMapping example = null;
    for (int i = 0; i < table.length; i++) {
      DmaMapping mapping = table[i];
      boolean counted = i > 0 && table[i - 1] == mapping;
      if (mapping != null && mapping.live && !counted) {
        left++;
        example = example == null ? mapping : example;
      }
    }
    if (example != null) {
      checker.leaked(this, example, left);
    }
  }

  // ---- device side ----------------------------------------------------------------------------

  /**
   * Read memory as the device.
   *
   * @param busAddress first byte
   * @param into receives the bytes; unchanged where the access fails
   * @param offset first index in {@code into}
   * @param length bytes, 1 or more
   * @return worst answer over the range
   */
  public DmaResult deviceRead(long busAddress, byte[] into, int offset, int length) {
    DmaMapping mapping = lookup(busAddress);
    if (mapping != null && mapping.live && mapping.mayRead && fits(mapping, busAddress, length)) {
      if (checker != null) {
        checker.deviceReads(this, mapping, busAddress, length);
      }
      memory.ramRead(mapping.deviceSide(busAddress), into, offset, length);
      return DmaResult.OKAY;
    }
    return fault(mapping, busAddress, length, false, into, offset);
  }

  /**
   * Write memory as the device.
   *
   * @param busAddress first byte
   * @param from holds the bytes
   * @param offset first index in {@code from}
   * @param length bytes, 1 or more
   * @return worst answer over the range; what precedes a failing slot is written
   */
  public DmaResult deviceWrite(long busAddress, byte[] from, int offset, int length) {
    DmaMapping mapping = lookup(busAddress);
    if (mapping != null && mapping.live && mapping.mayWrite && fits(mapping, busAddress, length)) {
      if (checker != null) {
        checker.deviceWrites(this, mapping, busAddress, length);
      }
      memory.deviceWrite(mapping.deviceSide(busAddress), from, offset, length);
      return DmaResult.OKAY;
    }
    return fault(mapping, busAddress, length, true, from, offset);
  }

  /** Return whether a range stays in the mapping's slots; an IOMMU sees no finer. */
  private static boolean fits(DmaMapping mapping, long busAddress, int length) {
    long end = mapping.busAddress + mapping.lengthBytes;
    return busAddress + length <= ((end + SLOT_BYTES - 1) & -SLOT_BYTES);
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
      checker.deviceFaults(this, mapping, busAddress, length, write);
    }
    return mapping != null && mapping.live ? DmaResult.SLAVE_ERROR : DmaResult.DECODE_ERROR;
  }

  private DmaResult split(long busAddress, int length, boolean write, byte[] data, int offset) {
    DmaResult worst = DmaResult.OKAY;
    int done = 0;
    while (done < length) {
      long at = busAddress + done;
      int run = (int) Math.min(length - done, SLOT_BYTES - (at & (SLOT_BYTES - 1)));
      DmaResult result =
          write
              ? deviceWrite(at, data, offset + done, run)
              : deviceRead(at, data, offset + done, run);
      worst = result.compareTo(worst) > 0 ? result : worst;
      done += run;
    }
    return worst;
  }

  private @Nullable DmaMapping lookup(long busAddress) {
    long index = (busAddress >>> SLOT_SHIFT) - FIRST_SLOT;
    return index >= 0 && index < table.length ? table[(int) index] : null;
  }

  /** Return the mapping at an address or, failing that, in the slots before it. */
  @Nullable DmaMapping near(long busAddress) {
    for (int slots = 0; slots <= NEAR_SLOTS; slots++) {
      DmaMapping mapping = lookup(busAddress - slots * SLOT_BYTES);
      if (mapping != null) {
        return mapping;
      }
    }
    return null;
  }

  private @Nullable DmaMapping containing(long busAddress, long length) {
    DmaMapping mapping = lookup(busAddress);
    return mapping != null && mapping.live && mapping.contains(busAddress, length) ? mapping : null;
  }

  private static void requireDirection(DmaDirection direction) {
    if (direction == DmaDirection.NONE) {
      throw new IllegalArgumentException(
          "dma direction not usable: direction=NONE (expected: TO_DEVICE, FROM_DEVICE or"
              + " BIDIRECTIONAL)");
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
