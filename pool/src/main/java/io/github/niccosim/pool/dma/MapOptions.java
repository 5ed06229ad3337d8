// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

/**
 * How one mapping is made.
 *
 * @param kind kind of function called
 * @param skipCpuSync leave cache work to later syncs
 * @param cacheClean the CPU promises to hold no dirty line
 * @param scatterEntries entries of the scatter-gather call, 0 for others
 */
record MapOptions(
    DmaMapping.Kind kind, boolean skipCpuSync, boolean cacheClean, int scatterEntries) {
  static final MapOptions SYNCED = new MapOptions(DmaMapping.Kind.SINGLE, false, false, 0);
  static final MapOptions SKIPPED = new MapOptions(DmaMapping.Kind.SINGLE, true, false, 0);
  static final MapOptions RESOURCE = new MapOptions(DmaMapping.Kind.RESOURCE, true, false, 0);

  /** Return whether bounce buffers may stand in: only for memory the CPU keeps elsewhere. */
  boolean mayBounce() {
    return kind == DmaMapping.Kind.SINGLE || kind == DmaMapping.Kind.SCATTER;
  }
}
