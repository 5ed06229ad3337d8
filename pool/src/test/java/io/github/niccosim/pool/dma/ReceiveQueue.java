// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

import io.github.niccosim.pool.DmaDirection;
import io.github.niccosim.pool.ManualWorkQueue;
import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PagePool;
import io.github.niccosim.pool.PagePoolParams;
import io.github.niccosim.pool.PoolSystem;
import io.github.niccosim.pool.SystemPages;
import java.util.Arrays;
import java.util.Objects;

/** One receive queue without RTL: post a page, let the device write a frame, read it back. */
final class ReceiveQueue {
  final HostMemory memory;
  final ManualWorkQueue work = new ManualWorkQueue();
  final DmaChecker checker = new DmaChecker(work::timePs);
  final DmaDevice device;
  final SystemPages pages = new SystemPages();
  final PagePool pool;
  boolean syncForCpu = true;

  ReceiveQueue(CacheModel model, boolean sync, int offset, int maxLen) {
    memory = new HostMemory(model, 7);
    device = new DmaDevice("nic0", memory, checker);
    pages.listener(
        new SystemPages.Listener() {
          @Override
          public void allocated(Page page) {
            memory.dirty(page, 0xa5);
          }
        });
    PoolSystem system = PoolSystem.builder().pages(pages).workQueue(work).observer(checker).build();
    PagePoolParams.Builder params =
        PagePoolParams.builder()
            .name("rx3")
            .queueIndex(3)
            .poolSize(64)
            .device(device)
            .direction(DmaDirection.FROM_DEVICE)
            .dmaMap()
            .offset(offset)
            .maxLen(maxLen);
    pool = PagePool.create(system, (sync ? params.dmaSyncDev() : params).build());
  }

  Page post() {
    return Objects.requireNonNull(pool.allocPages());
  }

  /** Let the device write a frame of {@code value} bytes in bursts of 256. */
  DmaResult receive(Page page, int length, int value) {
    byte[] frame = new byte[length];
    Arrays.fill(frame, (byte) value);
    long bus = pool.dmaAddr(page) + pool.params().offsetBytes();
    DmaResult worst = DmaResult.OKAY;
    for (int done = 0; done < length; done += 256) {
      work.advance(1000);
      DmaResult result = device.deviceWrite(bus + done, frame, done, Math.min(256, length - done));
      worst = result.compareTo(worst) > 0 ? result : worst;
      memory.adversaryStep();
    }
    return worst;
  }

  /** Read the frame as the driver does. */
  byte[] deliver(Page page, int length) {
    if (syncForCpu) {
      pool.dmaSyncForCpu(page, 0, length);
    }
    byte[] frame = new byte[length];
    memory.cpuRead(page.physicalAddress() + pool.params().offsetBytes(), frame, 0, length);
    return frame;
  }

  /** Run one frame through the queue and return how many bytes came out wrong. */
  int roundTrip(int length, int value) {
    Page page = post();
    receive(page, length, value);
    byte[] frame = deliver(page, length);
    pool.recycleDirect(page);
    int wrong = 0;
    for (byte b : frame) {
      wrong += b == (byte) value ? 0 : 1;
    }
    return wrong;
  }
}
