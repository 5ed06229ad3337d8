// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import java.util.Arrays;

/**
 * Allocator of aligned runs of frame numbers, deterministic and late to reuse.
 *
 * <p>A freed run waits behind {@code quarantineRuns} younger ones before it is handed out again, so
 * that a stale address keeps pointing at nothing for a while. Not synchronised.
 */
public final class FrameAllocator {
  private static final int MAX_ORDER = 20;

  private final Fifo[] freed = new Fifo[MAX_ORDER + 1];
  private final int quarantineRuns;
  private final int guardFrames;
  private long next;

  /**
   * Create an allocator.
   *
   * @param firstFrame first frame number to hand out, at least 0
   * @param quarantineRuns freed runs of one order to keep back, at least 0
   * @param guardFrames unused frames after each run, at least 0
   */
  public FrameAllocator(long firstFrame, int quarantineRuns, int guardFrames) {
    this.next = firstFrame;
    this.quarantineRuns = quarantineRuns;
    this.guardFrames = guardFrames;
    Arrays.setAll(freed, order -> new Fifo());
  }

  /**
   * Return the first frame of a free run of {@code 1 << order} frames, aligned to its size.
   *
   * @param order log2 of the number of frames, 0..20
   */
  public long allocate(int order) {
    if (freed[order].size > quarantineRuns) {
      return freed[order].remove();
    }
    long frames = 1L << order;
    long first = (next + frames - 1) & -frames;
    next = first + frames + guardFrames;
    return first;
  }

  /**
   * Give a run back.
   *
   * @param firstFrame what {@link #allocate} returned
   * @param order same order
   */
  public void free(long firstFrame, int order) {
    freed[order].add(firstFrame);
  }

  /** Return one more than the highest frame ever handed out. */
  public long endFrame() {
    return next;
  }

  private static final class Fifo {
    private long[] items = new long[16];
    private int head;
    private int size;

    void add(long item) {
      if (size == items.length) {
        long[] wider = new long[2 * size];
        for (int i = 0; i < size; i++) {
          wider[i] = items[(head + i) & (size - 1)];
        }
        items = wider;
        head = 0;
      }
      items[(head + size++) & (items.length - 1)] = item;
    }

    long remove() {
      long item = items[head];
      head = (head + 1) & (items.length - 1);
      size--;
      return item;
    }
  }
}
