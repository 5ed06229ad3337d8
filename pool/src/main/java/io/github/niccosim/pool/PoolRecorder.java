// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    WARNING,
    /** A page was used by someone who does not hold it; a kernel notices nothing. */
    MISUSE;

    private final String word = name().toLowerCase(Locale.ROOT).replace("_for_device", "");
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
      String text) {
    /**
     * Return the order of an allocated or freed buffer.
     *
     * @param pageShift log2 of the page size in bytes
     * @return log2 of the number of pages
     */
    public int order(int pageShift) {
      return Long.numberOfTrailingZeros(lengthBytes) - pageShift;
    }

    /** Return the event in a few words, as {@code sync pg7 64+1536 FROM_DEVICE}. */
    @Override
    public String toString() {
      return switch (kind) {
        case ALLOC, FREE -> kind.word + " pg" + pageId + " " + lengthBytes;
        case WARNING, MISUSE -> kind.word + " " + text;
        default ->
            kind.word + " pg" + pageId + " " + offsetBytes + "+" + lengthBytes + " " + direction;
      };
    }
  }

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
  public void sizeNotUsable(PagePool pool, int sizeBytes) {
    // The pool warns and refuses, or hands out a whole page, as the kernel does.
  }

  @Override
  public void misused(PagePool pool, Page page, String text) {
    events.add(new Event(Kind.MISUSE, page.id(), 0, 0, DmaDirection.NONE, text));
  }

  private void addAt(Kind kind, long busAddress, long lengthBytes, DmaDirection direction) {
    long offset = busAddress & ((1L << ID_SHIFT) - 1);
    add(kind, busAddress >>> ID_SHIFT, offset, lengthBytes, direction);
  }

  private void add(Kind kind, long page, long offset, long length, DmaDirection direction) {
    events.add(new Event(kind, page, offset, length, direction, ""));
  }
}
