// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

/** A device that only counts what a pool asks of it. */
final class CountingDevice implements DmaOps {
  long maps;
  long unmaps;
  long syncs;
  long syncBytes;
  int failingMaps;
  boolean needsSync = true;

  @Override
  public long mapPage(
      Page page, long offsetBytes, long lengthBytes, DmaDirection direction, boolean skipCpuSync) {
    if (failingMaps > 0) {
      failingMaps--;
      return MAPPING_ERROR;
    }
    maps++;
    return page.physicalAddress() + (1L << 40);
  }

  @Override
  public void unmapPage(
      long busAddress, long lengthBytes, DmaDirection direction, boolean skipCpuSync) {
    unmaps++;
  }

  @Override
  public void syncForDevice(long busAddress, long lengthBytes, DmaDirection direction) {
    syncs++;
    syncBytes += lengthBytes;
  }

  @Override
  public void syncForCpu(long busAddress, long lengthBytes, DmaDirection direction) {}

  @Override
  public boolean needsSync() {
    return needsSync;
  }
}
