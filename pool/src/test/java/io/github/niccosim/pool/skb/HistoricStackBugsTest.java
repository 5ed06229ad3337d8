// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.skb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.niccosim.pool.Errno;
import io.github.niccosim.pool.Netdev;
import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PageFragment;
import io.github.niccosim.pool.PagePool;
import io.github.niccosim.pool.PagePoolParams;
import io.github.niccosim.pool.PoolSystem;
import io.github.niccosim.pool.SystemPages;
import io.github.niccosim.pool.dma.DmaRule;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Misuse behind historic bugs of socket buffers and XDP, and what names it; table in pool.md. */
class HistoricStackBugsTest {
  private final HistoricBench bench = new HistoricBench();

  private static Skb marked(Page page) {
    return Skb.withSlabHead(0, 0).addFrag(page, 0, 100).markForRecycle();
  }

  /** Return a page of which the device owns one half and a buffer the other. */
  private Page halfPosted() {
    PageFragment fragment = new PageFragment();
    Page page = Objects.requireNonNull(bench.pool.allocFrag(fragment, 2048));
    bench.pool.allocFrag(fragment, 2048);
    bench.pool.allocFrag(fragment, 2048);
    return page;
  }

  @Test
  void b3FailedRegistrationKeepsNoId() {
    XdpMemTable table = new XdpMemTable().poolSupport(false);
    XdpRxqInfo info = new XdpRxqInfo(table);
    info.register(new Netdev("eth0", 7), 0);
    for (int i = 0; i < 70_000; i++) {
      info.registerMemModel(XdpMemType.PAGE_POOL, bench.pool);
    }

    table.poolSupport(true);

    assertThat(info.registerMemModel(XdpMemType.PAGE_POOL, bench.pool)).isNull();
    assertThat(info.memId()).isEqualTo(1);
  }

  @Test
  void b4MarkLeftOnABufferThatHoldsPlainReferences() {
    Skb skb = marked(bench.page());
    Skb expanded = skb.cloneSkb();
    expanded.expandHead();

    expanded.markForRecycle().free();

    assertThat(bench.rules()).startsWith(DmaRule.REFERENCE_KIND);
    assertThat(bench.checker.violations().getFirst().hint())
        .startsWith("PLAIN reference dropped as a pool reference");
  }

  @Test
  void b5PlainReferenceTakenWhileTheDeviceOwnsTheOtherHalf() {
    Page page = halfPosted();
    Skb first = marked(page);
    page.get();
    Skb second = Skb.withSlabHead(0, 0).addFrag(page, 0, 100, RefKind.PLAIN).markForRecycle();

    first.free();
    assertThat(bench.rules()).isEmpty();
    second.free();
    assertThat(bench.rules()).as("named at the drop").containsExactly(DmaRule.REFERENCE_KIND);
    bench.receive(page, 64);

    assertThat(bench.rules()).as("and at the write").contains(DmaRule.DEVICE_UNMAPPED);
  }

  @Test
  void b7MergeOfBuffersWithDifferentMarks() {
    Page page = bench.page();
    Skb recycling = marked(bench.page());
    Skb plain = Skb.withSlabHead(0, 0);
    assertThat(Skb.groRefusal(recycling, plain)).isEqualTo(Errno.ETOOMANYREFS);

    page.get();
    recycling.addFrag(page, 0, 100, RefKind.PLAIN).free();

    assertThat(bench.rules()).startsWith(DmaRule.REFERENCE_KIND);
  }

  @Test
  void b8PoolReferenceDroppedAsPlainReference() {
    Skb.withSlabHead(0, 0).addFrag(bench.page(), 0, 100).free();

    assertThat(bench.rules()).containsExactly(DmaRule.REFERENCE_KIND, DmaRule.PAGE_LEAK);
  }

  @Test
  void b9ReserveAndLargePagesAreRecognisedAsPoolPages() {
    SystemPages pages = new SystemPages().pfmemalloc(true);
    PoolSystem system = PoolSystem.builder().pages(pages).build();
    for (int order = 0; order <= 3; order++) {
      PagePool pool = PagePool.create(system, PagePoolParams.builder().order(order).build());
      Page page = Objects.requireNonNull(pool.allocPages());
      assertThat(page.isPoolPage()).isTrue();

      marked(page).free();

      assertThat(page.refCount()).as("released through its pool").isZero();
      assertThat(pool.stats().releasedRefcnt).isEqualTo(1);
      pool.destroy();
      assertThat(pool.dead()).isTrue();
    }
  }

  @Test
  void b16UnalignedBufferPutsTheSharedInfoOnAnOddAddress() {
    Page page =
        Objects.requireNonNull(
            PagePool.create(bench.system, PagePoolParams.builder().order(1).build()).allocPages());
    for (int mtu = 3990; mtu < 4010; mtu++) {
      int frame = 256 + mtu + SkbPoolCopy.OVERHEAD_BYTES;
      int length = mtu;
      if (frame % 8 != 0) {
        assertThatThrownBy(() -> new XdpBuff(page, 0, 256, length, frame))
            .hasMessageStartingWith("shared info not aligned: start=0 frameSize=");
      }
      assertThat(new XdpBuff(page, 0, 256, length, (frame + 7) & -8).tailroom()).isBetween(0, 7);
    }
  }

  @Test
  void b23FragmentReturnedByXdpAndAgainByTheDriver() {
    Page page = bench.page();
    PagePool.fragmentPage(page, 2);
    bench.pool.recycleDirect(page);
    bench.pool.recycleDirect(page);

    bench.pool.recycleDirect(page);

    assertThat(bench.rules()).containsExactly(DmaRule.DOUBLE_PUT);
  }

  @Test
  void b26DirectReturnByTheFlushOfAnotherProcessor() {
    bench.pool = bench.create(true, bench.napi);
    XdpReturn back = new XdpReturn(() -> bench.context);
    bench.napi.schedule(0);
    XdpFrame guarded = XdpFrame.ofPool(bench.page());
    XdpFrame unguarded = XdpFrame.ofPool(bench.page());
    bench.context.cpu(1).directForbidden(true);
    back.frameRxNapi(guarded);
    assertThat(bench.guard.violations()).isEmpty();

    bench.context.directForbidden(false);
    back.frameRxNapi(unguarded);

    assertThat(bench.guard.violations().getFirst())
        .hasMessageStartingWith("direct return by softirq cpu=1 not ordered after allocation by")
        .hasMessageContaining("napi=napi0 owner=0");
  }

  @Test
  void b27OrdinaryPageIsNeverTakenForAPoolPageOnThirtyTwoBits() {
    PoolSystem system = PoolSystem.builder().bits32(true).build();
    PagePool pool = PagePool.create(system, PagePoolParams.builder().build());
    Page ordinary = Objects.requireNonNull(system.pages().allocPage(0, 0));
    Page pooled = Objects.requireNonNull(pool.allocPages());

    Skb.withSlabHead(0, 0).addFrag(ordinary, 0, 64).addFrag(pooled, 0, 64).markForRecycle().free();

    assertThat(ordinary.refCount()).isZero();
    assertThat(pool.stats().ring + pool.stats().cached).isEqualTo(1);
  }

  @Test
  void b31StrideConfusedWithTheDmaLength() {
    Page page = bench.page();
    int stride = 2048;
    int dmaLength = 1536;
    assertThat(new XdpBuff(page, 0, 256, 1472, stride).tailroom()).isZero();

    assertThatThrownBy(() -> new XdpBuff(page, 0, 256, 1472, dmaLength))
        .hasMessageContaining("tailroom=-512");
  }
}
