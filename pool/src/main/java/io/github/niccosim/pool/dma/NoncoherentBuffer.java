// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

import io.github.niccosim.pool.DmaDirection;

/**
 * Cached memory allocated and mapped in one step ({@code dma_alloc_noncoherent}): both sides need
 * syncs, and the mapping lasts as long as the memory.
 *
 * @param physicalAddress first byte, for {@link HostMemory}
 * @param busAddress first byte for the device and for syncs
 * @param sizeBytes size in bytes
 * @param direction direction of the mapping
 */
public record NoncoherentBuffer(
    long physicalAddress, long busAddress, int sizeBytes, DmaDirection direction) {}
