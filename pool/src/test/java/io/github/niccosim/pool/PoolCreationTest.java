// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Failures of creation, versions, providers and the functions beside the fast path. */
class PoolCreationTest {
  private final PoolRecorder recorder = new PoolRecorder();
  private final SystemPages pages = new SystemPages();
  private final PoolSystem system = PoolSystem.builder().pages(pages).observer(recorder).build();

  private static Errno errnoOf(PoolSystem system, PagePoolParams params) {
    try {
      PagePool.create(system, params);
      throw new AssertionError("created");
    } catch (PagePoolException e) {
      return e.errno();
    }
  }

  private static PagePoolParams plain() {
    return PagePoolParams.builder().build();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void everyFailingKmallocIsOutOfMemory(int skip) {
    system.faults().failKmallocs(skip, 1);

    assertThat(errnoOf(system, plain())).isEqualTo(Errno.ENOMEM);
    assertThat(PagePool.create(system, plain()).id()).isEqualTo(1);
  }

  @Test
  void failingIdFailsTheCreation() {
    system.faults().failIds(1);

    assertThat(errnoOf(system, plain())).isEqualTo(Errno.ENOMEM);
  }

  @Test
  void failureIsLoggedOnceWithItsErrno() {
    errnoOf(system, PagePoolParams.builder().name("rx0").flags(64).build());

    assertThat(recorder.events()).hasSize(1);
    assertThat(recorder.events().getFirst().text())
        .isEqualTo(
            "page pool not created: name=rx0 flags=0x40 direction=BIDIRECTIONAL order=0"
                + " poolSize=0 maxLen=0 errno=EINVAL");
  }

  @ParameterizedTest
  @CsvSource({"0, EOPNOTSUPP", "1, EOPNOTSUPP", "3, EFAULT"})
  void providerNeedsMappingSyncAndReadOnlyOperations(int flags, Errno expected) {
    Netdev netdev = new Netdev("eth0", 2);
    netdev.provider(1, new Provider(false, null));
    PagePoolParams params =
        PagePoolParams.builder()
            .netdev(netdev)
            .queueIndex(1)
            .device(recorder)
            .maxLen(4096)
            .flags(flags | PagePoolParams.FLAG_ALLOW_UNREADABLE_NETMEM)
            .build();

    assertThat(errnoOf(system, params)).isEqualTo(expected);
  }

  private record Provider(boolean opsAreReadOnly, @Nullable Errno error) implements MemoryProvider {
    @Override
    public @Nullable Errno init(PagePool pool) {
      return error;
    }

    @Override
    public @Nullable Page allocate(PagePool pool) {
      return pool.system().pages().allocPage(0, 0);
    }

    @Override
    public void release(PagePool pool, Page page) {
      page.put();
    }

    @Override
    public void destroy(PagePool pool) {}
  }

  @Test
  void providerReplacesTheSlowPathAndTheRelease() {
    Netdev netdev = new Netdev("eth0", 2);
    netdev.provider(0, new Provider(true, null));
    PagePool pool =
        PagePool.create(
            system,
            PagePoolParams.builder()
                .netdev(netdev)
                .device(recorder)
                .maxLen(4096)
                .flags(PagePoolParams.ALL_FLAGS & ~PagePoolParams.FLAG_SYSTEM_POOL)
                .build());

    pool.recycleDirect(Objects.requireNonNull(pool.allocPages()));
    assertThat(pool.unreadable()).isTrue();
    assertThat(pool.inflight()).isEqualTo(1);
    pool.destroy();

    assertThat(pool.dead()).isTrue();
    assertThat(pages.outstanding()).isZero();
  }

  @Test
  void mapWithoutDeviceIsNamed() {
    assertThatThrownBy(
            () -> PagePool.create(system, PagePoolParams.builder().name("rx0").dmaMap().build()))
        .hasMessage("pool maps without a device: name=rx0 (expected: PagePoolParams.device)");
  }

  @Test
  void failedMapIndexUndoesTheMapping() {
    system.faults().failMapIndexes(64);
    PagePool pool =
        PagePool.create(system, PagePoolParams.builder().device(recorder).dmaMap().build());

    assertThat(pool.allocPages()).isNull();

    assertThat(recorder.events().stream().filter(e -> e.kind() == PoolRecorder.Kind.UNMAP))
        .hasSize(64);
    assertThat(pages.outstanding()).isZero();
    assertThat(pool.inflight()).isZero();
  }

  @Test
  void statisticsAddIntoTheCallersObjectAndSystemPoolsShareTheirRecycleCounters() {
    PagePoolParams params = PagePoolParams.builder().flags(PagePoolParams.FLAG_SYSTEM_POOL).build();
    PagePool one = PagePool.create(system, params);
    PagePool two = PagePool.create(system, params);
    one.recycleDirect(Objects.requireNonNull(one.allocPages()));
    two.recycleDirect(Objects.requireNonNull(two.allocPages()));

    PagePoolStats stats = new PagePoolStats();
    one.addStatsTo(stats);
    one.addStatsTo(stats);

    assertThat(stats.slow).isEqualTo(2);
    assertThat(stats.cached).isEqualTo(4);
    assertThat(stats.ethtool().keySet()).hasSize(11).startsWith("rx_pp_alloc_fast");
  }

  @Test
  void initCallbackRunsOncePerAdoption() {
    int[] calls = new int[1];
    PagePool pool =
        PagePool.create(
            system, PagePoolParams.builder().initCallback((owner, page) -> calls[0]++).build());

    pool.recycleDirect(Objects.requireNonNull(pool.allocPages()));
    pool.allocPages();

    assertThat(calls[0]).isEqualTo(64);
  }

  @Test
  void addressesLeadBackToTheirPage() {
    PagePool pool = PagePool.create(system, plain());
    PageFragment fragment = new PageFragment();

    long address = pool.allocVa(fragment, 1000);
    pool.allocVa(fragment, 1000);
    pool.freeVa(address + 999, false);

    assertThat(Objects.requireNonNull(pool.state().openPage()).poolRefCount())
        .isEqualTo(PoolFragments.BIAS - 1);
  }

  @Test
  void oldBulkReturnNeverUsesTheCacheAndOverwritesItsArray() {
    PagePool pool = PagePool.create(system, PagePoolParams.builder().cpu(0).build());
    Page page = Objects.requireNonNull(pool.allocPages());
    long[] addresses = {page.physicalAddress() + 128};

    LegacyPagePool.putPageBulk(pool, addresses, 1);

    assertThat(pool.stats().ring).isEqualTo(1);
    assertThat(pool.stats().cached).isZero();
    assertThat(addresses[0]).isEqualTo(page.physicalAddress());
  }

  @Test
  void oldKernelsKeepMappingsAfterDestroyAndDemoteDirectPuts() {
    ExecutionContext context = new ExecutionContext().softirq(false);
    PoolSystem old =
        PoolSystem.builder().rules(KernelRules.LEGACY).context(context).observer(recorder).build();
    PagePool pool =
        PagePool.create(old, PagePoolParams.builder().device(recorder).dmaMap().build());
    Page page = Objects.requireNonNull(pool.allocPages());
    Page demoted = Objects.requireNonNull(pool.allocPages());
    pool.recycleDirect(demoted);

    pool.destroy();

    assertThat(pool.stats().ring).isEqualTo(1);
    assertThat(pool.state().mapped()).isEqualTo(1);
    pool.putFullPage(page, false);
    ((ManualWorkQueue) old.workQueue()).runNext();
    assertThat(pool.dead()).isTrue();
    assertThat(pool.state().mapped()).isZero();
  }
}
