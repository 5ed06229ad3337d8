// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue between tasks: first in first out, last in first out, or by priority.
 *
 * <p>An item put while a task waits is handed to that task directly, so tasks are served in the
 * order in which they came and nobody overtakes.
 *
 * @param <T> type of the items; never {@code null}
 */
public final class SimQueue<T> {
  private final Kernel kernel;
  private final String name;
  private final int capacity;
  private final QueueItems<T> items;
  private final SideTrigger getters;
  private final SideTrigger putters;
  private final SideTrigger notEmpty;

  SimQueue(Kernel kernel, String name, int capacity, QueueItems<T> items) {
    if (capacity < 1) {
      throw new SimulationException(
          "queue capacity out of range: queue="
              + name
              + " capacity="
              + capacity
              + " (expected: ≥ 1)");
    }
    this.kernel = kernel;
    this.name = name;
    this.capacity = capacity;
    this.items = items;
    this.getters = new SideTrigger(kernel, "an item in queue ");
    this.putters = new SideTrigger(kernel, "room in queue ");
    this.notEmpty = new SideTrigger(kernel, "an item in queue ");
  }

  /**
   * Add {@code item}, waiting while the queue is full.
   *
   * @param item not {@code null}
   */
  public void put(T item) {
    Task self = kernel.checkInTask();
    if (!tryPut(item)) {
      self.handedOver = item;
      kernel.await(putters);
    }
  }

  /**
   * Add {@code item} if there is room.
   *
   * @param item not {@code null}
   * @return {@code false} if the queue is full
   */
  public boolean tryPut(T item) {
    kernel.checkThread();
    Objects.requireNonNull(item, "item");
    kernel.progress++;
    Task getter = getters.waiters.wakeFirst();
    if (getter != null) {
      getter.handedOver = item;
      return true;
    }
    if (items.size() >= capacity) {
      return false;
    }
    items.add(item);
    notEmpty.waiters.wakeAll();
    return true;
  }

  /** Take the next item, waiting while the queue is empty. */
  public T get() {
    Task self = kernel.checkInTask();
    T item = tryGet();
    if (item != null) {
      return item;
    }
    try {
      kernel.await(getters);
      return takeHandedOver(self);
    } catch (TaskCancelled e) {
      returnHandedOver(self);
      throw e;
    }
  }

  /**
   * Take the next item, waiting at most {@code timeoutPs}.
   *
   * @param timeoutPs at least 1
   * @return {@code null} if none came in time
   */
  public @Nullable T get(long timeoutPs) {
    Task self = kernel.checkInTask();
    T item = tryGet();
    if (item != null) {
      return item;
    }
    try {
      return kernel.awaitWithin(getters, timeoutPs) ? takeHandedOver(self) : null;
    } catch (TaskCancelled e) {
      returnHandedOver(self);
      throw e;
    }
  }

  /** Take the next item, or return {@code null} if there is none. */
  public @Nullable T tryGet() {
    kernel.checkThread();
    T item = items.poll();
    if (item != null) {
      kernel.progress++;
      Task putter = putters.waiters.wakeFirst();
      if (putter != null) {
        items.add(takeHandedOver(putter));
      }
    }
    return item;
  }

  /** Return the trigger that fires while there is an item that nobody waits for. */
  public Trigger notEmpty() {
    return notEmpty;
  }

  /** Return the next item without taking it, or {@code null}. */
  public @Nullable T peek() {
    return items.peek();
  }

  /** Return the number of items. */
  public int size() {
    return items.size();
  }

  /** Return whether there is no item. */
  public boolean isEmpty() {
    return items.size() == 0;
  }

  /** Return the largest number of items. */
  public int capacity() {
    return capacity;
  }

  @Override
  public String toString() {
    return "queue " + name + " (" + items.size() + " items)";
  }

  @SuppressWarnings("unchecked") // only items of this queue are handed over in its waits
  private T takeHandedOver(Task task) {
    T item = (T) Objects.requireNonNull(task.handedOver);
    task.handedOver = null;
    return item;
  }

  /** A getter cancelled after it was served puts its item back in front. */
  private void returnHandedOver(Task self) {
    if (self.handedOver != null) {
      T item = takeHandedOver(self);
      Task next = getters.waiters.wakeFirst();
      if (next != null) {
        next.handedOver = item;
      } else {
        items.putBack(item);
      }
    }
  }

  private final class SideTrigger extends Trigger {
    private final WaitList waiters;
    private final String what;

    SideTrigger(Kernel kernel, String what) {
      super(kernel);
      this.what = what;
      this.waiters = new WaitList(kernel, false);
    }

    @Override
    boolean arm(Waiter waiter) {
      if (this == notEmpty && items.size() > 0) {
        return true;
      }
      waiters.add(waiter);
      return false;
    }

    @Override
    String describe() {
      return what + name + " (" + items.size() + " of " + capacity + ")";
    }
  }
}
