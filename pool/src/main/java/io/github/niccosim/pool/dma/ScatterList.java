// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

import io.github.niccosim.pool.Page;
import java.util.Arrays;

/**
 * Pieces of physical memory that a device accesses as one transfer ({@code struct scatterlist}).
 *
 * <p>The driver adds entries, {@link DmaDevice#mapSg} fills in their bus addresses. Entries are
 * never merged, so as many are mapped as were given. Single-threaded.
 */
public final class ScatterList {
  private long[] physical = new long[4];
  private long[] lengths = new long[4];
  private long[] bus = new long[4];
  private int size;

  /** Create an empty list. */
  public ScatterList() {}

  /**
   * Append an entry ({@code sg_set_page}).
   *
   * @param page page of the piece
   * @param offsetBytes first byte inside the page
   * @param lengthBytes bytes, at least 1
   */
  public ScatterList add(Page page, long offsetBytes, long lengthBytes) {
    return add(page.physicalAddress() + offsetBytes, lengthBytes);
  }

  /**
   * Append an entry by address ({@code sg_set_buf}).
   *
   * @param physicalAddress first byte
   * @param lengthBytes bytes, at least 1
   */
  public ScatterList add(long physicalAddress, long lengthBytes) {
    if (lengthBytes < 1) {
      throw new IllegalArgumentException(
          "scatter-gather length not usable: length=" + lengthBytes + " (expected: 1 or more)");
    }
    if (size == physical.length) {
      physical = Arrays.copyOf(physical, 2 * size);
      lengths = Arrays.copyOf(lengths, 2 * size);
      bus = Arrays.copyOf(bus, 2 * size);
    }
    physical[size] = physicalAddress;
    lengths[size] = lengthBytes;
    bus[size++] = DmaDevice.MAPPING_ERROR;
    return this;
  }

  /** Return the number of entries. */
  public int size() {
    return size;
  }

  /** Return the physical address of an entry, 0..size−1. */
  public long physicalAddress(int entry) {
    return physical[check(entry)];
  }

  /** Return the length of an entry in bytes. */
  public long lengthBytes(int entry) {
    return lengths[check(entry)];
  }

  /** Return the bus address of a mapped entry, the error address before. */
  public long busAddress(int entry) {
    return bus[check(entry)];
  }

  void busAddress(int entry, long value) {
    bus[check(entry)] = value;
  }

  int check(int entry) {
    if (entry < 0 || entry >= size) {
      throw new IndexOutOfBoundsException(
          "scatter-gather entry out of range: entry="
              + entry
              + " (expected: 0.."
              + (size - 1)
              + ")");
    }
    return entry;
  }
}
