// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Test support: records what pools ask of the page allocator and of the DMA API, in order.
 *
 * <p>Use it as the device of the pools, as the listener of {@link SystemPages} and as (or inside)
 * the observer of the {@link PoolSystem}; {@link #describe} adds all counters, occupancies, ring
 * indices and the fragment state. Single-threaded.
 */
public final class PoolRecorder implements DmaOps, SystemPages.Listener, PoolObserver {
  /** What happened. */
  public enum Kind {
    /** A page came from the allocator. */
    ALLOC,
    /** A page went back to the allocator. */
    FREE,
    /** A page was mapped. */
    MAP,
    /** A page was unmapped. */
    UNMAP,
    /** Bytes were synced for the device. */
    SYNC_FOR_DEVICE,
    /** Bytes were synced for the CPU. */
    SYNC_FOR_CPU,
    /** The kernel would have warned. */
    WARNING
  }

  /**
   * One recorded step.
   *
   * @param kind what happened
   * @param pageId id of the page in allocation order, 0 when none is involved
   * @param offsetBytes first byte inside the page
   * @param lengthBytes bytes
   * @param direction direction of the mapping, {@link DmaDirection#NONE} when none is involved
   * @param text text of a warning, else empty
   */
  public record Event(
      Kind kind,
      long pageId,
      long offsetBytes,
      long lengthBytes,
      DmaDirection direction,
      String text) {}

  private static final int ID_SHIFT = 32;

  private final List<Event> events = new ArrayList<>();
  private long failSkips;
  private long failingMaps;
  private boolean needsSync = true;

  /** Create an empty recorder whose mappings all succeed. */
  public PoolRecorder() {}

  /** Return the events since the last {@link #clear}, oldest first. */
  public List<Event> events() {
    return List.copyOf(events);
  }

  /** Forget all events. */
  public void clear() {
    events.clear();
  }

  /**
   * Let mappings fail.
   *
   * @param skip how many succeed first
   * @param count how many fail then
   */
  public void failMappings(long skip, long count) {
    failSkips = skip;
    failingMaps = count;
  }

  /** Set whether the device needs syncs. */
  public void needsSync(boolean value) {
    needsSync = value;
  }

  /** Return counters, occupancies, ring indices and fragment state of a pool on one line. */
  public static String describe(PagePool pool) {
    return pool.state().describe() + " " + pool.stats();
  }

  @Override
  public void allocated(Page page) {
    add(Kind.ALLOC, page.id(), 0, page.sizeBytes(), DmaDirection.NONE);
  }

  @Override
  public void freed(Page page) {
    add(Kind.FREE, page.id(), 0, page.sizeBytes(), DmaDirection.NONE);
  }

  @Override
  public long mapPage(
      Page page, long offsetBytes, long lengthBytes, DmaDirection direction, boolean skipCpuSync) {
    if (failSkips > 0) {
      failSkips--;
    } else if (failingMaps > 0) {
      failingMaps--;
      return MAPPING_ERROR;
    }
    add(Kind.MAP, page.id(), offsetBytes, lengthBytes, direction);
    return (page.id() << ID_SHIFT) + offsetBytes;
  }

  @Override
  public void unmapPage(
      long busAddress, long lengthBytes, DmaDirection direction, boolean skipCpuSync) {
    addAt(Kind.UNMAP, busAddress, lengthBytes, direction);
  }

  @Override
  public void syncForDevice(long busAddress, long lengthBytes, DmaDirection direction) {
    addAt(Kind.SYNC_FOR_DEVICE, busAddress, lengthBytes, direction);
  }

  @Override
  public void syncForCpu(long busAddress, long lengthBytes, DmaDirection direction) {
    addAt(Kind.SYNC_FOR_CPU, busAddress, lengthBytes, direction);
  }

  @Override
  public boolean needsSync() {
    return needsSync;
  }

  @Override
  public void warning(@Nullable PagePool pool, String text) {
    events.add(new Event(Kind.WARNING, 0, 0, 0, DmaDirection.NONE, text));
  }

  @Override
  public void misused(PagePool pool, Page page, String text) {
    warning(pool, text);
  }

  private void addAt(Kind kind, long busAddress, long lengthBytes, DmaDirection direction) {
    long offset = busAddress & ((1L << ID_SHIFT) - 1);
    add(kind, busAddress >>> ID_SHIFT, offset, lengthBytes, direction);
  }

  private void add(Kind kind, long page, long offset, long length, DmaDirection direction) {
    events.add(new Event(kind, page, offset, length, direction, ""));
  }
}
