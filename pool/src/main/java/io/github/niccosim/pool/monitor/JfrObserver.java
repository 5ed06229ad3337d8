// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.monitor;

import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PagePool;
import io.github.niccosim.pool.PoolObserver;
import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/**
 * Flight recorder events {@code io.github.niccosim.PoolPage} (slow path, release, sync, recycling,
 * each with simulated time) and {@code io.github.niccosim.PoolDestroy}; free when off.
 */
public final class JfrObserver implements PoolObserver {
  /** Create the observer. */
  public JfrObserver() {}

  /** One page of one pool did something. */
  @Name("io.github.niccosim.PoolPage")
  @Label("Pool page")
  @Category("Page pool")
  @StackTrace(false)
  static final class PageEvent extends Event {
    @Label("What")
    String what = "";

    @Label("Pool")
    String pool = "";

    @Label("Page frame number")
    long pfn;

    @Label("First byte")
    long offset;

    @Label("Bytes")
    long length;

    @Label("Simulated time in picoseconds")
    long timePs;
  }

  /** A destroyed pool tried to go. */
  @Name("io.github.niccosim.PoolDestroy")
  @Label("Pool destroy")
  @Category("Page pool")
  static final class DestroyEvent extends Event {
    @Label("Pool")
    String pool = "";

    @Label("Pages in flight")
    int inflight;

    @Label("Simulated time in picoseconds")
    long timePs;
  }

  @Override
  public void adopted(PagePool pool, Page page) {
    commit("adopt", pool, page, 0, page.sizeBytes());
  }

  @Override
  public void released(PagePool pool, Page page) {
    commit("release", pool, page, 0, page.sizeBytes());
  }

  @Override
  public void recycled(PagePool pool, Page page, Place place) {
    commit(place == Place.CACHE ? "recycle to cache" : "recycle to ring", pool, page, 0, 0);
  }

  @Override
  public void syncingForDevice(PagePool pool, Page page, long offsetBytes, long lengthBytes) {
    commit("sync for device", pool, page, offsetBytes, lengthBytes);
  }

  @Override
  public void releaseAttempt(PagePool pool, int inflight) {
    DestroyEvent event = new DestroyEvent();
    if (event.shouldCommit()) {
      event.pool = pool.name();
      event.inflight = inflight;
      event.timePs = pool.system().workQueue().timePs();
      event.commit();
    }
  }

  private static void commit(String what, PagePool pool, Page page, long offset, long length) {
    PageEvent event = new PageEvent();
    if (event.shouldCommit()) {
      event.what = what;
      event.pool = pool.name();
      event.pfn = page.pfn();
      event.offset = offset;
      event.length = length;
      event.timePs = pool.system().workQueue().timePs();
      event.commit();
    }
  }
}
