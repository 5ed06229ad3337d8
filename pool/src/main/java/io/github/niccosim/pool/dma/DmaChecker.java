// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

import io.github.niccosim.pool.DmaDirection;
import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PagePool;
import io.github.niccosim.pool.PagePoolParams;
import io.github.niccosim.pool.PoolObserver;
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

  private final LongSupplier timePs;
  private final DmaReports reports;
  private final AccessRules access;
  private final PutRules puts;
  private final MapRules mapRules;
  private final PoolRules poolRules;
  private final BufferTable buffers = new BufferTable();
  private Level level = Level.REPORT;
  private boolean stackTraces;
  private int maxEntries = Integer.MAX_VALUE;
  private int entries;
  private boolean disabled;
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
    poolRules = new PoolRules(reports);
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

  /**
   * Choose whether every occurrence is reported, not only the first of each cause ({@code
   * dma-api/all_errors}).
   */
  public DmaChecker allErrors(boolean value) {
    reports.all(value);
    return this;
  }

  /**
   * Limit how many reports are still made, unless all are ({@code dma-api/num_errors}); what comes
   * after is only counted. Unlimited by default, where the kernel begins with 1.
   *
   * @param count reports left, 0 or more
   */
  public DmaChecker numErrors(int count) {
    reports.left(count);
    return this;
  }

  /** Return how many reports are still made. */
  public int numErrors() {
    return reports.left();
  }

  /**
   * Report one device only and count the others ({@code dma-api/driver_filter}).
   *
   * @param device name of the device, {@code null} for all
   */
  public DmaChecker driverFilter(@Nullable String device) {
    reports.filter(device);
    return this;
  }

  /**
   * Limit the mapping table; one mapping more is reported as {@link DmaRule#X1} and checking
   * disables itself. The kernel begins with 65536 entries and grows while it has memory; without a
   * limit this table grows as well.
   *
   * @param count live mappings of all devices, 0 or more
   */
  public DmaChecker maxEntries(int count) {
    maxEntries = count;
    return this;
  }

  /** Return how many mappings are in the table. */
  public int entries() {
    return entries;
  }

  /** Return whether the table was exhausted and nothing is checked any more. */
  public boolean disabled() {
    return disabled;
  }

  /**
   * Return broken advice, the first of each cause: rules that the kernel's documents state and
   * nothing enforces. They never throw and are not in {@link #total()}.
   */
  public List<DmaViolation> warnings() {
    return reports.log().warnings();
  }

  /** Return the first violation of each cause, in order. */
  public List<DmaViolation> violations() {
    return reports.log().first();
  }

  /** Return how many violations happened in all ({@code dma-api/error_count}). */
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
    return level == Level.OFF || disabled;
  }

  DmaSite site(String what) {
    return DmaSite.here(what, now(), stackTraces);
  }

  @Nullable DmaBuffer bufferAt(long physicalAddress) {
    return buffers.at(physicalAddress);
  }

  // ---- pools ----------------------------------------------------------------------------------

  @Override
  public void created(PagePool pool) {
    if (!off()) {
      poolRules.created(pool);
    }
  }

  @Override
  public void adopted(PagePool pool, Page page) {
    if (!off()) {
      DmaBuffer buffer = buffers.of(page);
      buffer.pool = pool;
      buffer.idle = true;
      buffer.references = 0;
    }
  }

  @Override
  public void handedOut(PagePool pool, Page page) {
    if (!off()) {
      DmaBuffer buffer = buffers.of(page);
      buffer.idle = false;
      buffer.references = 1;
      buffer.forgetFragments();
      noteHandOut(buffer);
    }
  }

  @Override
  public void fragmentHandedOut(PagePool pool, Page page, int offsetBytes, int sizeBytes) {
    if (!off()) {
      DmaBuffer buffer = buffers.of(page);
      buffer.references = buffer.idle ? 1 : buffer.references + 1;
      buffer.idle = false;
      buffer.addFragment(offsetBytes);
      noteHandOut(buffer);
      poolRules.fragment(pool);
    }
  }

  private void noteHandOut(DmaBuffer buffer) {
    if (stackTraces) {
      buffer.history.note(DmaHistory.Step.HANDED_OUT, site("handed out"));
    }
  }

  @Override
  public void referencesChanged(PagePool pool, Page page, long delta) {
    if (!off()) {
      buffers.of(page).references += delta;
    }
  }

  @Override
  public boolean accepts(PagePool pool, Page page, int syncBytes, boolean direct) {
    if (off()) {
      return true;
    }
    DmaBuffer buffer = buffers.of(page);
    boolean accepted = puts.check(pool, page, buffer);
    if (accepted) {
      poolRules.put(pool, buffer, syncBytes);
      if (stackTraces) {
        buffer.history.note(DmaHistory.Step.PUT, site("put"));
      }
    }
    return accepted;
  }

  @Override
  public void misused(PagePool pool, Page page, String text) {
    if (!off()) {
      DmaRule rule = page.isPoolPage() ? DmaRule.PAGE_LEAK : DmaRule.RELEASED_PUT;
      reports.buffer(rule, buffers.of(page), pool, 0, page.sizeBytes() - 1, text);
    }
  }

  @Override
  public void referenceMixed(PagePool pool, Page page, String text) {
    if (!off()) {
      reports.buffer(DmaRule.REFERENCE_KIND, buffers.of(page), pool, 0, page.sizeBytes() - 1, text);
    }
  }

  @Override
  public void unmappedAddressUsed(PagePool pool, Page page) {
    if (!off()) {
      reports.pool(DmaRule.MAP_MISSING, pool, "");
    }
  }

  @Override
  public void recycled(PagePool pool, Page page, Place place) {
    if (!off()) {
      settle(page, true, DmaHistory.Step.RECYCLED, "recycled to " + place);
    }
  }

  @Override
  public void released(PagePool pool, Page page) {
    if (!off()) {
      settle(page, false, DmaHistory.Step.RELEASED, "released by pool " + pool.name());
    }
  }

  private void settle(Page page, boolean idle, DmaHistory.Step step, String what) {
    DmaBuffer buffer = buffers.of(page);
    buffer.idle = idle;
    buffer.references = 0;
    buffer.touchedEnd = 0;
    buffer.forgetFragments();
    buffer.history.note(step, site(what));
  }

  @Override
  public void mapped(PagePool pool, Page page, long lengthBytes) {
    if (!off()) {
      PagePoolParams params = pool.params();
      DmaBuffer buffer = buffers.of(page);
      buffer.pool = pool;
      buffer.windowEnd = params.offsetBytes() + params.maxLenBytes();
    }
  }

  @Override
  public void syncingForDevice(PagePool pool, Page page, long offsetBytes, long lengthBytes) {
    DmaBuffer buffer = off() ? null : buffers.of(page);
    if (buffer != null) {
      poolRules.syncing(pool, buffer, offsetBytes, lengthBytes);
    }
    syncContext = buffer;
  }

  // ---- mappings -------------------------------------------------------------------------------

  void mapped(DmaDevice device, DmaMapping mapping, @Nullable Page page, boolean skipCpuSync) {
    entries++;
    if (off() || exhausted(device, mapping)) {
      return;
    }
    DmaBuffer buffer = tracked(mapping, page);
    mapping.buffer = buffer;
    mapRules.mapped(device, mapping, skipCpuSync);
    if (buffer == null) {
      return;
    }
    buffer.history.note(DmaHistory.Step.MAPPED, site("mapped by " + device));
    buffer.history.forget(DmaHistory.Step.SYNCED);
    if (!skipCpuSync) {
      long from = mapping.physicalAddress - buffer.physicalAddress;
      buffer.own(from, mapping.lengthBytes, DmaBuffer.DEVICE);
    }
  }

  private boolean exhausted(DmaDevice device, DmaMapping mapping) {
    if (entries <= maxEntries) {
      return false;
    }
    String hint = "entries=" + maxEntries + ": " + DmaRule.X1.hint();
    disabled = true;
    long length = mapping.lengthBytes;
    reports.address(DmaRule.X1, device, mapping, mapping.busAddress, length, hint);
    return true;
  }

  private @Nullable DmaBuffer tracked(DmaMapping mapping, @Nullable Page page) {
    if (!mapping.isMemory() || mapping.kind == DmaMapping.Kind.COHERENT) {
      return null;
    }
    return page != null && mapping.lengthBytes <= page.sizeBytes()
        ? buffers.of(page)
        : buffers.of(mapping.physicalAddress, mapping.lengthBytes);
  }

  void unmapping(DmaDevice device, @Nullable DmaMapping mapping, UnmapCall call) {
    if (!off()) {
      mapRules.unmapping(device, mapping, call);
    }
  }

  void unmapped(DmaMapping mapping, boolean skipCpuSync) {
    entries--;
    mapRules.unmapped(mapping);
    DmaBuffer buffer = mapping.buffer;
    if (buffer != null && !off()) {
      int from = (int) (mapping.physicalAddress - buffer.physicalAddress);
      buffer.unmap(from, (int) mapping.lengthBytes, skipCpuSync);
      buffer.history.note(DmaHistory.Step.RELEASED, site("unmapped"));
    }
  }

  /** The kernel would warn about a device; the text becomes the hint. */
  void warned(DmaDevice device, DmaRule rule, long busAddress, long lengthBytes, String text) {
    if (!off()) {
      DmaMapping near = device.near(busAddress);
      reports.address(rule, device, near, busAddress, lengthBytes, text + ", " + rule.hint());
    }
  }

  void syncing(
      DmaDevice device,
      @Nullable DmaMapping mapping,
      long busAddress,
      long lengthBytes,
      DmaDirection direction,
      boolean forDevice,
      int scatterEntries) {
    DmaBuffer context = syncContext;
    syncContext = null;
    if (off()) {
      return;
    }
    DmaMapping near = mapping != null ? mapping : device.near(busAddress);
    if (mapping == null) {
      reports.outOfRange(device, context, near, busAddress, lengthBytes);
    } else if (mapping.direction != DmaDirection.BIDIRECTIONAL) {
      mapRules.syncDirection(
          device, mapping, busAddress, lengthBytes, direction, forDevice, scatterEntries);
    }
    DmaBuffer buffer = near == null ? null : near.buffer;
    if (near != null && buffer != null) {
      moveOwnership(buffer, near.physical(busAddress), lengthBytes, forDevice);
    }
  }

  private void moveOwnership(DmaBuffer buffer, long physical, long length, boolean forDevice) {
    long from = physical - buffer.physicalAddress;
    buffer.own(from, length, forDevice ? DmaBuffer.DEVICE : DmaBuffer.CPU);
    String what = forDevice ? "synced for device" : "synced for cpu";
    buffer.history.note(DmaHistory.Step.SYNCED, site(what));
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
