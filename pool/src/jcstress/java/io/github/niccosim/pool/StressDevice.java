// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import java.util.concurrent.atomic.AtomicInteger;

/** A device with one address for everything; counts unmappings of it and of anything else. */
final class StressDevice implements DmaOps {
  private static final int WRONG = 100;

  private final long bus;
  private final AtomicInteger unmapped = new AtomicInteger();

  StressDevice(long bus) {
    this.bus = bus;
  }

  /** Return how often the address was unmapped, and more than 99 if another one was. */
  int unmappedRightly() {
    return unmapped.get();
  }

  @Override
  public long mapPage(
      Page page, long offsetBytes, long lengthBytes, DmaDirection direction, boolean skipCpuSync) {
    return bus;
  }

  @Override
  public void unmapPage(
      long busAddress, long lengthBytes, DmaDirection direction, boolean skipCpuSync) {
    unmapped.addAndGet(busAddress == bus ? 1 : WRONG);
  }

  @Override
  public void syncForDevice(long busAddress, long lengthBytes, DmaDirection direction) {}

  @Override
  public void syncForCpu(long busAddress, long lengthBytes, DmaDirection direction) {}

  @Override
  public boolean needsSync() {
    return true;
  }
}
