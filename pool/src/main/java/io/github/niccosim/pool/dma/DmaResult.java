// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

/** Answer of the bus to one device access. */
public enum DmaResult {
  /** Done. */
  OKAY,
  /** The mapping forbids this access; AXI answers SLVERR. */
  SLAVE_ERROR,
  /** Nothing is mapped there; AXI answers DECERR. */
  DECODE_ERROR
}
