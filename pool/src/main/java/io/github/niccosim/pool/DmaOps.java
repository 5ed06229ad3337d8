// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

/**
 * What a page pool needs from the device it maps pages for ({@code struct device} and the DMA API).
 *
 * <p>All addresses are bus addresses in bytes, all lengths are bytes. A pool calls these from its
 * consumer for mapping and from any thread that returns a page for syncing and unmapping.
 */
public interface DmaOps {
  /** Address that stands for a failed mapping ({@code DMA_MAPPING_ERROR}). */
  long MAPPING_ERROR = -1L;

  /**
   * Map {@code lengthBytes} of a page ({@code dma_map_page_attrs}).
   *
   * @param page page to map, never freed before it is unmapped
   * @param offsetBytes first byte inside the page
   * @param lengthBytes bytes to map, at least 1
   * @param direction any direction but {@link DmaDirection#NONE}
   * @param skipCpuSync {@code true} leaves all cache work to later syncs ({@code
   *     DMA_ATTR_SKIP_CPU_SYNC}), as page pools do
   * @return bus address, or {@link #MAPPING_ERROR}
   */
  long mapPage(
      Page page, long offsetBytes, long lengthBytes, DmaDirection direction, boolean skipCpuSync);

  /**
   * Undo a mapping ({@code dma_unmap_page_attrs}); address, length and direction as when mapped.
   *
   * @param busAddress address that {@link #mapPage} returned
   * @param lengthBytes mapped length
   * @param direction mapped direction
   * @param skipCpuSync {@code true}: data not synced for the CPU before is lost
   */
  void unmapPage(long busAddress, long lengthBytes, DmaDirection direction, boolean skipCpuSync);

  /**
   * Hand a byte range to the device ({@code dma_sync_single_for_device}).
   *
   * @param busAddress first byte
   * @param lengthBytes bytes, 0 is legal and does nothing
   * @param direction direction of the mapping
   */
  void syncForDevice(long busAddress, long lengthBytes, DmaDirection direction);

  /**
   * Hand a byte range to the CPU ({@code dma_sync_single_for_cpu}).
   *
   * @param busAddress first byte
   * @param lengthBytes bytes, 0 is legal and does nothing
   * @param direction direction of the mapping
   */
  void syncForCpu(long busAddress, long lengthBytes, DmaDirection direction);

  /**
   * Return whether a mapping failed ({@code dma_mapping_error}); every map result must be asked.
   *
   * @param busAddress result of a map call
   */
  default boolean mappingError(long busAddress) {
    return busAddress == MAPPING_ERROR;
  }

  /**
   * Return whether syncs do anything for this device ({@code dma_dev_need_sync}): {@code false} for
   * a coherent device that never bounced and whose accesses nobody checks.
   */
  boolean needsSync();
}
