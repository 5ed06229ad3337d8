// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.skb;

import static io.github.niccosim.pool.skb.HistoricBench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.niccosim.pool.Errno;
import io.github.niccosim.pool.MemoryProvider;
import io.github.niccosim.pool.Napi;
import io.github.niccosim.pool.NetNamespace;
import io.github.niccosim.pool.Netdev;
import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PageFragment;
import io.github.niccosim.pool.PagePool;
import io.github.niccosim.pool.PagePoolException;
import io.github.niccosim.pool.PagePoolParams;
import io.github.niccosim.pool.PagePoolStats;
import io.github.niccosim.pool.PoolObserver;
import io.github.niccosim.pool.PoolSystem;
import io.github.niccosim.pool.SystemPages;
import io.github.niccosim.pool.dma.DmaDevice;
import io.github.niccosim.pool.dma.DmaLimits;
import io.github.niccosim.pool.dma.DmaRule;
import io.github.niccosim.pool.dma.DmaViolation;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Misuse behind historic bugs of pools and drivers, and what names it; table in pool.md. */
class HistoricBugsTest {
  private final HistoricBench bench = new HistoricBench();

  @Test
  void b1PoolWaitsForAConsumerThatNeverReads() {
    Page parked = bench.page();
    bench.pool.destroy();

    bench.work.advance(600 * SECOND);
    assertThat(bench.pool.dead()).isFalse();
    bench.pool.putFullPage(parked, false);
    bench.work.advance(SECOND);

    assertThat(bench.pool.dead()).isTrue();
    assertThat(bench.ledger.violations()).isEmpty();
    assertThat(bench.device.liveMappings()).isZero();
  }

  @Test
  void b10DirectReturnIntoADestroyedPool() {
    Page page = bench.page();
    bench.pool.destroy();

    bench.pool.recycleDirect(page);
    bench.work.advance(5 * SECOND);

    assertThat(bench.pool.inflight()).as("stuck for ever").isEqualTo(1);
    assertThat(bench.ledger.violations().getFirst())
        .hasMessageStartingWith("destroyed pool cannot drain, nobody holds a page: pool=rx0");
  }

  @Test
  void b11ContextThatChangesDuringAPutLeavesTheRingUnlocked() {
    PoolObserver flips =
        new PoolObserver() {
          @Override
          public void recycled(PagePool pool, Page page, Place place) {
            bench.context.softirq(!bench.context.inSoftirq());
          }
        };
    PoolSystem system = PoolSystem.builder().context(bench.context).observer(flips).build();
    PagePool pool = PagePool.create(system, PagePoolParams.builder().poolSize(64).build());

    for (int i = 0; i < 20; i++) {
      pool.putFullPage(Objects.requireNonNull(pool.allocPages()), false);
    }
    pool.destroy();

    assertThat(pool.dead()).as("the producer lock was free each time").isTrue();
  }

