// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Pending waits by key, a time or a count; equal keys leave in the order they were armed. */
final class WaitHeap {
  /** Key reported by an empty heap. */
  static final long NEVER = Long.MAX_VALUE;

  private final @Nullable Kernel armedIn;
  private Waiter[] heap = new Waiter[16];
  private int size;
  private long nextOrder;

  /**
   * Create an empty heap.
   *
   * @param armedIn kernel whose deadlock check counts the members; {@code null} for timers
   */
  WaitHeap(@Nullable Kernel armedIn) {
    this.armedIn = armedIn;
  }

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  long nextKey() {
    return size == 0 ? NEVER : heap[0].key;
  }

  void add(Waiter waiter, long key) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, 2 * size);
    }
    waiter.heap = this;
    waiter.key = key;
    waiter.order = nextOrder++;
    if (armedIn != null) {
      armedIn.armed++;
    }
    siftUp(waiter, size++);
  }

  Waiter removeFirst() {
    Waiter first = heap[0];
    remove(first);
    return first;
  }

  void remove(Waiter waiter) {
    int hole = waiter.heapIndex;
    waiter.heapIndex = -1;
    waiter.heap = null;
    if (armedIn != null) {
      armedIn.armed--;
    }
    Waiter last = heap[--size];
    if (last == waiter) {
      return;
    }
    siftUp(last, hole);
    if (last.heapIndex == hole) {
      siftDown(last, hole);
    }
  }

  private void siftUp(Waiter waiter, int start) {
    int at = start;
    while (at > 0) {
      int parent = (at - 1) >>> 1;
      Waiter above = heap[parent];
      if (!before(waiter, above)) {
        break;
      }
      place(above, at);
      at = parent;
    }
    place(waiter, at);
  }

  private void siftDown(Waiter waiter, int start) {
    int at = start;
    for (int child = 2 * at + 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && before(heap[child + 1], heap[child])) {
        child++;
      }
      if (!before(heap[child], waiter)) {
        break;
      }
      place(heap[child], at);
      at = child;
    }
    place(waiter, at);
  }

  private void place(Waiter waiter, int at) {
    heap[at] = waiter;
    waiter.heapIndex = at;
  }

  private static boolean before(Waiter a, Waiter b) {
    return a.key != b.key ? a.key < b.key : a.order < b.order;
  }
}
