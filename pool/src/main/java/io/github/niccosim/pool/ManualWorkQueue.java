// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** A {@link WorkQueue} whose time moves only when told to; single-threaded. */
public final class ManualWorkQueue implements WorkQueue {
  private record Entry(long timePs, long order, Runnable work) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      int byTime = Long.compare(timePs, other.timePs);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private final PriorityQueue<Entry> entries = new PriorityQueue<>();
  private long timePs;
  private long scheduled;

  /** Create a queue at time 0. */
  public ManualWorkQueue() {}

  @Override
  public long timePs() {
    return timePs;
  }

  @Override
  public void scheduleAfter(long delayPs, Runnable work) {
    entries.add(new Entry(timePs + delayPs, scheduled++, work));
  }

  /** Return how many works wait. */
  public int pending() {
    return entries.size();
  }

  /**
   * Run everything due within the next {@code deltaPs} picoseconds, in time order.
   *
   * @param deltaPs picoseconds to move on, at least 0
   */
  public void advance(long deltaPs) {
    long end = timePs + deltaPs;
    for (Entry next = entries.peek(); next != null && next.timePs <= end; next = entries.peek()) {
      entries.remove();
      timePs = next.timePs;
      next.work.run();
    }
    timePs = end;
  }

  /** Move to the next waiting work and run it; do nothing when none waits. */
  public void runNext() {
    run(entries.poll());
  }

  /**
   * Run the waiting release worker of one destroyed pool, whatever else waits before it.
   *
   * @param pool destroyed pool
   * @return whether its worker waited; time moves on to when it was due, but never back
   */
  public boolean runWorkerOf(PagePool pool) {
    for (Entry entry : entries) {
      if (entry.work instanceof ReleaseWork work && work.pool() == pool) {
        entries.remove(entry);
        run(entry);
        return true;
      }
    }
    return false;
  }

  private void run(@Nullable Entry entry) {
    if (entry != null) {
      timePs = Math.max(timePs, entry.timePs);
      entry.work.run();
    }
  }
}
