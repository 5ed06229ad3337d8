// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

import io.github.niccosim.pool.DmaDirection;
import io.github.niccosim.pool.DmaOps;
import io.github.niccosim.pool.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

  private final String name;
  private final HostMemory memory;
  private final @Nullable DmaChecker checker;
  private final MappingTable table = new MappingTable();
  private final StreamingMaps streaming;
  private final ScatterMaps scatter;
  private final DevicePort port;
  private final AllocatedMemory allocated;
  private final List<String> warnings = new ArrayList<>();
  private DmaLimits limits = DmaLimits.DEFAULT;
  private boolean alwaysSync;

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
    streaming = new StreamingMaps(this, table);
    scatter = new ScatterMaps(streaming, table);
    allocated = new AllocatedMemory(this, streaming);
    port = new DevicePort(this, table);
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
    streaming.failNext(count);
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
    streaming.bounceBy(new BounceBuffers(memory));
  }

  @Override
  public boolean needsSync() {
    return alwaysSync;
  }

  /** Return how many mappings are live, coherent memory included. */
  public int liveMappings() {
    return table.live();
  }

  /** Return what this device can address. */
  public DmaLimits limits() {
    return limits;
  }

  /**
   * Set what this device can address ({@code dma_set_mask}, {@code dma_set_max_seg_size}, {@code
   * dma_set_seg_boundary}).
   *
   * @param value limits; a mask of 0 makes every mapping fail
   */
  public void limits(DmaLimits value) {
    limits = value;
  }

  /** Return what the kernel would have warned about, each text once. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  void warnOnce(DmaRule rule, long busAddress, long lengthBytes, String text) {
    if (!warnings.contains(text)) {
      warnings.add(text);
    }
    if (checker != null) {
      checker.warned(this, rule, busAddress, lengthBytes, text);
    }
  }

  /** Make syncs necessary for good: something bounced. */
  void bounced() {
    alwaysSync = true;
  }

  @Nullable DmaChecker checker() {
    return checker;
  }

  // ---- driver side ----------------------------------------------------------------------------

  @Override
  public long mapPage(
      Page page, long offsetBytes, long lengthBytes, DmaDirection direction, boolean skipCpuSync) {
    MapOptions options = skipCpuSync ? MapOptions.SKIPPED : MapOptions.SYNCED;
    return streaming.map(
        page.physicalAddress() + offsetBytes, lengthBytes, direction, options, page);
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
    return mapSingle(physicalAddress, lengthBytes, direction, Set.of());
  }

  /**
   * Map any range of physical memory with attributes ({@code dma_map_single_attrs}).
   *
   * @param physicalAddress first byte
   * @param lengthBytes bytes, at least 1
   * @param direction any direction but {@link DmaDirection#NONE}
   * @param attributes attributes of the mapping
   * @return bus address, or {@link #MAPPING_ERROR}
   */
  public long mapSingle(
      long physicalAddress,
      long lengthBytes,
      DmaDirection direction,
      Set<DmaAttribute> attributes) {
    MapOptions options =
        new MapOptions(
            DmaMapping.Kind.SINGLE,
            attributes.contains(DmaAttribute.SKIP_CPU_SYNC),
            attributes.contains(DmaAttribute.CPU_CACHE_CLEAN),
            0);
    return streaming.map(physicalAddress, lengthBytes, direction, options, null);
  }

  /**
   * Map registers of another device ({@code dma_map_resource}).
   *
   * @param physicalAddress first byte, outside memory
   * @param lengthBytes bytes, at least 1
   * @param direction any direction but {@link DmaDirection#NONE}
   * @return bus address, or {@link #MAPPING_ERROR}
   */
  public long mapResource(long physicalAddress, long lengthBytes, DmaDirection direction) {
    return streaming.map(physicalAddress, lengthBytes, direction, MapOptions.RESOURCE, null);
  }

  /**
   * Undo {@link #mapResource} ({@code dma_unmap_resource}).
   *
   * @param busAddress address the mapping returned
   * @param lengthBytes mapped length
   * @param direction mapped direction
   */
  public void unmapResource(long busAddress, long lengthBytes, DmaDirection direction) {
    streaming.unmap(
        new UnmapCall(DmaMapping.Kind.RESOURCE, busAddress, lengthBytes, direction, 0, 0), true);
  }

  @Override
  public void unmapPage(
      long busAddress, long lengthBytes, DmaDirection direction, boolean skipCpuSync) {
    streaming.unmap(UnmapCall.single(busAddress, lengthBytes, direction), skipCpuSync);
  }

  @Override
  public void syncForDevice(long busAddress, long lengthBytes, DmaDirection direction) {
    streaming.sync(busAddress, lengthBytes, direction, true, 0);
  }

  @Override
  public void syncForCpu(long busAddress, long lengthBytes, DmaDirection direction) {
    streaming.sync(busAddress, lengthBytes, direction, false, 0);
  }

  @Override
  public boolean mappingError(long busAddress) {
    DmaMapping mapping = table.lookup(busAddress);
    if (mapping != null) {
      mapping.resultChecked = true;
    }
    return busAddress == MAPPING_ERROR;
  }

  /**
   * Map a scatter-gather list ({@code dma_map_sg}).
   *
   * @param list entries; receives their bus addresses
   * @param entries how many of them, 1..size
   * @param direction any direction but {@link DmaDirection#NONE}
   * @return entries mapped, 0 when that failed: nothing is mapped then
   */
  public int mapSg(ScatterList list, int entries, DmaDirection direction) {
    return scatter.map(list, entries, direction);
  }

  /**
   * Undo {@link #mapSg} ({@code dma_unmap_sg}).
   *
   * @param list mapped entries
   * @param entries the number given to {@code mapSg}, not the one it returned
   * @param direction direction of the mapping
   */
  public void unmapSg(ScatterList list, int entries, DmaDirection direction) {
    scatter.unmap(list, entries, direction);
  }

  /**
   * Hand a scatter-gather list to the device ({@code dma_sync_sg_for_device}).
   *
   * @param list mapped entries
   * @param entries the number given to {@code mapSg}
   * @param direction direction of the mapping
   */
  public void syncSgForDevice(ScatterList list, int entries, DmaDirection direction) {
    scatter.sync(list, entries, direction, true);
  }

  /**
   * Hand a scatter-gather list to the CPU ({@code dma_sync_sg_for_cpu}).
   *
   * @param list mapped entries
   * @param entries the number given to {@code mapSg}
   * @param direction direction of the mapping
   */
  public void syncSgForCpu(ScatterList list, int entries, DmaDirection direction) {
    scatter.sync(list, entries, direction, false);
  }

  /**
   * Allocate uncached memory for rings ({@code dma_alloc_coherent}); zero-filled, visible to both
   * sides at once.
   *
   * @param lengthBytes bytes, at least 1; rounded up to 4096
   * @return memory with its CPU view and bus address
   */
  public CoherentBuffer allocCoherent(int lengthBytes) {
    return allocated.coherent(lengthBytes);
  }

  /**
   * Free coherent memory.
   *
   * @param buffer memory of this device
   * @throws IllegalStateException if it was freed before and no checker reports that
   */
  public void freeCoherent(CoherentBuffer buffer) {
    freeCoherent(buffer.sizeBytes(), buffer.cpuAddress(), buffer.busAddress());
  }

  /**
   * Free coherent memory by its addresses ({@code dma_free_coherent}).
   *
   * @param lengthBytes allocated length
   * @param cpuAddress {@link CoherentBuffer#cpuAddress()}
   * @param busAddress {@link CoherentBuffer#busAddress()}
   * @throws IllegalStateException if nothing is allocated there and no checker reports that
   */
  public void freeCoherent(int lengthBytes, long cpuAddress, long busAddress) {
    allocated.free(
        new UnmapCall(
            DmaMapping.Kind.COHERENT,
            busAddress,
            lengthBytes,
            DmaDirection.BIDIRECTIONAL,
            cpuAddress,
            0));
  }

  /**
   * Allocate cached memory with a lasting mapping ({@code dma_alloc_noncoherent}); owned by the CPU
   * until the first sync.
   *
   * @param lengthBytes bytes, at least 1; rounded up to 4096
   * @param direction any direction but {@link DmaDirection#NONE}
   */
  public NoncoherentBuffer allocNoncoherent(int lengthBytes, DmaDirection direction) {
    requireDirection(direction);
    return allocated.noncoherent(lengthBytes, direction);
  }

  /**
   * Free memory by its addresses ({@code dma_free_noncoherent}).
   *
   * @param buffer what the allocation returned; a differing field is reported
   */
  public void freeNoncoherent(NoncoherentBuffer buffer) {
    allocated.free(
        new UnmapCall(
            DmaMapping.Kind.NONCOHERENT,
            buffer.busAddress(),
            buffer.sizeBytes(),
            buffer.direction(),
            buffer.physicalAddress(),
            0));
  }

  /** Report every mapping that is left, as the device lets its driver go. */
  public void unbind() {
    if (checker != null && table.live() > 0) {
      List<DmaMapping> left = new ArrayList<>();
      table.forEachLive(left::add);
      checker.leaked(this, left.getFirst(), left.size());
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
    return port.read(busAddress, into, offset, length);
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
    return port.write(busAddress, from, offset, length);
  }

  @Nullable DmaMapping near(long busAddress) {
    return table.near(busAddress);
  }

  static void requireDirection(DmaDirection direction) {
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
