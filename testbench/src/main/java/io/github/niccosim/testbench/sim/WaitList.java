// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import org.jspecify.annotations.Nullable;

/** Tasks waiting for the same thing, in the order in which they began to wait. */
final class WaitList {
  private final Kernel kernel;
  private final boolean wokenByTime;
  private @Nullable Waiter head;
  private @Nullable Waiter tail;
  private int size;

  /**
   * Create an empty list.
   *
   * @param wokenByTime whether passing time can wake its members; the deadlock check counts those
   */
  WaitList(Kernel kernel, boolean wokenByTime) {
    this.kernel = kernel;
    this.wokenByTime = wokenByTime;
  }

  boolean isEmpty() {
    return head == null;
  }

  int size() {
    return size;
  }

  void add(Waiter waiter) {
    Waiter last = tail;
    waiter.list = this;
    waiter.prev = last;
    waiter.next = null;
    tail = waiter;
    if (last == null) {
      head = waiter;
    } else {
      last.next = waiter;
    }
    size++;
    if (wokenByTime) {
      kernel.armed++;
    }
  }

  void remove(Waiter waiter) {
    Waiter before = waiter.prev;
    Waiter after = waiter.next;
    if (before == null) {
      head = after;
    } else {
      before.next = after;
    }
    if (after == null) {
      tail = before;
    } else {
      after.prev = before;
    }
    waiter.list = null;
    waiter.prev = null;
    waiter.next = null;
    size--;
    if (wokenByTime) {
      kernel.armed--;
    }
  }

  /** Wake the task that has waited longest and return it. */
  @Nullable Task wakeFirst() {
    Waiter first = head;
    if (first == null) {
      return null;
    }
    remove(first);
    first.task.fired(first);
    return first.task;
  }

  /** Count one occurrence for every member that is here now and wake those it satisfies. */
  void wakeAll() {
    for (int left = size; left > 0; left--) {
      Waiter first = head;
      if (first == null) {
        return;
      }
      remove(first);
      if (first.remaining > 1) {
        first.remaining--;
        add(first);
      } else {
        first.task.fired(first);
      }
    }
  }
}
