// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

import io.github.niccosim.pool.DmaDirection;

/**
 * What a driver says it unmaps or frees, to be compared with the mapping it made.
 *
 * @param kind kind of function called
 * @param busAddress address given
 * @param lengthBytes length given
 * @param direction direction given
 * @param cpuAddress CPU address given, 0 for functions that take none
 * @param sgEntries entry count given, 0 for functions that take none
 */
record UnmapCall(
    DmaMapping.Kind kind,
    long busAddress,
    long lengthBytes,
    DmaDirection direction,
    long cpuAddress,
    int sgEntries) {
  static UnmapCall single(long busAddress, long lengthBytes, DmaDirection direction) {
    return new UnmapCall(DmaMapping.Kind.SINGLE, busAddress, lengthBytes, direction, 0, 0);
  }
}
