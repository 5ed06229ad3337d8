// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

import io.github.niccosim.pool.DmaDirection;
import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PagePool;
import io.github.niccosim.pool.PagePoolParams;
import io.github.niccosim.pool.PoolObserver;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches pools, mappings and every access of CPU and device, and reports the first wrong one.
 *
 * <p>Each byte of a mapped buffer belongs to the CPU or to the device; syncs and unmaps move it.
 * Each page is idle in its pool or out. Give one checker to the {@link
 * io.github.niccosim.pool.PoolSystem} as its observer and to each {@link DmaDevice}. A rule is
 * reported once per pool and counted after that. One thread at a time.
 */
public final class DmaChecker implements PoolObserver {
  /** What happens when a rule is broken. */
  public enum Level {
    /** Nothing is tracked. */
    OFF,
    /** Only counted. */
    COUNT,
    /** Counted, the first of each cause is kept. */
    REPORT,
    /** The first one throws {@link DmaViolationException}. */
    FAIL
  }

  private static final int FRAME_SHIFT = 12;

  private final LongSupplier timePs;
  private final DmaReports reports;
  private final AccessRules access;
  private final PutRules puts;
  private final MapRules mapRules;
  private Level level = Level.REPORT;
  private boolean stackTraces;
  private @Nullable DmaBuffer[] frames = new DmaBuffer[1024];
  private @Nullable DmaBuffer syncContext;

  /**
   * Create a checker that reports.
   *
   * @param timePs simulated time in picoseconds
   */
  public DmaChecker(LongSupplier timePs) {
    this.timePs = timePs;
    reports = new DmaReports(this);
    access = new AccessRules(this, reports);
    puts = new PutRules(reports);
    mapRules = new MapRules(reports);
  }

  /** Set what happens when a rule is broken. */
  public DmaChecker level(Level value) {
    level = value;
    return this;
  }

  /** Return what happens when a rule is broken. */
  public Level level() {
    return level;
  }

  /** Choose whether maps, syncs and recycles remember their callers; costs microseconds each. */
  public DmaChecker stackTraces(boolean value) {
    stackTraces = value;
    return this;
  }

  /**
   * Choose whether a wrong put still happens, as in the kernel; by default it is refused so that
   * one mistake does not corrupt the pool.
   */
  public DmaChecker letWrongPutsPass(boolean value) {
    puts.letPass(value);
    return this;
  }

  /**
   * Set the DMA alignment of the machine; from a cache line on, overlapping mappings are reported.
   *
   * @param bytes 1 on coherent machines, 32..128 elsewhere
   */
  public DmaChecker dmaAlignment(int bytes) {
    mapRules.alignment(bytes);
    return this;
  }

  /**
   * Mark memory that must never be mapped.
   *
   * @param rule what it is: {@link DmaRule#M1} not linear, {@link DmaRule#M2} stack, {@link
   *     DmaRule#M3} text
   * @param physicalAddress first byte
   * @param lengthBytes bytes
   */
  public DmaChecker forbid(DmaRule rule, long physicalAddress, long lengthBytes) {
    mapRules.forbid(rule, physicalAddress, lengthBytes);
    return this;
  }

  /** Return the first violation of each cause, in order. */
  public List<DmaViolation> violations() {
    return reports.log().first();
  }

  /** Return how many violations happened in all. */
  public long total() {
    return reports.log().total();
  }

  /** Return how often a rule was broken. */
  public long count(DmaRule rule) {
    return reports.log().count(rule);
  }

  /** Return how often a rule was broken by one pool or device. */
  public long count(DmaRule rule, String pool) {
    return reports.log().count(rule, pool);
  }

  long now() {
    return timePs.getAsLong();
  }

  private boolean off() {
    return level == Level.OFF;
  }

  private DmaSite site(String what) {
    return DmaSite.here(what, now(), stackTraces);
  }

  // ---- buffers --------------------------------------------------------------------------------

  @Nullable DmaBuffer bufferAt(long physicalAddress) {
    long index = (physicalAddress - HostMemory.BASE) >> FRAME_SHIFT;
    return index >= 0 && index < frames.length ? frames[(int) index] : null;
  }

