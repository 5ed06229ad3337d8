// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.examples;

import io.github.niccosim.pool.ContextGuard;
import io.github.niccosim.pool.DmaDirection;
import io.github.niccosim.pool.ExecutionContext;
import io.github.niccosim.pool.ManualWorkQueue;
import io.github.niccosim.pool.Napi;
import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PageLedger;
import io.github.niccosim.pool.PagePool;
import io.github.niccosim.pool.PagePoolParams;
import io.github.niccosim.pool.PoolObservers;
import io.github.niccosim.pool.PoolSystem;
import io.github.niccosim.pool.SystemPages;
import io.github.niccosim.pool.dma.DmaChecker;
import io.github.niccosim.pool.dma.DmaDevice;
import io.github.niccosim.pool.dma.HostMemory;
import java.util.Arrays;

/** A non-coherent arm64 machine with one device, for the examples; every detector is on. */
final class ExampleMachine {
  static final int HEADROOM = 256;
  static final int SHARED_INFO = 320;
  static final long SECOND_PS = 1_000_000_000_000L;

  // @start region="machine"
  final HostMemory memory = HostMemory.nonCoherent(/* seed of the cache adversary */ 1);
  final ManualWorkQueue time = new ManualWorkQueue();
  final DmaChecker checker = new DmaChecker(time::timePs).level(DmaChecker.Level.FAIL);
  final DmaDevice nic = new DmaDevice("nic0", memory, checker);
  final PageLedger ledger = new PageLedger(true);
  final ContextGuard guard = new ContextGuard();
  final ExecutionContext cpu = new ExecutionContext();
  final SystemPages pages = new SystemPages();
  final PoolSystem system =
      PoolSystem.builder()
          .pages(pages)
          .context(cpu)
          .workQueue(time)
          .observer(PoolObservers.of(checker, ledger, guard))
          .build();
  // @end

  final Napi napi = new Napi("nic0-rx0", 513);

  ExampleMachine() {
    pages.listener(
        new SystemPages.Listener() {
          @Override
          public void allocated(Page page) {
            memory.dirty(page, 0xa5);
          }
        });
  }

  /** Create the pool of receive queue 0 whose pages have headroom and room for shared info. */
  PagePool pool(DmaDirection direction) {
    // @start region="pool"
    PagePool pool =
        PagePool.create(
            system,
            PagePoolParams.builder()
                .name("rx0")
                .queueIndex(0)
                .poolSize(256) // pages the ring holds: at least the descriptors
                .device(nic)
                .napi(napi)
                .direction(direction) // BIDIRECTIONAL if XDP may transmit from these pages
                .dmaMap()
                .dmaSyncDev()
                .offset(HEADROOM)
                .maxLen(4096 - HEADROOM - SHARED_INFO)
                .build());
    // @end
    return pool;
  }

  /** Let the device write a frame of equal bytes, while the CPU cache does what it wants. */
  void arrive(long bus, int length, int value) {
    byte[] frame = new byte[length];
    Arrays.fill(frame, (byte) value);
    nic.deviceWrite(bus, frame, 0, length);
    memory.adversaryStep();
  }
}
