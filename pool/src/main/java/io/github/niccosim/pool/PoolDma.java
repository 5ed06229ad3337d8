// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The DMA side of one pool: mapping at adoption, index of mapped pages, syncs, unmapping.
 *
 * <p>Indexes are the lowest free ones from 1, as the kernel's. Index entries are guarded by this
 * object; they change only on slow paths.
 */
final class PoolDma {
  private static final int FIRST_INDEX = 1;

  private final PagePool pool;
  private final DmaOps device;
  private final DmaDirection direction;
  private final long bufferBytes;
  private final long offsetBytes;
  private final int maxLenBytes;
  private final @Nullable PoolObserver observer;
  private @Nullable Page[] mapped = new Page[128];
  private final BitSet usedIndexes = new BitSet();
  private int lowestMaybeFree = FIRST_INDEX;
  private volatile boolean syncActive;
  private boolean warned;

  PoolDma(PagePool pool, PagePoolParams params, DmaOps device) {
    this.pool = pool;
    this.device = device;
    direction = params.direction();
    bufferBytes = pool.bufferSizeBytes();
    offsetBytes = Integer.toUnsignedLong(params.offsetBytes());
    maxLenBytes = params.maxLenBytes();
    observer = pool.system().observer();
    syncActive = params.has(PagePoolParams.FLAG_DMA_SYNC_DEV);
  }

  DmaOps device() {
    return device;
  }

  boolean syncActive() {
    return syncActive;
  }

  /** Map a page that is about to be adopted; {@code false} when that is impossible. */
  boolean map(Page page) {
    long bus = device.mapPage(page, 0, bufferBytes, direction, true);
    if (device.mappingError(bus)) {
      return false;
    }
    if (!fits(bus)) {
      device.unmapPage(bus, bufferBytes, direction, true);
      warnOnce(bus);
      return false;
    }
    Errno error = pool.system().faults().mapIndexError();
    if (error != null) {
      if (error != Errno.ENOMEM) {
        pool.system().warn(pool, "mapped page not tracked: " + page + " errno=" + error);
      }
      device.unmapPage(bus, bufferBytes, direction, true);
      return false;
    }
    page.dmaAddress = bus;
    enter(page);
    if (observer != null) {
      observer.mapped(pool, page, bufferBytes);
    }
    syncForDevice(page, -1);
    return true;
  }

  /** Return whether an address survives being stored in 32 bits, shifted by the page shift. */
  private boolean fits(long bus) {
    int shift = pool.system().pages().pageShift();
    return !pool.system().bits32() || (bus >>> shift << shift == bus && bus >>> shift >>> 32 == 0);
  }

  private void warnOnce(long bus) {
    if (!warned) {
      warned = true;
      String address = "0x" + Long.toHexString(bus);
      pool.system().warn(pool, "unexpected dma address: bus=" + address + " pool=" + pool.name());
    }
  }

  /** Hand the first {@code min(syncBytes, max_len)} bytes from the offset on to the device. */
  void syncForDevice(Page page, int syncBytes) {
    if (syncActive && device.needsSync()) {
      long length = Integer.compareUnsigned(syncBytes, maxLenBytes) < 0 ? syncBytes : maxLenBytes;
      length &= 0xffff_ffffL;
      if (observer != null) {
        observer.syncingForDevice(pool, page, offsetBytes, length);
      }
      device.syncForDevice(page.dmaAddress + offsetBytes, length, direction);
    }
  }

  void syncForCpu(Page page, long offset, long lengthBytes) {
    device.syncForCpu(page.dmaAddress + offset + offsetBytes, lengthBytes, direction);
  }

  /**
   * Unmap a page that leaves the pool, unless that has been done or another pool mapped it.
   *
   * <p>The page forgets address and index either way; before the baseline only if it was unmapped.
   */
  void release(Page page) {
    long address = page.dmaAddress;
    boolean was = leave(page);
    if (was) {
      unmap(page, address);
    }
    if (was || !pool.system().rules().clearAddressAtScrub()) {
      page.dmaAddress = 0;
      page.dmaIndex = 0;
    }
  }

  /** Stop syncing and unmap everything that is mapped, wherever it is. */
  void scrub(boolean clearAddresses) {
    syncActive = false;
    for (Page page : mappedPages()) {
      long address = page.dmaAddress; // its last user may clear the field at any moment
      if (leave(page)) {
        unmap(page, address);
        if (clearAddresses) {
          page.dmaAddress = 0;
          page.dmaIndex = 0;
        }
      }
    }
  }

  private void unmap(Page page, long address) {
    if (observer != null) {
      observer.unmapping(pool, page, bufferBytes);
    }
    device.unmapPage(address, bufferBytes, direction, true);
  }

  private synchronized void enter(Page page) {
    int index = usedIndexes.nextClearBit(lowestMaybeFree);
    lowestMaybeFree = index + 1;
    usedIndexes.set(index);
    if (index >= mapped.length) {
      mapped = Arrays.copyOf(mapped, 2 * mapped.length);
    }
    mapped[index] = page;
    page.dmaIndex = index;
  }

  /** Take a page off the index if it is this pool's entry there ({@code xa_cmpxchg}). */
  private synchronized boolean leave(Page page) {
    int index = page.dmaIndex;
    if (index == 0 || index >= mapped.length || mapped[index] != page) {
      return false;
    }
    mapped[index] = null;
    usedIndexes.clear(index);
    lowestMaybeFree = Math.min(lowestMaybeFree, index);
    return true;
  }

  private synchronized Page[] mappedPages() {
    return usedIndexes.stream()
        .mapToObj(i -> Objects.requireNonNull(mapped[i]))
        .toArray(Page[]::new);
  }

  synchronized int mappedCount() {
    return usedIndexes.cardinality();
  }
}
