// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PagePool;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the checker knows about one buffer: who owns each byte, and what happened to it last. */
final class DmaBuffer {
  /** The CPU may read and write. */
  static final byte CPU = 0;

  /** The device may access; not written since the last sync for the device. */
  static final byte DEVICE = 1;

  /** Written by the device, not yet synced for the CPU. */
  static final byte WRITTEN = 2;

  /** Written by the device and then unmapped without a sync for the CPU. */
  static final byte LOST = 3;

  private static final int BLOCK = 4096;
  private static final byte[][] PATTERNS = new byte[2][BLOCK];

  static {
    Arrays.fill(PATTERNS[DEVICE], DEVICE);
  }

  final long physicalAddress;
  final byte[] owners;
  @Nullable Page page;
  @Nullable PagePool pool;
  boolean idle;
  long references;
  long lastSyncOffset = -1;
  long lastSyncLength;

  /** One more than the last byte that syncs of the pool cover, 0 outside pools. */
  int windowEnd;

  /** One more than the last byte before it that was written since the page was synced back. */
  int touchedEnd;

  final DmaHistory history = new DmaHistory();
  private int[] fragmentStarts = new int[0];
  private int fragments;

  DmaBuffer(long physicalAddress, int sizeBytes) {
    this.physicalAddress = physicalAddress;
    owners = new byte[sizeBytes];
  }

  /** Give a range to {@code owner}; parts outside the buffer are ignored. */
  void own(long from, long length, byte owner) {
    int first = (int) Math.max(0, from);
    int end = (int) Math.min(owners.length, from + length);
    if (first < end) {
      Arrays.fill(owners, first, end, owner);
    }
  }

  /** Return whether the range belongs to {@code owner} throughout. */
  boolean isAll(int from, int length, byte owner) {
    if (length <= BLOCK) {
      return Arrays.mismatch(owners, from, from + length, PATTERNS[owner], 0, length) < 0;
    }
    return firstNot(from, from + length, owner, owner) < 0;
  }

  /** Return the first byte of {@code [from, end)} that is neither, or −1. */
  int firstNot(int from, int end, byte owner, byte orOwner) {
    for (int i = from; i < end; i++) {
      if (owners[i] != owner && owners[i] != orOwner) {
        return i;
      }
    }
    return -1;
  }

  /** Return one more than the last byte of the run of equal owners that starts at {@code from}. */
  int endOfRun(int from, int end) {
    int i = from + 1;
    while (i < end && owners[i] == owners[from]) {
      i++;
    }
    return i;
  }

  /** Turn received bytes that nobody synced into lost ones, all others into the CPU's. */
  void unmap(int from, int length, boolean skipCpuSync) {
    for (int i = from; i < from + length; i++) {
      owners[i] = skipCpuSync && owners[i] == WRITTEN ? LOST : CPU;
    }
  }

  void touched(int from, int end) {
    if (from < windowEnd) {
      touchedEnd = Math.max(touchedEnd, Math.min(end, windowEnd));
    }
  }

  // ---- fragments ------------------------------------------------------------------------------

  void forgetFragments() {
    fragments = 0;
  }

  boolean fragmented() {
    return fragments > 0;
  }

  void addFragment(int start) {
    if (start == 0) {
      fragments = 0;
    }
    if (fragments == fragmentStarts.length) {
      fragmentStarts = Arrays.copyOf(fragmentStarts, 2 * fragments + 4);
    }
    fragmentStarts[fragments++] = start;
  }

  /** Return the first start of a fragment strictly inside a range, or −1. */
  int borderWithin(int from, int end) {
    for (int i = 0; i < fragments; i++) {
      if (fragmentStarts[i] > from && fragmentStarts[i] < end) {
        return fragmentStarts[i];
      }
    }
    return -1;
  }
}