  private DmaBuffer bufferOf(Page page) {
    DmaBuffer known = bufferAt(page.physicalAddress());
    if (known != null && known.page == page) {
      return known;
    }
    DmaBuffer fresh = register(page.physicalAddress(), page.sizeBytes());
    fresh.page = page;
    return fresh;
  }

  private static boolean isPageMemory(long physicalAddress) {
    long at = physicalAddress - HostMemory.BASE;
    return at >= 0 && at < CoherentMemory.FIRST_OFFSET;
  }

  private DmaBuffer bufferOf(long physicalAddress, long length) {
    DmaBuffer known = bufferAt(physicalAddress);
    if (known != null && physicalAddress + length <= known.physicalAddress + known.owners.length) {
      return known;
    }
    long first = physicalAddress & -(1L << FRAME_SHIFT);
    return register(first, physicalAddress + length - first);
  }

  private DmaBuffer register(long first, long length) {
    DmaBuffer fresh = new DmaBuffer(first, (int) length);
    int index = (int) ((first - HostMemory.BASE) >> FRAME_SHIFT);
    int end = index + (int) ((length + (1L << FRAME_SHIFT) - 1) >> FRAME_SHIFT);
    if (end > frames.length) {
      frames = Arrays.copyOf(frames, Math.max(end, 2 * frames.length));
    }
    Arrays.fill(frames, index, end, fresh);
    return fresh;
  }

  // ---- pools ----------------------------------------------------------------------------------

  @Override
  public void created(PagePool pool) {
    PagePoolParams params = pool.params();
    long end = (long) params.offsetBytes() + params.maxLenBytes();
    boolean mapped = params.has(PagePoolParams.FLAG_DMA_MAP);
    boolean badOffset = params.offsetBytes() < 0 || params.offsetBytes() >= pool.bufferSizeBytes();
    if (!off() && mapped && (badOffset || end > pool.bufferSizeBytes())) {
      reports.geometry(pool);
    }
  }

  @Override
  public void adopted(PagePool pool, Page page) {
    if (!off()) {
      DmaBuffer buffer = bufferOf(page);
      buffer.pool = pool;
      buffer.idle = true;
      buffer.references = 0;
    }
  }

  @Override
  public void handedOut(PagePool pool, Page page) {
    if (!off()) {
      DmaBuffer buffer = bufferOf(page);
      buffer.idle = false;
      buffer.references = 1;
    }
  }

  @Override
  public void fragmentHandedOut(PagePool pool, Page page, int offsetBytes, int sizeBytes) {
    if (!off()) {
      DmaBuffer buffer = bufferOf(page);
      buffer.references = buffer.idle ? 1 : buffer.references + 1;
      buffer.idle = false;
    }
  }

  @Override
  public void referencesChanged(PagePool pool, Page page, long delta) {
    if (!off()) {
      bufferOf(page).references += delta;
    }
  }

  @Override
  public boolean accepts(PagePool pool, Page page, int syncBytes, boolean direct) {
    return off() || puts.check(pool, page, bufferOf(page));
  }

  @Override
  public void misused(PagePool pool, Page page, String text) {
    if (!off()) {
      DmaBuffer buffer = bufferOf(page);
      DmaRule rule = page.isPoolPage() ? DmaRule.PAGE_LEAK : DmaRule.RELEASED_PUT;
      reports.buffer(rule, buffer, pool, 0, page.sizeBytes() - 1, text);
    }
  }

  @Override
  public void recycled(PagePool pool, Page page, Place place) {
    if (!off()) {
      DmaBuffer buffer = bufferOf(page);
      buffer.idle = true;
      buffer.references = 0;
      buffer.recycled = site("recycled to " + place);
    }
  }

  @Override
  public void released(PagePool pool, Page page) {
    if (!off()) {
      DmaBuffer buffer = bufferOf(page);
      buffer.idle = false;
      buffer.references = 0;
      buffer.released = site("released by pool " + pool.name());
    }
  }

  @Override
  public void mapped(PagePool pool, Page page, long lengthBytes) {
    if (!off()) {
      bufferOf(page).pool = pool;
    }
  }

  @Override
  public void syncingForDevice(PagePool pool, Page page, long offsetBytes, long lengthBytes) {
    syncContext = off() ? null : bufferOf(page);
  }

