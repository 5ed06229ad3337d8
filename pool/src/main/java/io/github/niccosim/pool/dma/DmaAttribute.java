// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

/** Attributes of one mapping ({@code DMA_ATTR_*}). */
public enum DmaAttribute {
  /** Leave all cache work to later syncs ({@code DMA_ATTR_SKIP_CPU_SYNC}), as page pools do. */
  SKIP_CPU_SYNC,
  /** The CPU holds no dirty line of the range, and none while mapped: overlaps are harmless. */
  CPU_CACHE_CLEAN
}
