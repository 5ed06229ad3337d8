// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

import io.github.niccosim.pool.DmaDirection;
import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.SystemPages;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Physical memory of the host, off-heap and sparse, as CPU and device see it.
 *
 * <p>The CPU reads and writes physical addresses, on a non-coherent machine through {@link
 * CpuCache}; devices reach the same memory through {@link DmaDevice}. Multi-byte values are
 * little-endian and may be unaligned. One thread at a time.
 */
public final class HostMemory {
  static final long BASE = SystemPages.FIRST_PHYSICAL_ADDRESS;
  static final int CHUNK_SHIFT = 20;
  static final long CHUNK_BYTES = 1L << CHUNK_SHIFT;
  private static final long MAX_CHUNKS = 1L << 16;
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final CacheModel model;
  private final @Nullable CpuCache cache;
  private final byte[] word = new byte[8];
  private final MemorySegment wordSegment = MemorySegment.ofArray(word);
  private @Nullable MemorySegment[] chunks = new MemorySegment[16];
  private @Nullable DmaChecker checker;

  /**
   * Create empty memory; every byte reads 0.
   *
   * @param model cache behaviour
   * @param seed seed of the cache adversary; unused when coherent
   */
  public HostMemory(CacheModel model, long seed) {
    this.model = model;
    cache = model.nonCoherent() ? new CpuCache(this, model, seed) : null;
  }

  /** Return coherent memory. */
  public static HostMemory coherent() {
    return new HostMemory(CacheModel.COHERENT, 0);
  }

  /**
   * Return non-coherent memory of an arm64 machine.
   *
   * @param seed seed of the cache adversary
   */
  public static HostMemory nonCoherent(long seed) {
    return new HostMemory(CacheModel.ARM64, seed);
  }

  /** Return the cache behaviour. */
  public CacheModel model() {
    return model;
  }

  /** Let {@code value} see every access; {@link DmaChecker} does this itself. */
  void attach(DmaChecker value) {
    checker = value;
    if (cache != null) {
      cache.attach(value);
    }
  }

  /**
   * Let the cache do what hardware may do at any moment: write back one dirty line and load one
   * line, both chosen by the seed. Call it at scheduling points; does nothing when coherent.
   */
  public void adversaryStep() {
    if (cache != null) {
      cache.adversaryStep();
    }
  }

  /** Return the CPU cache, {@code null} when coherent. */
  public @Nullable CpuCache cache() {
    return cache;
  }

  /**
   * Fill a freshly allocated page through the CPU, as its last owner would have left it: on a
   * non-coherent machine its lines are dirty until somebody cleans them.
   *
   * @param page page that nobody uses yet
   * @param value byte to fill with
   */
  public void dirty(Page page, int value) {
    byte[] fill = new byte[4096];
    Arrays.fill(fill, (byte) value);
    for (long done = 0; done < page.sizeBytes(); done += fill.length) {
      write(page.physicalAddress() + done, fill, 0, fill.length);
    }
  }

  /**
   * Read bytes as the CPU.
   *
   * @param physicalAddress first byte
   * @param into receives the bytes
   * @param offset first index in {@code into}
   * @param length bytes, 0 or more
   */
  public void cpuRead(long physicalAddress, byte[] into, int offset, int length) {
    if (checker != null) {
      checker.cpuReads(physicalAddress, length);
    }
    read(physicalAddress, into, offset, length);
  }

  /**
   * Write bytes as the CPU.
   *
   * @param physicalAddress first byte
   * @param from holds the bytes
   * @param offset first index in {@code from}
   * @param length bytes, 0 or more
   */
  public void cpuWrite(long physicalAddress, byte[] from, int offset, int length) {
    if (checker != null) {
      checker.cpuWrites(physicalAddress, length);
    }
    write(physicalAddress, from, offset, length);
  }

  /** Read one byte as the CPU, 0..255. */
  public int cpuReadByte(long physicalAddress) {
    cpuRead(physicalAddress, word, 0, 1);
    return word[0] & 0xff;
  }

  /** Read two bytes as the CPU, 0..65535. */
  public int cpuReadShort(long physicalAddress) {
    cpuRead(physicalAddress, word, 0, 2);
    return wordSegment.get(SHORT, 0) & 0xffff;
  }

  /** Read four bytes as the CPU. */
  public int cpuReadInt(long physicalAddress) {
    cpuRead(physicalAddress, word, 0, 4);
    return wordSegment.get(INT, 0);
  }

  /** Read eight bytes as the CPU. */
  public long cpuReadLong(long physicalAddress) {
    cpuRead(physicalAddress, word, 0, 8);
    return wordSegment.get(LONG, 0);
  }

  /** Write the low byte of {@code value} as the CPU. */
  public void cpuWriteByte(long physicalAddress, int value) {
    word[0] = (byte) value;
    cpuWrite(physicalAddress, word, 0, 1);
  }

  /** Write the low two bytes of {@code value} as the CPU. */
  public void cpuWriteShort(long physicalAddress, int value) {
    wordSegment.set(SHORT, 0, (short) value);
    cpuWrite(physicalAddress, word, 0, 2);
  }

