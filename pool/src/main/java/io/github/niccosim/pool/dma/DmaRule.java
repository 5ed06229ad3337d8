// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

/**
 * Rules the checker knows: those of the kernel's DMA debugging ({@code kernel/dma/debug.c}) as M
 * (map), U (unmap), Y (sync), L (unbind) and X (the table itself), and the ones that need to see
 * every access, under short names.
 */
public enum DmaRule {
  /** Mapping of an address that is not linear memory. */
  M1("M1", "mapping of an address that is not linear memory", "map only memory of the kernel's"),
  /** Mapping of memory on the stack. */
  M2("M2", "mapping of memory on the stack", "allocate the buffer"),
  /** Mapping of kernel text or read-only data. */
  M3("M3", "mapping of kernel text or read-only data", "copy the data first"),
  /** Resource mapping of ordinary memory. */
  M4("M4", "resource mapping of ordinary memory", "use mapPage or mapSingle"),
  /** Overlapping live mappings on one cache line. */
  M5("M5", "cache line mapped twice", "align buffers to the DMA alignment"),
  /** More than seven live mappings on top of the first one on one cache line. */
  M5_MANY("M5-many", "more than 7 overlapping mappings of a cache line", "unmap what was mapped"),
  /** Scatter-gather segment that breaks a limit of the device. */
  M6("M6", "scatter-gather segment beyond the device's limits", "split the segment"),
  /** Unmap of the error address. */
  U1("U1", "unmap of the error address", "check the mapping result"),
  /** Unmap of something not mapped. */
  U2("U2", "unmap without a mapping", "unmap once, with the device that mapped"),
  /** Unmap with another size. */
  U3("U3", "unmap with another size", "unmap exactly what was mapped"),
  /** Unmap with the wrong function. */
  U4("U4", "unmap with the wrong function", "pair map and unmap functions"),
  /** Coherent or non-coherent memory freed with another CPU address. */
  U5("U5", "freed with another cpu address", "free with the address the allocation returned"),
  /** Unmap of a scatter-gather list with another entry count. */
  U6("U6", "unmap with another entry count", "unmap the entries given to mapSg, not its result"),
  /** Unmap with another direction. */
  U7("U7", "unmap with another direction", "unmap with the direction of the mapping"),
  /** Unmap of a mapping whose result was never checked. */
  U8("U8", "mapping result never checked", "call mappingError after each map"),
  /** Sync outside any mapping. */
  Y1("Y1", "sync outside the mapping", "keep offset + max_len within the buffer"),
  /** Sync with another direction. */
  Y2("Y2", "sync with another direction", "sync with the direction of the mapping"),
  /** Sync for the CPU of memory the device only reads. */
  Y3("Y3", "sync for cpu of device read-only memory", "nothing to sync: the device only reads"),
  /** Sync for the device of memory the device only writes, in another direction. */
  Y4("Y4", "sync for device of device write-only memory", "sync with FROM_DEVICE"),
  /** Sync of a scatter-gather list with another entry count. */
  Y5("Y5", "sync with another entry count", "sync the entries given to mapSg"),
  /** Mapping table exhausted. */
  X1("X1", "mapping table exhausted, checking stops", "unmap more, or raise maxEntries"),
  /** Mapping for a device that has no DMA mask. */
  DMA_MASK("dma-mask", "mapping for a device without usable dma mask", "set DmaDevice.limits"),
  /** Sync that goes beyond its bounce buffer and is clamped. */
  BOUNCE_CLAMP(
      "bounce-clamp", "sync clamped to its bounce buffer", "sync only bytes of the mapping"),
  /** Mappings left when the driver lets the device go. */
  L1("L1", "mappings left at unbind", "destroy the pools before the device goes"),
  /** Pool parameters that reach beyond the buffer. */
  GEOMETRY("geometry", "pool offset and max_len beyond the buffer", "offset + max_len <= buffer"),
  /** Device write to bytes that were not handed to it. */
  DEVICE_WRITE_UNSYNCED("dev-write-unsynced", "device wrote bytes the cpu owns", ""),
  /** Device read of bytes that were not handed to it. */
  DEVICE_READ_UNSYNCED(
      "dev-read-unsynced", "device read bytes the cpu owns", "sync for device before posting"),
  /** Device write to a page that lies idle in its pool. */
  DEVICE_WRITE_IDLE(
      "dev-write-idle",
      "device wrote a page that was recycled",
      "recycle a page only after the device is done with it"),
  /** Device access through an address whose mapping is gone. */
  DEVICE_AFTER_UNMAP(
      "dev-after-unmap",
      "device used an address after unmap",
      "stop the queue before pages are unmapped"),
  /** Device access to an address that was never mapped. */
  DEVICE_UNMAPPED(
      "dev-unmapped", "device used an address without mapping", "post bus addresses of live pages"),
  /** Device access beyond the bytes of its mapping. */
  DEVICE_RANGE("dev-range", "device went beyond its mapping", "post a length that fits the buffer"),
  /** Device access against the direction of the mapping. */
  DEVICE_PERMISSION(
      "dev-permission", "device access against the mapping's direction", "map for this direction"),
  /** CPU read of bytes the device owns. */
  CPU_READ_EARLY(
      "cpu-read-early", "cpu read bytes before sync for cpu", "sync for cpu before reading"),
  /** CPU write to bytes the device owns. */
  CPU_WRITE_EARLY(
      "cpu-write-early", "cpu wrote bytes the device owns", "sync for cpu before writing"),
  /** CPU read of received bytes whose mapping ended without a sync. */
  CPU_READ_LOST(
      "cpu-read-lost", "cpu read bytes that were never synced", "sync for cpu before unmap"),
  /** CPU use of a page that lies idle in its pool. */
  CPU_USE_IDLE("cpu-use-idle", "cpu used a page that was recycled", "recycle after the last use"),
  /** Dirty cache line written back over received bytes. */
  CACHE_OVERWRITE(
      "cache-overwrite",
      "dirty cache line overwrote received bytes",
      "sync for device over all bytes the device may write"),
  /** Page put with a sync size that leaves out bytes somebody wrote. */
  PUT_SHORT(
      "put-short",
      "page put with a dma_sync_size below the bytes written",
      "pass the larger of the lengths before and after the program, or -1"),
  /** One device write over the border of two fragments. */
  FRAGMENT_CROSSED(
      "dev-frag-crossing", "device wrote beyond its fragment", "post at most the fragment's size"),
  /** Reference taken in one kind and dropped in the other. */
  REFERENCE_KIND(
      "ref-kind",
      "reference dropped in another kind than it was taken",
      "the recycle mark of the buffer decides the kind of all its references"),
  /** Page returned more often than it was handed out. */
  DOUBLE_PUT("double-put", "page returned twice", "each allocation or reference is put once"),
  /** Page returned to a pool that does not own it. */
  FOREIGN_PUT("foreign-put", "page returned to a foreign pool", "use the pool of the page"),
  /** Page freed to the system while its pool owns it. */
  PAGE_LEAK(
      "page-leak", "page freed while its pool owns it", "put it, or mark the buffer for recycling"),
  /** Page returned after it left its pool. */
  RELEASED_PUT(
      "released-put", "page returned after it left the pool", "each allocation is put once"),
  /** Warning: two live pools serve one receive queue. */
  POOLS_SHARE_QUEUE(
      "pools-share-queue", "two pools serve one receive queue", "one pool per receive queue", true),
  /** Warning: fragments of a pool that does not sync whole buffers. */
  FRAGMENT_GEOMETRY(
      "frag-geometry",
      "fragments of a pool that syncs part of its buffers",
      "offset 0 and max_len = buffer size",
      true),
  /** Warning: fragment put with a sync size. */
  FRAGMENT_SYNC(
      "frag-sync-size",
      "fragment put with a dma_sync_size",
      "put fragments with -1: only the last put syncs, and for all of them",
      true),
  /** Warning: the stored bus address of a pool that does not map was used. */
  MAP_MISSING(
      "map-missing",
      "bus address used of a pool that does not map",
      "set PP_FLAG_DMA_MAP, or keep the address of your own mapping",
      true);

  private final String id;
  private final String title;
  private final String hint;
  private final boolean warning;

  DmaRule(String id, String title, String hint) {
    this(id, title, hint, false);
  }

  DmaRule(String id, String title, String hint, boolean warning) {
    this.warning = warning;
    this.id = id;
    this.title = title;
    this.hint = hint;
  }

  /** Return the id in reports. */
  public String id() {
    return id;
  }

  /** Return what is broken, in a few words. */
  public String title() {
    return title;
  }

  /** Return what to do about it in general. */
  public String hint() {
    return hint;
  }

  /**
   * Return whether this is a rule the kernel's documents state and nothing enforces: breaking it is
   * kept apart in {@link DmaChecker#warnings()} and never fails a run.
   */
  public boolean isWarning() {
    return warning;
  }
}
