// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * FIFO of pages between any number of producers and one consumer ({@code ptr_ring}).
 *
 * <p>A slot is free when it is {@code null}. The consumer clears slots lazily: a whole run once
 * {@code batch} entries were taken or the head reaches the end of the array. Until then taken slots
 * still look occupied to producers, so a ring can refuse before it is full.
 */
final class PageRing {
  private static final VarHandle LOCK;
  private static final int SPINS_BEFORE_YIELD = 64;
  private static final int POINTER_BYTES = 8;

  static {
    try {
      LOCK = MethodHandles.lookup().findVarHandle(PageRing.class, "lock", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final @Nullable Page[] slots;
  private final int batch;

  @SuppressWarnings("UnusedVariable") // by VarHandle
  private int lock;

  private int producer;
  private int consumerHead;
  private int consumerTail;

  /**
   * Create an empty ring.
   *
   * @param size number of slots, at least 1
   * @param cacheLineBytes line size that sets the clearing batch; 0 clears every slot at once
   */
  PageRing(int size, int cacheLineBytes) {
    slots = new Page[size];
    int wanted = 2 * cacheLineBytes / POINTER_BYTES;
    batch = wanted > size / 2 || wanted == 0 ? 1 : wanted;
  }

  void lockProducers() {
    if (!LOCK.compareAndSet(this, 0, 1)) {
      lockContended();
    }
  }

  private void lockContended() {
    int spins = 0;
    while (!LOCK.compareAndSet(this, 0, 1)) {
      if (++spins < SPINS_BEFORE_YIELD) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
  }

  void unlockProducers() {
    LOCK.setRelease(this, 0);
  }

  /** Append a page; the caller holds the producer lock. Returns {@code false} when refused. */
  boolean produce(Page page) {
    int index = producer;
    @Nullable Page[] array = slots;
    if (array[index] != null) {
      return false;
    }
    VarHandle.releaseFence(); // what was done to the page is visible before the page is
    array[index] = page;
    producer = index + 1 == array.length ? 0 : index + 1;
    return true;
  }

  /** Return whether the next page would be kept; the caller holds the producer lock. */
  boolean accepts() {
    return slots[producer] == null;
  }

  /** Return whether the ring looks empty to its consumer. */
  boolean looksEmpty() {
    return slots[consumerHead] == null;
  }

  /** Take the oldest page; consumer only. */
  @Nullable Page consume() {
    int head = consumerHead;
    Page page = slots[head];
    VarHandle.acquireFence(); // pairs with the release fence of produce
    if (page != null) {
      discardOne(head);
    }
    return page;
  }

  private void discardOne(int taken) {
    int head = taken + 1;
    if (head - consumerTail >= batch || head >= slots.length) {
      VarHandle.releaseFence(); // the slots are read before they are free
      for (int i = taken; i >= consumerTail; i--) {
        slots[i] = null;
      }
      consumerTail = head;
    }
    if (head >= slots.length) {
      head = 0;
      consumerTail = 0;
    }
    consumerHead = head;
  }

  int size() {
    return slots.length;
  }

  int batch() {
    return batch;
  }

  int producerIndex() {
    return producer;
  }

  int consumerHeadIndex() {
    return consumerHead;
  }

  int consumerTailIndex() {
    return consumerTail;
  }

  /** Return how many taken slots are not cleared yet. */
  int stale() {
    return consumerHead - consumerTail;
  }

  /** Return how many pages are inside. */
  int live() {
    int occupied = 0;
    for (Page page : slots) {
      occupied += page == null ? 0 : 1;
    }
    return occupied - stale();
  }
}
