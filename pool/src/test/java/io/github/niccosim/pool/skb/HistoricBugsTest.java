// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.skb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.pool.DmaDirection;
import io.github.niccosim.pool.ExecutionContext;
import io.github.niccosim.pool.ManualWorkQueue;
import io.github.niccosim.pool.Napi;
import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PagePool;
import io.github.niccosim.pool.PagePoolException;
import io.github.niccosim.pool.PagePoolParams;
import io.github.niccosim.pool.PoolSystem;
import io.github.niccosim.pool.SystemPages;
import io.github.niccosim.pool.dma.CacheModel;
import io.github.niccosim.pool.dma.DmaChecker;
import io.github.niccosim.pool.dma.DmaDevice;
import io.github.niccosim.pool.dma.DmaRule;
import io.github.niccosim.pool.dma.DmaViolation;
import io.github.niccosim.pool.dma.HostMemory;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Misuse behind historic kernel bugs, and the detector that names it; table in pool.md. */
class HistoricBugsTest {
  private final HostMemory memory = new HostMemory(CacheModel.ARM64, 3);
  private final ManualWorkQueue work = new ManualWorkQueue();
  private final DmaChecker checker = new DmaChecker(work::timePs);
  private final DmaDevice device = new DmaDevice("nic0", memory, checker);
  private final ExecutionContext context = new ExecutionContext();
  private final SystemPages pages =
      new SystemPages()
          .listener(
              new SystemPages.Listener() {
                @Override
                public void allocated(Page page) {
                  memory.dirty(page, 0xa5);
                }
              });
  private final PoolSystem system =
      PoolSystem.builder().pages(pages).context(context).workQueue(work).observer(checker).build();
  private PagePool pool = create(true);

  private PagePool create(boolean sync) {
    PagePoolParams.Builder params =
        PagePoolParams.builder()
            .name("rx0")
            .poolSize(256)
            .device(device)
            .dmaMap()
            .direction(DmaDirection.FROM_DEVICE)
            .maxLen(4096);
    return PagePool.create(system, (sync ? params.dmaSyncDev() : params).build());
  }

  private Page page() {
    return Objects.requireNonNull(pool.allocPages());
  }

  private void receive(Page page, int length) {
    device.deviceWrite(pool.dmaAddr(page), new byte[length], 0, length);
  }

  private List<DmaRule> rules() {
    return checker.violations().stream().map(DmaViolation::rule).toList();
  }

  @Test
  void b5PlainReferenceWhereAPoolReferenceWasNeeded() {
    Page page = page();
    page.get();
    Skb first = Skb.withSlabHead(0, 0).addFrag(page, 0, 100).markForRecycle();
    Skb second = Skb.withSlabHead(0, 0).addFrag(page, 0, 100).markForRecycle();

    first.free();
    assertThat(page.isPoolPage()).as("left the pool under its second holder").isFalse();
    receive(page, 64);
    second.free();

    assertThat(rules()).containsExactly(DmaRule.DEVICE_UNMAPPED);
  }

  @Test
  void b8PoolReferenceDroppedAsPlainReference() {
    Page page = page();

    Skb.withSlabHead(0, 0).addFrag(page, 0, 100).free();

    assertThat(rules()).containsExactly(DmaRule.REFERENCE_KIND, DmaRule.PAGE_LEAK);
  }

  @Test
  void b10DirectReturnIntoADestroyedPool() {
    Page page = page();
    pool.destroy();

    pool.recycleDirect(page);
    work.advance(5_000_000_000_000L);

    assertThat(pool.inflight()).as("stuck for ever").isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 1024, 16384, 16385, 32768, 1 << 20})
  void b13EveryRingSizeCreatesAPool(int size) {
    PagePool created = PagePool.create(system, PagePoolParams.builder().poolSize(size).build());

    assertThat(created.ringSize()).isLessThanOrEqualTo(16384);
  }

  @Test
  void b17SyncSwitchedOffReachesTheDeviceWithFreshDirtyPages() {
    pool = create(false);
    Page page = page();

    receive(page, 64);

    assertThat(rules()).containsExactly(DmaRule.DEVICE_WRITE_UNSYNCED);
    memory.adversaryStep();
    assertThat(rules()).contains(DmaRule.CACHE_OVERWRITE);
  }

  @Test
  void b18SyncLengthTakenAfterTheProgramShrankTheFrame() {
    Page page = page();
    receive(page, 1500);
    pool.dmaSyncForCpu(page, 0, 1500);
    memory.cpuWrite(page.physicalAddress(), new byte[1500], 0, 1500);
    pool.putPage(page, 60, true);

    receive(page(), 1500);

    assertThat(rules()).containsExactly(DmaRule.PUT_SHORT, DmaRule.DEVICE_WRITE_UNSYNCED);
    DmaViolation found = checker.violations().getFirst();
    assertThat(found.firstByte()).isEqualTo(60);
    assertThat(found.lastByte()).isEqualTo(1499);
  }

  @Test
  void b20DoubleReleaseIsNamedAndTheWorkerStops() {
    checker.letWrongPutsPass(true);
    Page page = page();
    pool.recycleDirect(page);
    pool.recycleDirect(page);

    pool.destroy();
    work.advance(10_000_000_000_000L);

    assertThat(rules()).contains(DmaRule.DOUBLE_PUT, DmaRule.RELEASED_PUT);
    assertThat(pool.state().inflight()).isEqualTo(-1);
    assertThat(work.pending()).isZero();
  }

  @Test
  void b21PageThatReturnsAfterUnbindIsNotMappedAnyMore() {
    Page parked = page();
    pool.destroy();
    device.unbind();
    assertThat(rules()).isEmpty();

    receive(parked, 64);
    assertThat(rules()).containsExactly(DmaRule.DEVICE_AFTER_UNMAP);
    pool.putFullPage(parked, false);
    work.advance(1_000_000_000_000L);

    assertThat(pool.dead()).isTrue();
  }

  @Test
  void b23FragmentReturnedByXdpAndAgainByTheDriver() {
    Page page = page();
    PagePool.fragmentPage(page, 2);
    pool.recycleDirect(page);
    pool.recycleDirect(page);

    pool.recycleDirect(page);

    assertThat(rules()).containsExactly(DmaRule.DOUBLE_PUT);
  }

  @Test
  void b25RealTimeBuildNeverRecyclesDirectlyByItself() {
    Napi napi = new Napi("napi0", 1);
    pool.enableDirectRecycling(napi);
    napi.schedule(0);
    assertThat(pool.napiLocal()).isTrue();

    system.realTime(true);

    assertThat(pool.napiLocal()).isFalse();
  }

  @Test
  void b29PoolsOfAFailedProbeAreGoneForEveryFailingStep() {
    for (int step = 0; step < 3; step++) {
      system.faults().failKmallocs(step, 1);
      try {
        create(true).destroy();
      } catch (PagePoolException expected) {
        assertThat(expected).hasMessageEndingWith("errno=ENOMEM");
      }
      system.faults().failKmallocs(0, 0);
    }

    pool.destroy();
    assertThat(pages.outstanding()).isZero();
    assertThat(device.liveMappings()).isZero();
  }

  @Test
  void b32DriverKeepsReferencesAndThePoolRunsOnTheSlowPath() {
    for (int i = 0; i < 640; i++) {
      Page page = page();
      page.get();
      pool.putFullPage(page, true);
      page.put();
    }

    assertThat(pool.stats().releasedRefcnt).isEqualTo(640);
    assertThat(pool.stats().cached + pool.stats().ring).isZero();
    assertThat(pool.stats().slow).isEqualTo(10);
  }
}
