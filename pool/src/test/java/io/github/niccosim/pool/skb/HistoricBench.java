// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.skb;

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
import io.github.niccosim.pool.dma.CacheModel;
import io.github.niccosim.pool.dma.DmaChecker;
import io.github.niccosim.pool.dma.DmaDevice;
import io.github.niccosim.pool.dma.DmaRule;
import io.github.niccosim.pool.dma.DmaViolation;
import io.github.niccosim.pool.dma.HostMemory;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One receive queue on a non-coherent machine with dirty fresh pages and all detectors on. */
final class HistoricBench {
  static final long SECOND = 1_000_000_000_000L;

  final HostMemory memory = new HostMemory(CacheModel.ARM64, 3);
  final ManualWorkQueue work = new ManualWorkQueue();
  final DmaChecker checker = new DmaChecker(work::timePs);
  final PageLedger ledger = new PageLedger(false).collect(true);
  final ContextGuard guard = new ContextGuard().collect(true);
  final DmaDevice device = new DmaDevice("nic0", memory, checker);
  final ExecutionContext context = new ExecutionContext();
  final Napi napi = new Napi("napi0", 1);
  final SystemPages pages =
      new SystemPages()
          .listener(
              new SystemPages.Listener() {
                @Override
                public void allocated(Page page) {
                  memory.dirty(page, 0xa5);
                }
              });
  final PoolSystem system =
      PoolSystem.builder()
          .pages(pages)
          .context(context)
          .workQueue(work)
          .observer(PoolObservers.of(checker, ledger, guard))
          .build();
  PagePool pool = create(true, null);

  PagePool create(boolean sync, @Nullable Napi with) {
    PagePoolParams.Builder params =
        PagePoolParams.builder()
            .name("rx0")
            .poolSize(256)
            .device(device)
            .dmaMap()
            .direction(DmaDirection.FROM_DEVICE)
            .napi(with)
            .maxLen(4096);
    return PagePool.create(system, (sync ? params.dmaSyncDev() : params).build());
  }

  Page page() {
    return Objects.requireNonNull(pool.allocPages());
  }

  void receive(Page page, int length) {
    device.deviceWrite(pool.dmaAddr(page), new byte[length], 0, length);
  }

  List<DmaRule> rules() {
    return checker.violations().stream().map(DmaViolation::rule).toList();
  }
}
