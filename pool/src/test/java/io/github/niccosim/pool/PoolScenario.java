// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.pool.explore.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A small machine for scenarios: one context per actor, pages one by one, no observer. */
abstract class PoolScenario extends Scenario implements DmaOps {
  private static final int MOST_TICKS = 4;
  private static final long BUS_OFFSET = 1L << 40;

  final ExecutionContext[] contexts = {process(), process(), process()};
  final SystemPages pages = new SystemPages().bulkCap(1);
  final ManualWorkQueue work = new ManualWorkQueue();
  final List<Long> mapped = new ArrayList<>();
  final List<Long> unmapped = new ArrayList<>();
  final PoolSystem system;
  int deaths;

  PoolScenario() {
    this(KernelRules.BASELINE);
  }

  PoolScenario(KernelRules rules) {
    system =
        PoolSystem.builder()
            .pages(pages)
            .workQueue(work)
            .rules(rules)
            .contexts(() -> contexts[actor()])
            .unguarded()
            .build();
  }

  private static ExecutionContext process() {
    return new ExecutionContext().softirq(false);
  }

  final PagePool pool(int ringSize) {
    return pool(PagePoolParams.builder().poolSize(ringSize));
  }

  final PagePool mappingPool(int ringSize) {
    return pool(PagePoolParams.builder().poolSize(ringSize).device(this).dmaMap());
  }

  final PagePool pool(PagePoolParams.Builder params) {
    PagePool pool = PagePool.create(system, params.build());
    pool.onDeath(() -> deaths++);
    return pool;
  }

  static Page alloc(PagePool pool) {
    return Objects.requireNonNull(pool.allocPages());
  }

  /** Run the deferred release as long as it wants to, a few times. */
  final void runWorker() {
    for (int i = 0; i < MOST_TICKS && work.pending() > 0; i++) {
      work.runNext();
    }
  }

  /** Check that a pool whose last user has let go is gone, once, with every page and mapping. */
  final void checkGone(PagePool pool) {
    runWorker();
    assertThat(pool.inflight()).as("pages lost").isZero();
    assertThat(pool.dead()).as("pool gone").isTrue();
    assertThat(deaths).as("ends of the pool").isEqualTo(1);
    assertThat(pages.outstanding()).as("pages outside the system").isZero();
    assertThat(unmapped).as("unmapped").containsExactlyInAnyOrderElementsOf(mapped);
  }

  @Override
  public long mapPage(
      Page page, long offsetBytes, long lengthBytes, DmaDirection direction, boolean skipCpuSync) {
    long bus = page.physicalAddress() + BUS_OFFSET;
    mapped.add(bus);
    return bus;
  }

  @Override
  public void unmapPage(
      long busAddress, long lengthBytes, DmaDirection direction, boolean skipCpuSync) {
    unmapped.add(busAddress);
  }

  @Override
  public void syncForDevice(long busAddress, long lengthBytes, DmaDirection direction) {}

  @Override
  public void syncForCpu(long busAddress, long lengthBytes, DmaDirection direction) {}

  @Override
  public boolean needsSync() {
    return true;
  }
}
