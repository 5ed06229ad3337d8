// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import java.util.Objects;

/** A pool of few pages for stress tests, each thread with its own context. */
abstract class StressPool {
  private static final ThreadLocal<ExecutionContext> CONTEXT =
      ThreadLocal.withInitial(() -> new ExecutionContext().softirq(false));

  final SystemPages pages = new SystemPages().bulkCap(1);
  final ManualWorkQueue work = new ManualWorkQueue();
  final PagePool pool;
  int deaths;

  StressPool(int ringSize) {
    this(PagePoolParams.builder().poolSize(ringSize));
  }

  StressPool(PagePoolParams.Builder params) {
    PoolSystem system =
        PoolSystem.builder()
            .pages(pages)
            .workQueue(work)
            .contexts(CONTEXT::get)
            .unguarded()
            .build();
    pool = PagePool.create(system, params.build());
    pool.onDeath(() -> deaths++);
  }

  final Page alloc() {
    return Objects.requireNonNull(pool.allocPages());
  }

  static void here(int cpu, boolean softirq) {
    CONTEXT.get().cpu(cpu).softirq(softirq);
  }

  /** Let the deferred release run; returns how many pages stay outside the system after it. */
  final int end() {
    for (int i = 0; i < 3 && work.pending() > 0; i++) {
      work.runNext();
    }
    return (int) pages.outstanding();
  }
}
