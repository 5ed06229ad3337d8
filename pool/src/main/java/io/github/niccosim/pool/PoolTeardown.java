// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

/** Destruction of one pool: scrub, retry once a second, warn once a minute. */
final class PoolTeardown {
  private static final long PS_PER_SECOND = 1_000_000_000_000L;
  private static final long RETRY_PERIOD_PS = PS_PER_SECOND;
  private static final long WARN_PERIOD_PS = 60 * PS_PER_SECOND;
  private static final long NEVER = -1;

  private final PagePool pool;
  private final PoolCore core;
  private final PoolSystem system;
  private volatile long detachTimePs = NEVER;
  private long nextWarningPs;
  private int scrubs;
  private volatile boolean dead;

  PoolTeardown(PagePool pool, PoolCore core) {
    this.pool = pool;
    this.core = core;
    this.system = pool.system();
  }

  void begin() {
    pool.disableDirectRecycling();
    pool.closeFragments();
    if (release() == 0) {
      return;
    }
    detachTimePs = system.workQueue().timePs();
    nextWarningPs = detachTimePs + WARN_PERIOD_PS;
    tell(NetNamespace.Change.CHANGE);
    schedule();
  }

  private void schedule() {
    system.workQueue().scheduleAfter(RETRY_PERIOD_PS, new ReleaseWork(pool, this::retry));
  }

  private void retry() {
    int inflight = release();
    if (inflight == 0 || (inflight < 0 && !system.rules().retryNegative())) {
      return;
    }
    long now = system.workQueue().timePs();
    if (now >= nextWarningPs && pool.netdev() == null) {
      system.warn(
          pool,
          "stalled pool shutdown: pool="
              + pool.name()
              + " id="
              + pool.id()
              + " inflight="
              + inflight
              + " seconds="
              + (now - detachTimePs) / PS_PER_SECOND);
      nextWarningPs = now + WARN_PERIOD_PS;
    }
    schedule();
  }

  /** Scrub and count; ends the pool at zero ({@code page_pool_release}). */
  private int release() {
    core.scrub(scrubs++ == 0);
    int inflight = core.inflightStrict();
    core.waitForProducers();
    PoolObserver observer = system.observer();
    if (observer != null) {
      observer.releaseAttempt(pool, inflight);
    }
    if (inflight == 0) {
      dead = true;
      pool.runLastActions();
      unlist();
    }
    return inflight;
  }

  private void tell(NetNamespace.Change change) {
    Netdev netdev = pool.netdev();
    if (netdev != null) {
      netdev.tell(change, pool);
    }
  }

  private void unlist() {
    tell(NetNamespace.Change.DEL);
    Netdev netdev = pool.netdev();
    if (netdev != null) {
      netdev.unlist(pool);
    }
  }

  boolean dead() {
    return dead;
  }

  boolean detached() {
    return detachTimePs != NEVER;
  }

  long detachTimePs() {
    return detachTimePs;
  }

  int scrubs() {
    return scrubs;
  }
}
