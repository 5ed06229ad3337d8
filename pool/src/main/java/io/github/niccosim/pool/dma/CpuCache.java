// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

import io.github.niccosim.pool.DmaDirection;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * CPU cache of a machine whose devices do not snoop it: each line is absent, clean or dirty and
 * then has its own copy of the bytes.
 *
 * <p>The adversary may write back any dirty line and load any line at any moment. It prefers what
 * hurts: a dirty line whose memory a device has just written goes first.
 */
public final class CpuCache {
  /** Bytes per line. */
  public static final int LINE_BYTES = 64;

  private static final int LINE_SHIFT = 6;
  private static final int LINES_PER_CHUNK = (int) (HostMemory.CHUNK_BYTES >> LINE_SHIFT);
  private static final byte ABSENT = 0;
  private static final byte CLEAN = 1;
  private static final byte DIRTY = 2;
  private static final int RECENT = 64;

  /** Copies of the lines of one chunk of memory. */
  private static final class Block {
    final MemorySegment copies = Arena.ofAuto().allocate(HostMemory.CHUNK_BYTES, LINE_BYTES);
    final byte[] states = new byte[LINES_PER_CHUNK];
    final int[] dirtyIndexes = new int[LINES_PER_CHUNK];
  }

  private final HostMemory memory;
  private final CacheModel model;
  private final SplittableRandom random;
  private @Nullable Block[] blocks = new Block[16];
  private int[] usedBlocks = new int[16];
  private int usedCount;
  private int[] dirtyLines = new int[1024];
  private int dirtyCount;
  private int[] endangered = new int[256];
  private int endangeredCount;
  private final int[] recentLines = new int[RECENT];
  private int recentCount;
  private @Nullable DmaChecker checker;

  CpuCache(HostMemory memory, CacheModel model, long seed) {
    this.memory = memory;
    this.model = model;
    random = new SplittableRandom(seed);
  }

  void attach(DmaChecker value) {
    checker = value;
  }

  /** Return the number of dirty lines. */
  public int dirtyLines() {
    return dirtyCount;
  }

  /**
   * Write back every dirty line of a range, keeping clean copies.
   *
   * @param physicalAddress first byte
   * @param length bytes
   */
  public void evict(long physicalAddress, long length) {
    for (int line = first(physicalAddress); line < end(physicalAddress, length); line++) {
      clean(line);
      setState(line, ABSENT);
    }
  }

  /**
   * Load every absent line of a range, as a speculative access may.
   *
   * @param physicalAddress first byte
   * @param length bytes
   */
  public void load(long physicalAddress, long length) {
    for (int line = first(physicalAddress); line < end(physicalAddress, length); line++) {
      load(line);
    }
  }

  void adversaryStep() {
    if (endangeredCount > 0) {
      evictLine(endangered[--endangeredCount]);
    } else if (dirtyCount > 0) {
      evictLine(dirtyLines[random.nextInt(dirtyCount)]);
    }
    if (usedCount > 0) {
      load(lineToLoad());
    }
  }

  private int lineToLoad() {
    int choices = Math.min(recentCount, RECENT);
    if (choices > 0 && random.nextBoolean()) {
      return recentLines[random.nextInt(choices)] + random.nextInt(24);
    }
    return usedBlocks[random.nextInt(usedCount)] * LINES_PER_CHUNK
        + random.nextInt(LINES_PER_CHUNK);
  }

  private void evictLine(int line) {
    clean(line);
    setState(line, ABSENT);
  }

  void read(long physicalAddress, byte[] into, int offset, int length) {
    load(physicalAddress, length);
    int done = 0;
    while (done < length) {
      long at = physicalAddress + done - HostMemory.BASE;
      long within = at & (HostMemory.CHUNK_BYTES - 1);
      int run = (int) Math.min(length - done, HostMemory.CHUNK_BYTES - within);
      MemorySegment copies = block(HostMemory.index(at)).copies;
      MemorySegment.copy(copies, ValueLayout.JAVA_BYTE, within, into, offset + done, run);
      done += run;
    }
  }

  void write(long physicalAddress, byte[] from, int offset, int length) {
    int done = 0;
    while (done < length) {
      long at = physicalAddress + done - HostMemory.BASE;
      int line = (int) (at >> LINE_SHIFT);
      int run = (int) Math.min(length - done, LINE_BYTES - (at & (LINE_BYTES - 1)));
      if (run < LINE_BYTES) {
        load(line);
      }
      MemorySegment copies = block(line / LINES_PER_CHUNK).copies;
      long within = at & (HostMemory.CHUNK_BYTES - 1);
      MemorySegment.copy(from, offset + done, copies, ValueLayout.JAVA_BYTE, within, run);
      setState(line, DIRTY);
      done += run;
    }
  }

  void deviceWrote(long physicalAddress, int length) {
    int first = first(physicalAddress);
    int end = end(physicalAddress, length);
    recentLines[recentCount++ & (RECENT - 1)] = first;
    for (int line = first; line < end; line++) {
      if (state(line) == DIRTY) {
        if (endangeredCount == endangered.length) {
          endangered = Arrays.copyOf(endangered, 2 * endangeredCount);
        }
        endangered[endangeredCount++] = line;
      }
    }
  }

  void syncForDevice(long physicalAddress, long length, DmaDirection direction) {
    if (model.invalidatesForDevice(direction)) {
      invalidate(physicalAddress, length);
      return;
    }
    for (int line = first(physicalAddress); line < end(physicalAddress, length); line++) {
      clean(line);
    }
  }

