// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import io.github.niccosim.pool.dma.DmaChecker;
import io.github.niccosim.pool.dma.DmaDevice;
import io.github.niccosim.pool.dma.HostMemory;

/** What runs beside the measured pool: nothing, a guard, a device that needs syncs, a checker. */
public enum PoolMode {
  /** Any number of producers, no observer, no device. */
  PLAIN,
  /** As {@link #PLAIN}, but one thread promised. */
  CONFINED,
  /** The default of the library: {@link PageGuard}. */
  GUARDED,
  /** No observer; pages are mapped and every return syncs for the device. */
  MAPPED,
  /** As {@link #MAPPED}, with the DMA checker as observer and on the device. */
  CHECKED;

  private static final int RING = 1024;
  private static final int MAX_LEN_BYTES = 2048;

  PagePool createPool() {
    PagePoolParams.Builder params = PagePoolParams.builder().poolSize(RING);
    PoolSystem.Builder system = PoolSystem.builder().context(new ExecutionContext().softirq(false));
    DmaChecker checker = this == CHECKED ? new DmaChecker(() -> 0) : null;
    switch (this) {
      case PLAIN, MAPPED -> system.unguarded();
      case CONFINED -> system.unguarded().confined();
      case GUARDED -> {}
      case CHECKED -> system.observer(checker);
    }
    if (this == MAPPED || this == CHECKED) {
      DmaDevice device = new DmaDevice("bench", HostMemory.coherent(), checker);
      device.needsSync(true);
      params.device(device).dmaMap().dmaSyncDev().maxLen(MAX_LEN_BYTES);
    }
    return PagePool.create(system.build(), params.build());
  }
}