  /** Write four bytes as the CPU. */
  public void cpuWriteInt(long physicalAddress, int value) {
    wordSegment.set(INT, 0, value);
    cpuWrite(physicalAddress, word, 0, 4);
  }

  /** Write eight bytes as the CPU. */
  public void cpuWriteLong(long physicalAddress, long value) {
    wordSegment.set(LONG, 0, value);
    cpuWrite(physicalAddress, word, 0, 8);
  }

  /** Set memory and every cached copy of it; no line changes its state. */
  void fill(long physicalAddress, long length, byte value) {
    byte[] block = new byte[(int) Math.min(length, 4096)];
    Arrays.fill(block, value);
    for (long done = 0; done < length; done += block.length) {
      int run = (int) Math.min(block.length, length - done);
      ramWrite(physicalAddress + done, block, 0, run);
    }
    if (cache != null) {
      cache.fill(physicalAddress, length, value);
    }
  }

  /** Return the first byte of a range that is not {@code value} in memory or in a cached copy. */
  long firstOther(long physicalAddress, long length, byte value) {
    byte[] block = new byte[(int) Math.min(length, 4096)];
    for (long done = 0; done < length; done += block.length) {
      int run = (int) Math.min(block.length, length - done);
      ramRead(physicalAddress + done, block, 0, run);
      for (int i = 0; i < run; i++) {
        if (block[i] != value) {
          return physicalAddress + done + i;
        }
      }
    }
    return cache == null ? -1 : cache.firstOther(physicalAddress, length, value);
  }

  /** Copy as the CPU, without ownership checks: bounce buffers. */
  void copy(long from, long to, long length) {
    byte[] block = new byte[(int) Math.min(length, 4096)];
    for (long done = 0; done < length; done += block.length) {
      int run = (int) Math.min(block.length, length - done);
      read(from + done, block, 0, run);
      write(to + done, block, 0, run);
    }
  }

  void syncForDevice(long physicalAddress, long length, DmaDirection direction) {
    if (cache != null) {
      cache.syncForDevice(physicalAddress, length, direction);
    }
  }

  void syncForCpu(long physicalAddress, long length, DmaDirection direction) {
    if (cache != null) {
      cache.syncForCpu(physicalAddress, length, direction);
    }
  }

  private void read(long physicalAddress, byte[] into, int offset, int length) {
    if (cache != null) {
      cache.read(physicalAddress, into, offset, length);
    } else {
      ramRead(physicalAddress, into, offset, length);
    }
  }

  private void write(long physicalAddress, byte[] from, int offset, int length) {
    if (cache != null) {
      cache.write(physicalAddress, from, offset, length);
    } else {
      ramWrite(physicalAddress, from, offset, length);
    }
  }

  /** Write as a device: memory changes, copies in the CPU cache do not. */
  void deviceWrite(long physicalAddress, byte[] from, int offset, int length) {
    ramWrite(physicalAddress, from, offset, length);
    if (cache != null) {
      cache.deviceWrote(physicalAddress, length);
    }
  }

  void ramRead(long physicalAddress, byte[] into, int offset, int length) {
    int done = 0;
    while (done < length) {
      long at = physicalAddress + done - BASE;
      int run = (int) Math.min(length - done, CHUNK_BYTES - (at & (CHUNK_BYTES - 1)));
      MemorySegment.copy(
          chunk(at), ValueLayout.JAVA_BYTE, at & (CHUNK_BYTES - 1), into, offset + done, run);
      done += run;
    }
  }

  void ramWrite(long physicalAddress, byte[] from, int offset, int length) {
    int done = 0;
    while (done < length) {
      long at = physicalAddress + done - BASE;
      int run = (int) Math.min(length - done, CHUNK_BYTES - (at & (CHUNK_BYTES - 1)));
      MemorySegment.copy(
          from, offset + done, chunk(at), ValueLayout.JAVA_BYTE, at & (CHUNK_BYTES - 1), run);
      done += run;
    }
  }

  /** Return the chunk that holds an offset from {@link #BASE}, created at first use. */
  MemorySegment chunk(long at) {
    int index = index(at);
    MemorySegment chunk = index < chunks.length ? chunks[index] : null;
    return chunk != null ? chunk : newChunk(index);
  }

  static int index(long at) {
    long index = at >> CHUNK_SHIFT;
    if (index < 0 || index >= MAX_CHUNKS) {
      throw new IllegalArgumentException(
          "physical address out of range: address=0x"
              + Long.toHexString(at + BASE)
              + " (expected: 0x"
              + Long.toHexString(BASE)
              + "..0x"
              + Long.toHexString(BASE + (MAX_CHUNKS << CHUNK_SHIFT) - 1)
              + ")");
    }
    return (int) index;
  }

  private MemorySegment newChunk(int index) {
    if (index >= chunks.length) {
      chunks = Arrays.copyOf(chunks, Math.max(index + 1, 2 * chunks.length));
    }
    MemorySegment chunk = Arena.ofAuto().allocate(CHUNK_BYTES, 64);
    chunks[index] = chunk;
    return chunk;
  }
}