  // ---- mappings -------------------------------------------------------------------------------

  void mapped(DmaDevice device, DmaMapping mapping, @Nullable Page page, boolean skipCpuSync) {
    if (off()) {
      return;
    }
    mapRules.mapped(device, mapping, skipCpuSync);
    if (!isPageMemory(mapping.physicalAddress)) {
      return;
    }
    DmaBuffer buffer =
        page != null && mapping.lengthBytes <= page.sizeBytes()
            ? bufferOf(page)
            : bufferOf(mapping.physicalAddress, mapping.lengthBytes);
    mapping.buffer = buffer;
    buffer.mapped = site("mapped by " + device);
    buffer.synced = null;
    if (!skipCpuSync) {
      long from = mapping.physicalAddress - buffer.physicalAddress;
      buffer.own(from, mapping.lengthBytes, DmaBuffer.DEVICE);
    }
  }

  void unmapping(
      DmaDevice device,
      @Nullable DmaMapping mapping,
      long busAddress,
      long lengthBytes,
      DmaDirection direction) {
    if (off()) {
      return;
    }
    mapRules.unmapping(device, mapping, busAddress, lengthBytes, direction);
  }

  void unmapped(DmaMapping mapping, boolean skipCpuSync) {
    DmaBuffer buffer = mapping.buffer;
    if (buffer != null && !off()) {
      mapRules.unmapped(mapping);
      int from = (int) (mapping.physicalAddress - buffer.physicalAddress);
      buffer.unmap(from, (int) mapping.lengthBytes, skipCpuSync);
      buffer.released = site("unmapped");
    }
  }

  void syncing(
      DmaDevice device,
      @Nullable DmaMapping mapping,
      long busAddress,
      long lengthBytes,
      DmaDirection direction,
      boolean forDevice) {
    DmaBuffer context = syncContext;
    syncContext = null;
    if (off()) {
      return;
    }
    DmaMapping near = mapping != null ? mapping : device.near(busAddress);
    if (mapping == null) {
      reports.outOfRange(device, context, near, busAddress, lengthBytes);
    } else if (mapping.direction != DmaDirection.BIDIRECTIONAL) {
      mapRules.syncDirection(device, mapping, busAddress, lengthBytes, direction, forDevice);
    }
    DmaBuffer buffer = near == null ? null : near.buffer;
    if (near != null && buffer != null) {
      moveOwnership(buffer, near.physical(busAddress), lengthBytes, forDevice);
    }
  }

  private void moveOwnership(DmaBuffer buffer, long physical, long length, boolean forDevice) {
    long from = physical - buffer.physicalAddress;
    buffer.own(from, length, forDevice ? DmaBuffer.DEVICE : DmaBuffer.CPU);
    buffer.synced = site(forDevice ? "synced for device" : "synced for cpu");
    if (forDevice) {
      buffer.lastSyncOffset = from;
      buffer.lastSyncLength = length;
    }
  }

  void leaked(DmaDevice device, DmaMapping example, int count) {
    if (!off()) {
      reports.leak(device, example, count);
    }
  }

  // ---- accesses -------------------------------------------------------------------------------

  void deviceReads(DmaDevice device, DmaMapping mapping, long busAddress, int length) {
    if (!off()) {
      access.device(device, mapping, busAddress, length, false);
    }
  }

  void deviceWrites(DmaDevice device, DmaMapping mapping, long busAddress, int length) {
    if (!off()) {
      access.device(device, mapping, busAddress, length, true);
    }
  }

  void deviceFaults(
      DmaDevice device, @Nullable DmaMapping mapping, long busAddress, int length, boolean write) {
    if (!off()) {
      access.deviceFault(device, mapping, busAddress, length);
    }
  }

  void cpuReads(long physicalAddress, int length) {
    if (!off()) {
      access.cpu(physicalAddress, length, false);
    }
  }

  void cpuWrites(long physicalAddress, int length) {
    if (!off()) {
      access.cpu(physicalAddress, length, true);
    }
  }

  void lineWrittenBack(long physicalAddress, int length) {
    if (!off()) {
      access.writtenBack(physicalAddress, length);
    }
  }
}
