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
 *
 * <p>Cost: a producer pays one compare-and-set for the lock and plain stores for the rest, the
 * consumer pays no atomic at all. A page travels by the release store and the acquire load of its
 * slot; the lock orders producers among themselves. Nothing of one side shares a cache line with
 * the other, the slots aside.
 */
final class PageRing extends RingLines.Consumer {
  /** No node restriction. */
  static final int EVERY_NODE = Integer.MIN_VALUE;

  private static final VarHandle LOCK;
  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Page[].class);
  private static final int SPINS_BEFORE_YIELD = 64;
  private static final int POINTER_BYTES = 8;

  static {
    try {
      LOCK = MethodHandles.lookup().findVarHandle(RingLines.Producers.class, "lock", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final @Nullable Page[] slots;
  private final int batch;
  private final boolean confined;
  private @Nullable Thread onlyProducer;

  /**
   * Create an empty ring for any number of producers.
   *
   * @param size number of slots, at least 1
   * @param cacheLineBytes line size that sets the clearing batch; 0 clears every slot at once
   */
  PageRing(int size, int cacheLineBytes) {
    this(size, cacheLineBytes, false);
  }

  /**
   * Create an empty ring.
   *
   * @param size number of slots, at least 1
   * @param cacheLineBytes line size that sets the clearing batch; 0 clears every slot at once
   * @param confined one thread does everything; no lock is taken, a second producer is refused
   */
  PageRing(int size, int cacheLineBytes, boolean confined) {
    this.confined = confined;
    slots = new Page[size];
    int wanted = 2 * cacheLineBytes / POINTER_BYTES;
    batch = wanted > size / 2 || wanted == 0 ? 1 : wanted;
  }

  /**
   * Keep other producers out.
   *
   * @throws IllegalStateException if the ring is confined and this is not its thread
   */
  void lockProducers() {
    if (confined) {
      if (onlyProducer != Thread.currentThread()) {
        confine();
      }
    } else if (!LOCK.compareAndSet(this, 0, 1)) {
      lockContended();
    }
  }

  private synchronized void confine() {
    Thread known = onlyProducer;
    Thread here = Thread.currentThread();
    if (known != null) {
      throw new IllegalStateException(
          "page returned by a second thread: thread="
              + here.getName()
              + " first="
              + known.getName()
              + " (hint: build the PoolSystem without confined())");
    }
    onlyProducer = here;
  }

  private void lockContended() {
    int spins = 0;
    while ((int) LOCK.getOpaque(this) != 0 || !LOCK.compareAndSet(this, 0, 1)) {
      if (++spins < SPINS_BEFORE_YIELD) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
  }

  void unlockProducers() {
    if (!confined) {
      LOCK.setRelease(this, 0);
    }
  }

  /** Append a page; the caller holds the producer lock. Returns {@code false} when refused. */
  boolean produce(Page page) {
    int index = producer;
    @Nullable Page[] array = slots;
    if (SLOT.getAcquire(array, index) != null) {
      refused++;
      return false;
    }
    SLOT.setRelease(array, index, page); // what was done to the page is visible before the page is
    int next = index + 1;
    producer = next == array.length ? 0 : next;
    accepted++;
    return true;
  }

  /** Return whether the next page would be kept; the caller holds the producer lock. */
  boolean accepts() {
    return SLOT.getAcquire(slots, producer) == null;
  }

  /** Return whether the ring looks empty to its consumer. */
  boolean looksEmpty() {
    return peek() == null;
  }

  /** Return the oldest page and leave it inside; consumer only. */
  @Nullable Page peek() {
    return (Page) SLOT.getAcquire(slots, consumerHead);
  }

  /** Take the oldest page; consumer only. */
  @Nullable Page consume() {
    int head = consumerHead;
    Page page = (Page) SLOT.getAcquire(slots, head);
    if (page != null) {
      taken(head + 1);
    }
    return page;
  }

  /**
   * Take the oldest pages while they live on one node; consumer only.
   *
   * <p>The same as {@link #consume} in a loop, but the indices stay in registers.
   *
   * @param into receives the pages
   * @param from first index of {@code into} to fill
   * @param limit index of {@code into} to stop at
   * @param node memory node of the pages, {@link #EVERY_NODE} for any
   * @return index of {@code into} after the last page; the next page, if any, is foreign unless
   *     this is {@code limit}
   */
  int consumeInto(@Nullable Page[] into, int from, int limit, int node) {
    @Nullable Page[] array = slots;
    int head = consumerHead;
    int count = from;
    while (count < limit) {
      Page page = (Page) SLOT.getAcquire(array, head);
      if (page == null || (node != EVERY_NODE && page.node() != node)) {
        break;
      }
      into[count++] = page;
      if (++head - consumerTail >= batch || head >= array.length) {
        taken(head);
        head = consumerHead;
      }
    }
    consumerHead = head;
    return count;
  }

  /** Note that all entries before {@code head} were taken; free them when the time has come. */
  private void taken(int head) {
    int next = head;
    if (head - consumerTail >= batch || head >= slots.length) {
      clear(consumerTail, head - 1);
      consumerTail = head;
    }
    if (head >= slots.length) {
      next = 0;
      consumerTail = 0;
    }
    consumerHead = next;
  }

  /** Free a run of taken slots, newest first: the producer's next slot opens last. */
  private void clear(int oldest, int newest) {
    @Nullable Page[] array = slots;
    VarHandle.releaseFence(); // the slots are read before they are free
    for (int i = newest; i >= oldest; i--) {
      SLOT.setOpaque(array, i, (Page) null);
    }
  }

  /** Return how many pages the ring ever took. */
  long acceptedCount() {
    return accepted;
  }

  /** Return how often the ring refused. */
  long refusedCount() {
    return refused;
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
    for (int i = 0; i < slots.length; i++) {
      occupied += SLOT.getAcquire(slots, i) == null ? 0 : 1;
    }
    return occupied - stale();
  }
}
