// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.pool.skb.Skb;
import io.github.niccosim.pool.skb.XdpMemTable;
import io.github.niccosim.pool.skb.XdpMemType;
import io.github.niccosim.pool.skb.XdpRxqInfo;
import java.util.List;

/** Socket buffers freed on another CPU, and registrations that end at once. */
final class StackScenarios {
  private StackScenarios() {}

  /** A clone is freed elsewhere. */
  abstract static class CloneFreedElsewhere extends PoolScenario {
    final PagePool pool = pool(4);
    final Skb buffer = Skb.withSlabHead(0, 0).addFrag(alloc(pool), 0, 1000).markForRecycle();
    private final Skb clone = buffer.cloneSkb();

    abstract void work();

    @Override
    public List<Runnable> actors() {
      return List.of(this::work, clone::free);
    }

    @Override
    public void check() {
      pool.destroy();
      checkGone(pool);
    }
  }

  /** ... while the original gets its own head (bug B4). */
  static final class CloneFreedDuringExpand extends CloneFreedElsewhere {
    @Override
    void work() {
      buffer.expandHead();
      buffer.free();
    }
  }

  /** ... while the original is merged into the buffer in front of it (bug B6). */
  static final class CloneFreedDuringCoalesce extends CloneFreedElsewhere {
    private final Skb front = Skb.withSlabHead(64, 0).addFrag(alloc(pool), 0, 9).markForRecycle();

    @Override
    void work() {
      buffer.freeAfter(front.tryCoalesce(buffer));
      front.free();
    }
  }

  /** Two queues register their pools at once (bug B2). */
  static final class TwoRegistrations extends PoolScenario {
    private final XdpMemTable table = new XdpMemTable();
    private final XdpRxqInfo first = registered(0);
    private final XdpRxqInfo second = registered(1);
    private final PagePool firstPool = pool(4);
    private final PagePool secondPool = pool(4);

    private XdpRxqInfo registered(int queue) {
      XdpRxqInfo info = new XdpRxqInfo(table);
      info.register(new Netdev("eth0", 2), queue);
      return info;
    }

    @Override
    public List<Runnable> actors() {
      return List.of(
          () -> first.registerMemModel(XdpMemType.PAGE_POOL, firstPool),
          () -> second.registerMemModel(XdpMemType.PAGE_POOL, secondPool));
    }

    @Override
    public void check() {
      assertThat(first.memId()).isNotEqualTo(second.memId());
      assertThat(table.size()).isEqualTo(2);
    }
  }

  /** A queue unregisters while its driver destroys the pool (bug B2). */
  static final class UnregisterDuringDestroy extends PoolScenario {
    private final XdpMemTable table = new XdpMemTable();
    private final XdpRxqInfo info = new XdpRxqInfo(table);
    private final PagePool pool = pool(4);

    UnregisterDuringDestroy() {
      info.register(new Netdev("eth0", 2), 0);
      info.registerMemModel(XdpMemType.PAGE_POOL, pool);
    }

    @Override
    public List<Runnable> actors() {
      return List.of(info::unregister, pool::destroy);
    }

    @Override
    public void check() {
      assertThat(pool.dead()).isTrue();
      assertThat(table.size()).isZero();
    }
  }
}
