// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.skb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.pool.Errno;
import io.github.niccosim.pool.ExecutionContext;
import io.github.niccosim.pool.Netdev;
import io.github.niccosim.pool.Page;
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
}
