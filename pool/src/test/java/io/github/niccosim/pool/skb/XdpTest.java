// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.skb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.niccosim.pool.Errno;
import io.github.niccosim.pool.ExecutionContext;
import io.github.niccosim.pool.Napi;
import io.github.niccosim.pool.Netdev;
import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PageOwnershipException;
import io.github.niccosim.pool.PagePool;
import io.github.niccosim.pool.PagePoolParams;
import io.github.niccosim.pool.PoolSystem;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class XdpTest {
  private final ExecutionContext context = new ExecutionContext().softirq(false);
  private final PoolSystem system = PoolSystem.builder().context(context).build();
  private final PagePool pool =
      PagePool.create(system, PagePoolParams.builder().poolSize(64).build());
  private final XdpMemTable table = new XdpMemTable();
  private final XdpRxqInfo info = new XdpRxqInfo(table);
  private final Netdev netdev = new Netdev("eth0", 2);
  private final XdpReturn back = new XdpReturn(() -> context);

  private Page page() {
    return Objects.requireNonNull(pool.allocPages());
  }

  @Test
  void registrationChecksDeviceStateAndAllocator() {
    assertThat(info.register(null, 0)).isEqualTo(Errno.ENODEV);
    assertThat(info.registerMemModel(XdpMemType.PAGE_POOL, pool)).isEqualTo(Errno.EFAULT);
    assertThat(info.register(netdev, 0)).isNull();
    assertThat(info.registerMemModel(XdpMemType.PAGE_POOL, null)).isEqualTo(Errno.EINVAL);
    assertThat(info.registerMemModel(XdpMemType.PAGE_SHARED, null)).isNull();
    assertThat(info.memId()).isZero();

    XdpRxqInfo unused = new XdpRxqInfo(table);
    unused.unused();
    assertThat(unused.register(netdev, 0)).isEqualTo(Errno.EINVAL);
  }

  @Test
  void registeringTwiceWarnsAndStartsOver() {
    info.register(netdev, 0);
    info.registerMemModel(XdpMemType.PAGE_POOL, pool);

    assertThat(info.register(netdev, 1)).isNull();

    assertThat(table.warnings()).containsExactly("xdp rxq registered twice: queue=1");
    assertThat(info.memId()).isZero();
  }

  @Test
  void poolDiesOnlyAfterRegistrationAndCreatorLetGo() {
    info.register(netdev, 0);
    info.registerMemModel(XdpMemType.PAGE_POOL, pool);
    assertThat(info.memId()).isEqualTo(1);

    pool.destroy();
    assertThat(pool.dead()).isFalse();
    info.unregister();

    assertThat(pool.dead()).isTrue();
    assertThat(table.size()).isZero();
    assertThat(info.state()).isEqualTo(XdpRxqInfo.State.UNREGISTERED);
  }

  @Test
  void frameGoesDirectlyOnlyWhereTheContextAllowsIt() {
    back.frameRxNapi(XdpFrame.ofPool(page()));
    assertThat(pool.stats().cached).isEqualTo(1);

    context.directForbidden(true);
    back.frameRxNapi(XdpFrame.ofPool(page()));

    assertThat(pool.stats().cached).isEqualTo(1);
    assertThat(pool.stats().ring).isEqualTo(1);
  }

  @Test
  void bulkQueueFlushesAtSixteenAndWhenTold() {
    for (int i = 0; i < 17; i++) {
      back.frameBulk(XdpFrame.ofPool(page()));
    }
    assertThat(pool.stats().ring).isEqualTo(16);

    back.flush();

    assertThat(pool.stats().ring).isEqualTo(17);
  }

  @Test
  void fragsOfAFrameAreReturnedBeforeItsHead() {
    Page head = page();
    Page frag = page();

    back.frame(new XdpFrame(XdpMemType.PAGE_POOL, head, List.of(frag)));

    assertThat(pool.stats().ring).isEqualTo(2);
    drainCache();
    pool.allocPages();
    assertThat(pool.allocPages()).isSameAs(frag);
  }

  private void drainCache() {
    while (pool.state().cache() > 0) {
      pool.allocPages();
    }
  }

  @Test
  void otherMemoryIsFreedByItsReferenceCount() {
    Page page = Objects.requireNonNull(system.pages().allocPage(0, 0));

    back.frameBulk(new XdpFrame(XdpMemType.PAGE_ORDER0, page, List.of()));

    assertThat(page.refCount()).isZero();
    assertThat(back.queued()).isZero();
  }

  @Test
  void unknownTypeAndMissingPoolSupportAreNotSupported() {
    info.register(netdev, 0);

    assertThat(info.registerMemModel(null, null)).isEqualTo(Errno.EOPNOTSUPP);
    table.poolSupport(false);

    assertThat(info.registerMemModel(XdpMemType.PAGE_POOL, pool)).isEqualTo(Errno.EOPNOTSUPP);
    assertThat(info.memType()).isEqualTo(XdpMemType.PAGE_SHARED);
    assertThat(pool.state().users()).isEqualTo(1);
  }

  @Test
  void unregisteringWhatIsNotRegisteredWarnsOrDoesNothing() {
    info.unregisterMemModel();
    XdpRxqInfo unused = new XdpRxqInfo(table);
    unused.unused();
    unused.unregister();

    assertThat(table.warnings()).containsExactly("xdp memory model of an unregistered rxq");
    assertThat(unused.state()).isEqualTo(XdpRxqInfo.State.UNUSED);
  }

  @Test
  void poolRegisteredOnItsOwnServesSeveralQueuesWithOneUser() {
    XdpRxqInfo second = new XdpRxqInfo(table);
    info.register(netdev, 0);
    second.register(netdev, 1);

    assertThat(table.registerPool(pool)).isNull();
    info.attachPool(pool);
    second.attachPool(pool);
    assertThat(pool.state().users()).isEqualTo(2);
    assertThat(info.memId()).isEqualTo(1);
    assertThat(second.memId()).isEqualTo(1);
    assertThat(second.memType()).isEqualTo(XdpMemType.PAGE_POOL);

    info.detach();
    second.detach();
    info.unregister();
    second.unregister();
    assertThat(pool.state().users()).isEqualTo(2);
    table.unregisterPool(pool);
    pool.destroy();

    assertThat(pool.dead()).isTrue();
    assertThat(table.size()).isZero();
  }

  @Test
  void queueThatUnregistersWithoutDetachDropsAUserAsInTheKernel() {
    info.register(netdev, 0);
    table.registerPool(pool);
    info.attachPool(pool);

    info.unregister();

    assertThat(pool.state().users()).isEqualTo(1);
  }

  @Test
  void lastRegistrationOfAPoolSetsItsId() {
    XdpRxqInfo second = new XdpRxqInfo(table);
    info.register(netdev, 0);
    second.register(netdev, 1);
    info.registerMemModel(XdpMemType.PAGE_POOL, pool);
    second.registerMemModel(XdpMemType.PAGE_POOL, pool);

    assertThat(table.idOf(pool)).isEqualTo(2);
    assertThat(pool.state().users()).isEqualTo(3);
    info.unregister();
    second.unregister();
    pool.destroy();

    assertThat(table.size()).isZero();
  }

  @Test
  void idIsReusableOnlyAfterAGracePeriod() {
    for (int i = 1; i <= 0xfffd; i++) {
      assertThat(table.register(XdpMemType.XSK_BUFF_POOL, "allocator").id()).isEqualTo(i);
    }
    info.register(netdev, 0);
    assertThat(info.registerMemModel(XdpMemType.PAGE_POOL, pool)).isEqualTo(Errno.ENOSPC);
    table.unregister(XdpMemType.XSK_BUFF_POOL, 77);
    assertThat(info.registerMemModel(XdpMemType.PAGE_POOL, pool)).isEqualTo(Errno.ENOSPC);

    table.gracePeriod();

    assertThat(info.registerMemModel(XdpMemType.PAGE_POOL, pool)).isNull();
    assertThat(info.memId()).isEqualTo(77);
  }

  @Test
  void frameReturnedTwiceIsNamedWhereItsPageLeftThePool() {
    Page page = page();
    page.get();
    back.frame(XdpFrame.ofPool(page));

    assertThatThrownBy(() -> back.frame(XdpFrame.ofPool(page)))
        .isInstanceOf(PageOwnershipException.class)
        .hasMessageStartingWith("xdp frame returned after its page left the pool: page=");
  }

  @Test
  void pagesOfOtherModelsAreNeverQueued() {
    for (XdpMemType type : List.of(XdpMemType.PAGE_SHARED, XdpMemType.XSK_BUFF_POOL)) {
      Page page = Objects.requireNonNull(system.pages().allocPage(0, 0));

      back.frameBulk(new XdpFrame(type, page, List.of()));

      assertThat(page.refCount()).isZero();
    }
  }

  @Test
  void bulkGoesToTheCacheOfEachPoolThatIsLocal() {
    Napi napi = new Napi("napi0", 1);
    PagePool local =
        PagePool.create(system, PagePoolParams.builder().poolSize(64).napi(napi).build());
    back.frameBulk(XdpFrame.ofPool(page()));
    back.frameBulk(XdpFrame.ofPool(Objects.requireNonNull(local.allocPages())));
    context.softirq(true);
    napi.schedule(0);

    back.flush();

    assertThat(pool.stats().ring).isEqualTo(1);
    assertThat(local.stats().cached).isEqualTo(1);
  }
}
