// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.examples;

import static io.github.niccosim.pool.examples.ExampleMachine.HEADROOM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.pool.DmaDirection;
import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PagePool;
import io.github.niccosim.pool.skb.Skb;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Recipe: pages that travel through the stack inside socket buffers and come back by themselves.
 */
class SkbRecyclingExampleTest {
  private final ExampleMachine machine = new ExampleMachine();
  private final PagePool pool = machine.pool(DmaDirection.FROM_DEVICE);

  private Page received(int length) {
    machine.napi.schedule(0);
    machine.cpu.cpu(0).softirq(true);
    Page page = Objects.requireNonNull(pool.allocPages());
    machine.arrive(pool.dmaAddr(page) + HEADROOM, length, 0x44);
    pool.dmaSyncForCpu(page, 0, length);
    return page;
  }

  @Test
  void markedBufferReturnsItsPagesWhereverItIsFreed() {
    Page head = received(1500);
    Page more = received(1500);
    // @start region="build"
    Skb skb = Skb.aroundPage(head, 1500, 0); // takes over the page's pool reference
    skb.addFrag(more, HEADROOM, 1500); // and this one's
    skb.markForRecycle(); // without it both pages would leak out of the pool
    // @end

    // @start region="clone"
    Skb copy = skb.cloneSkb(); // shares the data, takes no page reference
    skb.free(); // not the last user of the data: nothing returns
    machine.cpu.cpu(5).softirq(false); // a process on another processor reads the socket
    copy.free(); // the last one returns both pages, here to the ring
    // @end

    assertThat(pool.stats().ring).isEqualTo(2);
    assertThat(machine.ledger.check(pool)).isEmpty();
  }

  @Test
  void bufferFreedInTheNapiPollFillsTheCache() {
    Skb skb = Skb.aroundPage(received(100), 100, 0).markForRecycle();

    skb.free();

    assertThat(pool.stats().cached).isEqualTo(1);
  }

  @Test
  void buffersAreMergedOnlyWithEqualMarks() {
    // @start region="coalesce"
    Skb first = Skb.withSlabHead(0, 0).addFrag(received(900), HEADROOM, 900).markForRecycle();
    Skb next = Skb.withSlabHead(0, 0).addFrag(received(900), HEADROOM, 900).markForRecycle();
    Skb.Coalesce how = first.tryCoalesce(next);
    next.freeAfter(how);
    first.free();
    // @end

    assertThat(how).isEqualTo(Skb.Coalesce.MOVED);
    assertThat(pool.stats().cached).isEqualTo(2);
  }
}
