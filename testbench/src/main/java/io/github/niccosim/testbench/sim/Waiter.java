// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import org.jspecify.annotations.Nullable;

/**
 * One pending wait of one task, linked into the list or the heap that will end it.
 *
 * <p>Every task owns two of these for its whole life (the wait itself and its time limit), so that
 * waiting allocates nothing.
 */
final class Waiter {
  final Task task;

  /** Position in the group of triggers waited for; 0 for a single wait. */
  final int index;

  @Nullable WaitList list;
  @Nullable Waiter prev;
  @Nullable Waiter next;

  /** Key (expiry in ps, or number of an edge) and tie-breaker while in a heap. */
  long key;

  long order;
  int heapIndex = -1;
  @Nullable WaitHeap heap;

  /** Edges still to see, this one included. */
  long remaining = 1;

  Waiter(Task task, int index) {
    this.task = task;
    this.index = index;
  }

  /** Take this wait out of whatever holds it; does nothing when it is not armed. */
  void disarm() {
    if (list != null) {
      list.remove(this);
    } else if (heap != null) {
      heap.remove(this);
    }
    remaining = 1;
  }
}
