// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

import io.github.niccosim.pool.DmaDirection;

/** How a CPU's caches treat DMA memory, per architecture. */
public enum CacheModel {
  /** Hardware keeps caches and device in step; syncs do nothing. */
  COHERENT(false, false, false),
  /** Non-coherent arm64, current kernels: receive buffers are cleaned before the device writes. */
  ARM64(true, false, true),
  /** Non-coherent arm64 before Linux 6.0: receive buffers are invalidated beforehand. */
  ARM64_BEFORE_6_0(true, true, true),
  /** 32-bit ARM v7: receive buffers are invalidated beforehand. */
  ARM_V7(true, true, true),
  /** Non-coherent RISC-V: cleaned beforehand, edge lines are invalidated without being cleaned. */
  RISC_V(true, false, false);

  private final boolean nonCoherent;
  private final boolean invalidatesForDevice;
  private final boolean cleansEdges;

  CacheModel(boolean nonCoherent, boolean invalidatesForDevice, boolean cleansEdges) {
    this.nonCoherent = nonCoherent;
    this.invalidatesForDevice = invalidatesForDevice;
    this.cleansEdges = cleansEdges;
  }

  /** Return whether CPU and device can see different bytes. */
  public boolean nonCoherent() {
    return nonCoherent;
  }

  /** Return whether sync-for-device drops lines instead of writing them back. */
  boolean invalidatesForDevice(DmaDirection direction) {
    return invalidatesForDevice && direction == DmaDirection.FROM_DEVICE;
  }

  /** Return whether lines only partly inside an invalidated range are written back first. */
  boolean cleansEdges() {
    return cleansEdges;
  }
}
