// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import org.jspecify.annotations.Nullable;

/** Decides whether a return may go straight into the cache of one pool. */
final class DirectRecycling {
  private static final int NO_CPU = -1;

  private final PagePool pool;
  private final PoolSystem system;
  private final boolean demotes;
  private volatile int cpu;
  private volatile @Nullable Napi napi;

  DirectRecycling(PagePool pool) {
    this.pool = pool;
    system = pool.system();
    demotes = system.rules().demoteDirectOutsideSoftirq();
    cpu = pool.params().cpu();
    napi = pool.params().napi();
  }

  /** Return whether a put may use the cache, given what its caller asks for. */
  boolean allowed(boolean asked) {
    if (asked) {
      return !demotes || system.context().inSoftirq();
    }
    return local();
  }

  /** {@code page_pool_napi_local}. */
  boolean local() {
    if (system.realTime()) {
      return false;
    }
    ExecutionContext context = system.context();
    if (!context.inSoftirq()) {
      return false;
    }
    if (context.cpu() == cpu) {
      return true;
    }
    Napi bound = napi;
    return bound != null && bound.listOwner() == context.cpu();
  }

  void enable(@Nullable Napi instance) {
    Napi bound = napi;
    if (bound == instance) {
      return;
    }
    if (bound != null) {
      system.warn(pool, "pool already has a napi: pool=" + pool.name() + " napi=" + bound.name());
    }
    napi = instance;
  }

  void disable() {
    cpu = NO_CPU;
    Napi bound = napi;
    if (bound == null) {
      return;
    }
    if (bound.enabled() || bound.listOwner() != Napi.NO_OWNER) {
      system.warn(pool, "napi still active: pool=" + pool.name() + " napi=" + bound.name());
    }
    napi = null;
  }

  @Nullable Napi napi() {
    return napi;
  }
}
