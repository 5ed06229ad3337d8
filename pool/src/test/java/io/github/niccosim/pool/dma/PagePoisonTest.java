// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.niccosim.pool.DmaDirection;
import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PageFragment;
import io.github.niccosim.pool.PageOwnershipException;
import io.github.niccosim.pool.PagePool;
import io.github.niccosim.pool.PagePoolParams;
import io.github.niccosim.pool.PoolObservers;
import io.github.niccosim.pool.PoolSystem;
import io.github.niccosim.pool.SystemPages;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Idle pages keep their pattern; who writes there is found without changing any cache line. */
class PagePoisonTest {
  private static final class Bench {
    final HostMemory memory;
    final PagePoison poison;
    final DmaChecker checker = new DmaChecker(() -> 0);
    final DmaDevice device;
    final PagePool pool;

    Bench(CacheModel model) {
      memory = new HostMemory(model, 5);
      poison = new PagePoison(memory).collect(true);
      device = new DmaDevice("nic0", memory, checker);
      SystemPages pages =
          new SystemPages()
              .listener(
                  new SystemPages.Listener() {
                    @Override
                    public void allocated(Page page) {
                      memory.dirty(page, 0x11);
                    }
                  });
      PoolSystem system =
          PoolSystem.builder().pages(pages).observer(PoolObservers.of(checker, poison)).build();
      pool =
          PagePool.create(
              system,
              PagePoolParams.builder()
                  .name("rx0")
                  .device(device)
                  .dmaMap()
                  .dmaSyncDev()
                  .direction(DmaDirection.FROM_DEVICE)
                  .maxLen(4096)
                  .build());
    }

    Page page() {
      return Objects.requireNonNull(pool.allocPages());
    }
  }

  @ParameterizedTest
  @EnumSource(CacheModel.class)
  void correctUseIsNeverReportedAndLosesNoByte(CacheModel model) {
    Bench bench = new Bench(model);
    byte[] frame = new byte[1500];
    for (int i = 0; i < 300; i++) {
      Page page = bench.page();
      frame[i] = (byte) i;
      bench.device.deviceWrite(bench.pool.dmaAddr(page), frame, 0, frame.length);
      bench.memory.adversaryStep();
      bench.pool.dmaSyncForCpu(page, 0, frame.length);
      assertThat(bench.memory.cpuReadByte(page.physicalAddress() + i)).isEqualTo(i & 0xff);
      bench.pool.putPage(page, frame.length, i % 2 == 0);
    }

    assertThat(bench.poison.violations()).isEmpty();
    assertThat(bench.checker.violations()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CacheModel.class)
  void fragmentsReusedInPlaceAreNotReported(CacheModel model) {
    Bench bench = new Bench(model);
    PageFragment fragment = new PageFragment();
    for (int i = 0; i < 20; i++) {
      Page page = Objects.requireNonNull(bench.pool.allocFrag(fragment, 3000));
      bench.device.deviceWrite(
          bench.pool.dmaAddr(page) + fragment.offsetBytes(), new byte[3000], 0, 3000);
      bench.pool.putFullPage(page, false);
    }

    assertThat(bench.poison.violations()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CacheModel.class)
  void deviceWriteIntoARecycledPageIsFoundAtTheNextAllocation(CacheModel model) {
    Bench bench = new Bench(model);
    Page page = bench.page();
    bench.pool.recycleDirect(page);
    bench.device.deviceWrite(bench.pool.dmaAddr(page) + 777, new byte[1], 0, 1);

    bench.page();

    assertThat(bench.poison.violations().getFirst())
        .hasMessage(
            "page written while it was idle: page=0x8003f id=64 pool=rx0 byte=777 timePs=0"
                + " (expected: 0xaa | hint: someone wrote after the put, or beyond the fragment"
                + " that ends there)");
  }

  @ParameterizedTest
  @EnumSource(CacheModel.class)
  void cpuWriteIntoARecycledPageIsFoundEvenInItsCache(CacheModel model) {
    Bench bench = new Bench(model);
    Page page = bench.page();
    bench.pool.recycleDirect(page);
    bench.memory.cpuWriteByte(page.physicalAddress() + 4095, 1);

    bench.page();

    assertThat(bench.poison.violations()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(CacheModel.class)
  void overrunOfAFragmentIsFoundWhenTheNextOneIsCut(CacheModel model) {
    Bench bench = new Bench(model);
    PageFragment fragment = new PageFragment();
    Page page = Objects.requireNonNull(bench.pool.allocFrag(fragment, 1000));
    bench.device.deviceWrite(bench.pool.dmaAddr(page), new byte[1003], 0, 1003);

    bench.pool.allocFrag(fragment, 500);

    assertThat(bench.poison.violations().getFirst())
        .hasMessageStartingWith("bytes written before they were handed out")
        .hasMessageContaining(" byte=1000 ");
  }

  @ParameterizedTest
  @EnumSource(CacheModel.class)
  void lateReaderOfAReleasedPageSeesThePattern(CacheModel model) {
    Bench bench = new Bench(model);
    Page page = bench.page();
    bench.pool.dmaSyncForCpu(page, 0, 4096);
    bench.pool.updateNid(1);
    bench.pool.recycleDirect(page);
    bench.pool.updateNid(0);

    assertThat(bench.memory.cpuReadByte(page.physicalAddress())).isEqualTo(PagePoison.RELEASED);
  }

  @ParameterizedTest
  @EnumSource(CacheModel.class)
  void poisonThrowsUnlessItCollects(CacheModel model) {
    Bench bench = new Bench(model);
    bench.poison.collect(false);
    Page page = bench.page();
    bench.pool.recycleDirect(page);
    bench.memory.cpuWriteByte(page.physicalAddress(), 1);

    assertThatThrownBy(bench::page).isInstanceOf(PageOwnershipException.class);
  }
}
