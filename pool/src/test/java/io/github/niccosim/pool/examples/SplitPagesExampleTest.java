// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.pool.DmaDirection;
import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PageFragment;
import io.github.niccosim.pool.PagePool;
import io.github.niccosim.pool.PagePoolParams;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Recipe: several receive buffers per page. */
class SplitPagesExampleTest {
  private final ExampleMachine machine = new ExampleMachine();

  private PagePool pool() {
    // @start region="pool"
    PagePool pool =
        PagePool.create(
            machine.system,
            PagePoolParams.builder()
                .name("rx0")
                .device(machine.nic)
                .napi(machine.napi)
                .direction(DmaDirection.FROM_DEVICE)
                .dmaMap()
                .dmaSyncDev()
                .offset(0) // fragments: the pool syncs whole pages, headroom is yours
                .maxLen(4096)
                .build());
    // @end
    machine.system.dmaCacheAlignment(64);
    return pool;
  }

  @Test
  void twoFragmentsShareAPageAndTheLastPutRecyclesIt() {
    machine.napi.schedule(0);
    PagePool pool = pool();
    // @start region="cut"
    PageFragment first = new PageFragment();
    PageFragment second = new PageFragment();
    pool.alloc(first, 1792); // up to half a page: cut from the open page
    pool.alloc(second, 1792); // gets the rest of the page too: charge sizeBytes()
    Page page = Objects.requireNonNull(first.page());
    long posted = pool.dmaAddr(page) + first.offsetBytes();
    // @end
    assertThat(second.page()).isSameAs(page);
    assertThat(first.sizeBytes()).isEqualTo(1792);
    assertThat(second.sizeBytes()).isEqualTo(4096 - 1792);

    machine.arrive(posted, 1500, 0x11);
    machine.arrive(pool.dmaAddr(page) + second.offsetBytes(), 1500, 0x22);
    // @start region="return"
    pool.dmaSyncForCpu(page, first.offsetBytes(), 1500); // only the bytes of this fragment
    pool.putFullPage(page, true); // always -1: nobody else knows what the others wrote
    pool.dmaSyncForCpu(page, second.offsetBytes(), 1500);
    pool.putFullPage(page, true);
    // @end

    assertThat(pool.stats().cached).as("the pool still holds the open page").isZero();
    pool.alloc(first, 1792);
    assertThat(first.page()).as("used up and free: cut again in place").isSameAs(page);
    assertThat(pool.stats().cached).isEqualTo(1);
    assertThat(machine.checker.warnings()).isEmpty();
    assertThat(machine.ledger.check(pool)).isEmpty();
  }

  @Test
  void driverMaySplitAWholePageItself() {
    machine.napi.schedule(0);
    PagePool pool = pool();
    // @start region="fragment"
    Page page = Objects.requireNonNull(pool.allocPages());
    PagePool.fragmentPage(page, 2); // two holders from now on: two puts are owed
    // @end
    pool.putFullPage(page, true);
    assertThat(pool.stats().cached).isZero();
    pool.putFullPage(page, true);

    assertThat(pool.stats().cached).isEqualTo(1);
  }
}
