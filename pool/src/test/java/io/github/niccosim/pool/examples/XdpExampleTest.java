// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.examples;

import static io.github.niccosim.pool.examples.ExampleMachine.HEADROOM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.pool.DmaDirection;
import io.github.niccosim.pool.Netdev;
import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PagePool;
import io.github.niccosim.pool.skb.XdpBuff;
import io.github.niccosim.pool.skb.XdpFrame;
import io.github.niccosim.pool.skb.XdpMemTable;
import io.github.niccosim.pool.skb.XdpMemType;
import io.github.niccosim.pool.skb.XdpReturn;
import io.github.niccosim.pool.skb.XdpRxqInfo;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Recipe: XDP programs on a receive queue. */
class XdpExampleTest {
  private final ExampleMachine machine = new ExampleMachine();
  private final PagePool pool = machine.pool(DmaDirection.BIDIRECTIONAL);
  private final XdpMemTable memIds = new XdpMemTable();
  private final XdpRxqInfo rxq = new XdpRxqInfo(memIds);
  private final XdpReturn back = new XdpReturn(() -> machine.cpu);

  XdpExampleTest() {
    // @start region="register"
    rxq.register(new Netdev("eth0", 2), 0);
    rxq.registerMemModel(XdpMemType.PAGE_POOL, pool); // the pool has two users now
    // @end
  }

  private XdpBuff received(int length) {
    machine.napi.schedule(0);
    machine.cpu.cpu(0).softirq(true);
    Page page = Objects.requireNonNull(pool.allocPages());
    machine.arrive(pool.dmaAddr(page) + HEADROOM, length, 0x33);
    // @start region="receive"
    pool.dmaSyncForCpu(page, 0, pool.params().maxLenBytes()); // all that a program may touch
    // @end
    return new XdpBuff(page, 0, HEADROOM, length, 4096);
  }

  private static Page pageOf(XdpBuff buff) {
    return Objects.requireNonNull(buff.toFrame()).head();
  }

  @Test
  void droppedFrameGoesBackWithEverythingThatWasTouched() {
    XdpBuff buff = received(1000);
    Page page = pageOf(buff);
    // @start region="drop"
    buff.adjustTail(200); // the program grew the frame and wrote there ...
    machine.memory.cpuWriteByte(page.physicalAddress() + HEADROOM + 1199, 1);
    buff.adjustTail(-1100); // ... and then cut it
    pool.putPage(page, buff.touchedBytes(HEADROOM), true); // 1200, not 100
    // @end

    assertThat(buff.touchedBytes(HEADROOM)).isEqualTo(1200);
    assertThat(pool.stats().cached).isEqualTo(1);
  }

  @Test
  void transmittedFrameIsSyncedByTheDriverAndReturnsInItsNapi() {
    XdpBuff buff = received(1000);
    // @start region="transmit"
    XdpFrame frame = buff.toFrame(); // null: no room for its header, treat as DROP
    Page page = Objects.requireNonNull(frame).head();
    long bus = pool.dmaAddr(page) + buff.dataOffset();
    machine.nic.syncForDevice(bus, buff.lengthBytes(), pool.dmaDirection());
    machine.nic.deviceRead(bus, new byte[1000], 0, 1000); // the device sends it
    back.frameRxNapi(frame); // at completion, in the same NAPI poll
    // @end

    assertThat(pool.stats().cached).isEqualTo(1);
  }

  @Test
  void redirectedFramesReturnInBulkFromAnotherProcessor() {
    XdpFrame one = Objects.requireNonNull(received(500).toFrame());
    XdpFrame two = Objects.requireNonNull(received(500).toFrame());
    machine.cpu.cpu(1);
    // @start region="redirect"
    back.frameBulk(one); // queued, 16 at most
    back.frameBulk(two);
    back.flush(); // once, at the end of the completion loop
    // @end

    assertThat(pool.stats().ring).isEqualTo(2);
  }

  @Test
  void poolDiesAfterBothUsersLetGo() {
    machine.napi.disable();
    // @start region="unregister"
    rxq.unregister(); // one user less ...
    pool.destroy(); // ... and the driver's own
    // @end

    assertThat(pool.dead()).isTrue();
    assertThat(memIds.size()).isZero();
  }
}