  @Test
  void b12RefillFromAWorkQueueBesideTheNapi() {
    bench.pool = bench.create(true, bench.napi);
    bench.napi.schedule(0);
    bench.page();
    bench.napi.complete();

    bench.context.softirq(false);
    bench.page();

    assertThat(bench.guard.violations().getFirst())
        .hasMessageStartingWith("allocation by process cpu=0 not ordered after allocation by");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 1024, 16384, 16385, 32768, 1 << 20})
  void b13EveryRingSizeCreatesAPool(int size) {
    PagePool created =
        PagePool.create(bench.system, PagePoolParams.builder().poolSize(size).build());

    assertThat(created.ringSize()).isLessThanOrEqualTo(16384);
  }

  @Test
  void b14FullLargePageForADescriptorOfSixteenBits() {
    bench.device.limits(DmaLimits.DEFAULT.withMaxBuffer(65535));
    PoolSystem large =
        PoolSystem.builder().pages(new SystemPages(16)).observer(bench.checker).build();
    PagePoolParams.Builder params =
        PagePoolParams.builder().name("rx64k").device(bench.device).dmaMap().dmaSyncDev();
    PagePool.create(large, params.maxLen(65535).build());
    assertThat(bench.rules()).isEmpty();

    PagePool.create(large, params.maxLen(65536).build());

    assertThat(bench.checker.violations().getFirst().hint())
        .isEqualTo("max_len=65536 does not fit the descriptor's length field: at most 65535");
  }

  @Test
  void b15FragmentLargerThanThePage() {
    StringBuilder warned = new StringBuilder();
    PoolObserver listener =
        new PoolObserver() {
          @Override
          public void warning(@Nullable PagePool pool, String text) {
            warned.append(text);
          }
        };
    PagePool pool =
        PagePool.create(
            PoolSystem.builder().observer(listener).build(), PagePoolParams.builder().build());

    assertThat(pool.allocFrag(new PageFragment(), 4097)).isNull();

    assertThat(warned.toString()).isEqualTo("fragment larger than the page: size=4097 page=4096");
  }

  @Test
  void b17SyncSwitchedOffReachesTheDeviceWithFreshDirtyPages() {
    bench.pool = bench.create(false, null);
    Page page = bench.page();

    bench.receive(page, 64);

    assertThat(bench.rules()).containsExactly(DmaRule.DEVICE_WRITE_UNSYNCED);
    bench.memory.adversaryStep();
    assertThat(bench.rules()).contains(DmaRule.CACHE_OVERWRITE);
  }

  @Test
  void b18SyncLengthTakenAfterTheProgramShrankTheFrame() {
    Page page = bench.page();
    bench.receive(page, 1500);
    bench.pool.dmaSyncForCpu(page, 0, 1500);
    bench.memory.cpuWrite(page.physicalAddress(), new byte[1500], 0, 1500);
    bench.pool.putPage(page, 60, true);

    bench.receive(bench.page(), 1500);

    assertThat(bench.rules()).containsExactly(DmaRule.PUT_SHORT, DmaRule.DEVICE_WRITE_UNSYNCED);
    DmaViolation found = bench.checker.violations().getFirst();
    assertThat(found.firstByte()).isEqualTo(60);
    assertThat(found.lastByte()).isEqualTo(1499);
  }

  @Test
  void b19PoolWithoutInterfaceDiesSilentlyWhateverIsRegistered() {
    NetNamespace namespace = new NetNamespace();
    Netdev netdev = new Netdev("eth0", 7);
    StringBuilder heard = new StringBuilder();
    namespace.add(netdev).subscribe((change, pool) -> heard.append(change));
    PagePool unlisted = PagePool.create(bench.system, PagePoolParams.builder().build());
    namespace.unregister(netdev);

    unlisted.destroy();

    assertThat(unlisted.dead()).isTrue();
    assertThat(heard.toString()).isEmpty();
  }

  @Test
  void b20DoubleReleaseIsNamedAndTheWorkerStops() {
    bench.checker.letWrongPutsPass(true);
    Page page = bench.page();
    bench.pool.recycleDirect(page);
    bench.pool.recycleDirect(page);

    bench.pool.destroy();
    bench.work.advance(10 * SECOND);

    assertThat(bench.rules()).contains(DmaRule.DOUBLE_PUT, DmaRule.RELEASED_PUT);
    assertThat(bench.pool.state().inflight()).isEqualTo(-1);
    assertThat(bench.work.pending()).isZero();
    assertThat(bench.ledger.violations())
        .anySatisfy(found -> assertThat(found).hasMessageStartingWith("more pages released than"));
  }

  @Test
  void b21PageThatReturnsAfterUnbindIsNotMappedAnyMore() {
    Page parked = bench.page();
    bench.device.unbind();
    assertThat(bench.rules()).as("unbind before destroy").containsExactly(DmaRule.L1);
    bench.pool.destroy();
    bench.device.unbind();
    assertThat(bench.checker.count(DmaRule.L1)).as("nothing left after it").isEqualTo(1);

    bench.receive(parked, 64);
    assertThat(bench.rules()).containsExactly(DmaRule.L1, DmaRule.DEVICE_AFTER_UNMAP);
    bench.pool.putFullPage(parked, false);
    bench.work.advance(SECOND);

    assertThat(bench.pool.dead()).isTrue();
  }

  /** Provider of one mapped page that it unmaps only when its pool dies. */
  private static final class LateProvider implements MemoryProvider {
    private final DmaDevice device;
    private final Page page;
    private long bus;

    LateProvider(DmaDevice device, Page page) {
      this.device = device;
      this.page = page;
    }

    @Override
    public @Nullable Errno init(PagePool pool) {
      bus = device.mapPage(page, 0, 4096, pool.dmaDirection(), true);
      return device.mappingError(bus) ? Errno.ENOMEM : null;
    }

    @Override
    public @Nullable Page allocate(PagePool pool) {
      return page;
    }

    @Override
    public void release(PagePool pool, Page released) {}

    @Override
    public void destroy(PagePool pool) {
      device.unmapPage(bus, 4096, pool.dmaDirection(), true);
    }
  }

  @Test
  void b22ProviderThatUnmapsOnlyAtPoolDeath() {
    Netdev netdev = new Netdev("eth0", 7);
    Page memory = Objects.requireNonNull(bench.pages.allocPage(0, 0));
    netdev.provider(0, new LateProvider(bench.device, memory));
    PagePool pool =
        PagePool.create(
            bench.system,
            PagePoolParams.builder()
                .name("zc0")
                .netdev(netdev)
                .device(bench.device)
                .maxLen(4096)
                .flags(
                    PagePoolParams.FLAG_DMA_MAP
                        | PagePoolParams.FLAG_DMA_SYNC_DEV
                        | PagePoolParams.FLAG_ALLOW_UNREADABLE_NETMEM)
                .build());
    Page parked = Objects.requireNonNull(pool.allocPages());
    pool.destroy();

    bench.device.unbind();

    assertThat(bench.rules()).containsExactly(DmaRule.L1);
    pool.putFullPage(parked, false);
    bench.work.advance(SECOND);
    assertThat(bench.device.liveMappings()).isZero();
  }

  @Test
  void b25RealTimeBuildNeverRecyclesDirectlyByItself() {
    Napi napi = new Napi("napi0", 1);
    bench.pool.enableDirectRecycling(napi);
    napi.schedule(0);
    assertThat(bench.pool.napiLocal()).isTrue();

    bench.system.realTime(true);

    assertThat(bench.pool.napiLocal()).isFalse();
  }

  @Test
  void b29PoolsOfAFailedProbeAreGoneForEveryFailingStep() {
    for (int step = 0; step < 3; step++) {
      bench.system.faults().failKmallocs(step, 1);
      try {
        bench.create(true, null).destroy();
      } catch (PagePoolException expected) {
        assertThat(expected).hasMessageEndingWith("errno=ENOMEM");
      }
      bench.system.faults().failKmallocs(0, 0);
    }
    assertThat(bench.ledger.leftovers()).as("a forgotten destroy").containsExactly(bench.pool);

    bench.pool.destroy();
    assertThat(bench.ledger.leftovers()).isEmpty();
    assertThat(bench.pages.outstanding()).isZero();
    assertThat(bench.device.liveMappings()).isZero();
  }

  @Test
  void b30StatisticsReadBesideTheConsumerNeverFall() throws InterruptedException {
    PagePool pool = PagePool.create(PoolSystem.builder().build(), PagePoolParams.builder().build());
    Thread consumer =
        new Thread(() -> {
          for (int i = 0; i < 200_000; i++) {
            pool.recycleDirect(Objects.requireNonNull(pool.allocPages()));
          }
        });
    consumer.start();
    PagePoolStats before = pool.stats();
    while (consumer.isAlive()) {
      PagePoolStats now = pool.stats();
      assertThat(now.cached).isGreaterThanOrEqualTo(before.cached);
      assertThat(now.fast).isGreaterThanOrEqualTo(before.fast);
      before = now;
    }
    consumer.join();

    assertThat(pool.stats().cached).isEqualTo(200_000);
  }

  @Test
  void b32DriverKeepsReferencesAndThePoolRunsOnTheSlowPath() {
    for (int i = 0; i < 640; i++) {
      Page page = bench.page();
      page.get();
      bench.pool.putFullPage(page, true);
      page.put();
    }

    assertThat(bench.pool.stats().releasedRefcnt).isEqualTo(640);
    assertThat(bench.pool.stats().cached + bench.pool.stats().ring).isZero();
    assertThat(bench.pool.stats().slow).isEqualTo(10);
  }

  @Test
  void doubleDestroyIsNamed() {
    bench.pool.destroy();

    assertThatThrownBy(bench.pool::destroy).hasMessageStartingWith("pool destroyed too often");
  }
}
