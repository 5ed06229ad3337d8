// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The items of a queue in the order in which they leave. */
abstract class QueueItems<T> {
  abstract void add(T item);

  /** Put back an item taken last: it leaves next, or before its equals. */
  abstract void putBack(T item);

  abstract @Nullable T poll();

  abstract @Nullable T peek();

  abstract int size();

  static <T> QueueItems<T> fifo() {
    return new Sequence<>(false);
  }

  static <T> QueueItems<T> lifo() {
    return new Sequence<>(true);
  }

  static <T> QueueItems<T> byPriority(Comparator<? super T> order) {
    return new ByPriority<>(order);
  }

  private static final class Sequence<T> extends QueueItems<T> {
    private final ArrayDeque<T> items = new ArrayDeque<>();
    private final boolean lifo;

    Sequence(boolean lifo) {
      this.lifo = lifo;
    }

    @Override
    void add(T item) {
      if (lifo) {
        items.addFirst(item);
      } else {
        items.addLast(item);
      }
    }

    @Override
    void putBack(T item) {
      items.addFirst(item);
    }

    @Override
    @Nullable T poll() {
      return items.pollFirst();
    }

    @Override
    @Nullable T peek() {
      return items.peekFirst();
    }

    @Override
    int size() {
      return items.size();
    }
  }

  /** The smallest first; equal items in the order in which they came. */
  private static final class ByPriority<T> extends QueueItems<T> {
    private record Entry<T>(T item, long order) {}

    private final PriorityQueue<Entry<T>> items;
    private long nextOrder;
    private long nextBack = -1;

    ByPriority(Comparator<? super T> order) {
      items =
          new PriorityQueue<>((a, b) -> {
            int result = order.compare(a.item, b.item);
            return result != 0 ? result : Long.compare(a.order, b.order);
          });
    }

    @Override
    void add(T item) {
      items.add(new Entry<>(item, nextOrder++));
    }

    @Override
    void putBack(T item) {
      items.add(new Entry<>(item, nextBack--));
    }

    @Override
    @Nullable T poll() {
      Entry<T> first = items.poll();
      return first == null ? null : first.item;
    }

    @Override
    @Nullable T peek() {
      Entry<T> first = items.peek();
      return first == null ? null : first.item;
    }

    @Override
    int size() {
      return items.size();
    }
  }
}
