// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

/**
 * Direction of a DMA mapping, numbered as the kernel's {@code enum dma_data_direction}.
 *
 * <p>The zero value is {@link #BIDIRECTIONAL}: parameters that leave the direction out mean that.
 */
public enum DmaDirection {
  /** Device reads and writes. */
  BIDIRECTIONAL,
  /** Device only reads: transmit buffers. */
  TO_DEVICE,
  /** Device only writes: receive buffers. */
  FROM_DEVICE,
  /** No direction; legal only for pools that do not map. */
  NONE;

  /** Return whether the device may write memory mapped this way. */
  public boolean deviceMayWrite() {
    return this == BIDIRECTIONAL || this == FROM_DEVICE;
  }

  /** Return whether the device may read memory mapped this way. */
  public boolean deviceMayRead() {
    return this == BIDIRECTIONAL || this == TO_DEVICE;
  }
}