  void syncForCpu(long physicalAddress, long length, DmaDirection direction) {
    while (endangeredCount > 0) {
      evictLine(endangered[--endangeredCount]);
    }
    if (direction != DmaDirection.TO_DEVICE) {
      invalidate(physicalAddress, length);
    }
  }

  private void invalidate(long physicalAddress, long length) {
    long from = physicalAddress - HostMemory.BASE;
    for (int line = first(physicalAddress); line < end(physicalAddress, length); line++) {
      long start = (long) line << LINE_SHIFT;
      boolean edge = start < from || start + LINE_BYTES > from + length;
      if (edge && model.cleansEdges()) {
        clean(line);
      }
      setState(line, ABSENT);
    }
  }

  /** Set the bytes of every line present; absent lines stay absent. */
  void fill(long physicalAddress, long length, byte value) {
    long end = physicalAddress + length;
    for (long at = physicalAddress; at < end; at = nextLine(at)) {
      if (state(first(at)) != ABSENT) {
        copyOf(at, Math.min(end, nextLine(at)) - at).fill(value);
      }
    }
  }

  /** Return the first byte of a line present that is not {@code value}, or −1. */
  long firstOther(long physicalAddress, long length, byte value) {
    long end = physicalAddress + length;
    for (long at = physicalAddress; at < end; at = nextLine(at)) {
      if (state(first(at)) != ABSENT) {
        long run = Math.min(end, nextLine(at)) - at;
        MemorySegment copy = copyOf(at, run);
        for (long i = 0; i < run; i++) {
          if (copy.get(ValueLayout.JAVA_BYTE, i) != value) {
            return at + i;
          }
        }
      }
    }
    return -1;
  }

  private MemorySegment copyOf(long physicalAddress, long length) {
    long offset = physicalAddress - HostMemory.BASE;
    MemorySegment copies = block(HostMemory.index(offset)).copies;
    return copies.asSlice(offset & (HostMemory.CHUNK_BYTES - 1), length);
  }

  private static long nextLine(long physicalAddress) {
    return (physicalAddress | (LINE_BYTES - 1)) + 1;
  }

  private static int first(long physicalAddress) {
    return (int) ((physicalAddress - HostMemory.BASE) >> LINE_SHIFT);
  }

  private static int end(long physicalAddress, long length) {
    return length <= 0
        ? first(physicalAddress)
        : (int) ((physicalAddress - HostMemory.BASE + length - 1) >> LINE_SHIFT) + 1;
  }

  private byte state(int line) {
    int index = line / LINES_PER_CHUNK;
    Block block = index < blocks.length ? blocks[index] : null;
    return block == null ? ABSENT : block.states[line % LINES_PER_CHUNK];
  }

  private void load(int line) {
    if (state(line) == ABSENT) {
      copyLine(line, false);
      setState(line, CLEAN);
    }
  }

  /** Write a dirty line back; it stays as a clean copy. */
  private void clean(int line) {
    if (state(line) == DIRTY) {
      if (checker != null) {
        checker.lineWrittenBack(HostMemory.BASE + ((long) line << LINE_SHIFT), LINE_BYTES);
      }
      copyLine(line, true);
      setState(line, CLEAN);
    }
  }

  private void copyLine(int line, boolean toMemory) {
    long at = (long) line << LINE_SHIFT;
    long within = at & (HostMemory.CHUNK_BYTES - 1);
    MemorySegment ram = memory.chunk(at);
    MemorySegment copies = block(line / LINES_PER_CHUNK).copies;
    MemorySegment.copy(
        toMemory ? copies : ram, within, toMemory ? ram : copies, within, LINE_BYTES);
  }

  private void setState(int line, byte state) {
    byte before = state(line);
    if (before == state) {
      return;
    }
    Block block = block(line / LINES_PER_CHUNK);
    block.states[line % LINES_PER_CHUNK] = state;
    if (state == DIRTY) {
      addDirty(block, line);
    } else if (before == DIRTY) {
      removeDirty(block, line);
    }
  }

  private void addDirty(Block block, int line) {
    if (dirtyCount == dirtyLines.length) {
      dirtyLines = Arrays.copyOf(dirtyLines, 2 * dirtyCount);
    }
    block.dirtyIndexes[line % LINES_PER_CHUNK] = dirtyCount;
    dirtyLines[dirtyCount++] = line;
  }

  private void removeDirty(Block block, int line) {
    int index = block.dirtyIndexes[line % LINES_PER_CHUNK];
    int last = dirtyLines[--dirtyCount];
    dirtyLines[index] = last;
    block(last / LINES_PER_CHUNK).dirtyIndexes[last % LINES_PER_CHUNK] = index;
  }

  private Block block(int index) {
    Block block = index < blocks.length ? blocks[index] : null;
    return block != null ? block : newBlock(index);
  }

  private Block newBlock(int index) {
    if (index >= blocks.length) {
      blocks = Arrays.copyOf(blocks, Math.max(index + 1, 2 * blocks.length));
    }
    if (usedCount == usedBlocks.length) {
      usedBlocks = Arrays.copyOf(usedBlocks, 2 * usedCount);
    }
    usedBlocks[usedCount++] = index;
    Block block = new Block();
    blocks[index] = block;
    return block;
  }
}
