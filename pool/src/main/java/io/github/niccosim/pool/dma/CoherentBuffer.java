// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Memory that CPU and device see alike without syncs ({@code dma_alloc_coherent}): descriptor and
 * completion rings. Values are little-endian, indices are bytes from the start.
 */
public final class CoherentBuffer {
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final HostMemory memory;
  private final long physicalAddress;
  private final long busAddress;
  private final int sizeBytes;

  CoherentBuffer(HostMemory memory, long physicalAddress, long busAddress, int sizeBytes) {
    this.memory = memory;
    this.physicalAddress = physicalAddress;
    this.busAddress = busAddress;
    this.sizeBytes = sizeBytes;
  }

  /** Return the address the device uses. */
  public long busAddress() {
    return busAddress;
  }

  /** Return the address the CPU knows this memory by; {@link DmaDevice#freeCoherent} wants it. */
  public long cpuAddress() {
    return physicalAddress;
  }

  /** Return the size in bytes. */
  public int sizeBytes() {
    return sizeBytes;
  }

  /** Return the byte at {@code index}, 0..255. */
  public int getByte(int index) {
    return segment(index, 1).get(ValueLayout.JAVA_BYTE, within(index)) & 0xff;
  }

  /** Set the byte at {@code index}. */
  public void putByte(int index, int value) {
    segment(index, 1).set(ValueLayout.JAVA_BYTE, within(index), (byte) value);
  }

  /** Return the four bytes at {@code index}. */
  public int getInt(int index) {
    return segment(index, 4).get(INT, within(index));
  }

  /** Set the four bytes at {@code index}. */
  public void putInt(int index, int value) {
    segment(index, 4).set(INT, within(index), value);
  }

  /** Return the eight bytes at {@code index}. */
  public long getLong(int index) {
    return segment(index, 8).get(LONG, within(index));
  }

  /** Set the eight bytes at {@code index}. */
  public void putLong(int index, long value) {
    segment(index, 8).set(LONG, within(index), value);
  }

  /**
   * Copy bytes out.
   *
   * @param index first byte
   * @param into receives the bytes
   * @param offset first index in {@code into}
   * @param length bytes, 0 or more
   */
  public void read(int index, byte[] into, int offset, int length) {
    check(index, length);
    memory.ramRead(physicalAddress + index, into, offset, length);
  }

  /**
   * Copy bytes in.
   *
   * @param index first byte
   * @param from holds the bytes
   * @param offset first index in {@code from}
   * @param length bytes, 0 or more
   */
  public void write(int index, byte[] from, int offset, int length) {
    check(index, length);
    memory.ramWrite(physicalAddress + index, from, offset, length);
  }

  private MemorySegment segment(int index, int length) {
    check(index, length);
    return memory.chunk(physicalAddress + index - HostMemory.BASE);
  }

  private long within(int index) {
    return (physicalAddress + index) & (HostMemory.CHUNK_BYTES - 1);
  }

  private void check(int index, int length) {
    if (index < 0 || length < 0 || index > sizeBytes - length) {
      throw new IndexOutOfBoundsException(
          "coherent access out of range: index="
              + index
              + " length="
              + length
              + " (expected: within 0.."
              + (sizeBytes - 1)
              + ")");
    }
  }
}
