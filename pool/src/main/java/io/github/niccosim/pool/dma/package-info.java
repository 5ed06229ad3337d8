// SPDX-License-Identifier: Apache-2.0
/**
 * Host memory as CPU and device see it, DMA mappings, and the checker that watches both.
 *
 * <p><b>Place in the flow.</b> A {@link io.github.niccosim.pool.PagePool} maps its pages through a
 * {@link io.github.niccosim.pool.dma.DmaDevice} and syncs them; the bus model carries the device's
 * reads and writes to the same object by bus address; the driver reads frames through {@link
 * io.github.niccosim.pool.dma.HostMemory}.
 *
 * <p><b>Ownership.</b> Every byte of a mapped buffer belongs to the CPU or to the device. Mapping
 * (without skip-cpu-sync) and sync-for-device give bytes to the device, sync-for-cpu and unmap give
 * them back; a page that lies idle in its pool belongs to neither. {@link
 * io.github.niccosim.pool.dma.DmaChecker} reports the first access by the wrong side. On
 * non-coherent memory the same mistake also loses the data, as it does on hardware.
 *
 * <p><b>A machine with everything that watches:</b>
 *
 * {@snippet file="io/github/niccosim/pool/examples/ExampleMachine.java" region="machine"}
 *
 * <p><b>Threads.</b> One thread at a time: the simulation's.
 *
 * <p><b>Units.</b> Addresses, offsets and lengths are bytes; values are little-endian; time is
 * picoseconds. Physical addresses start at 2 GiB, bus addresses at 64 GiB: they never overlap.
 *
 * <p><b>Errors.</b> A device access fails with a {@link io.github.niccosim.pool.dma.DmaResult};
 * broken rules become {@link io.github.niccosim.pool.dma.DmaViolation} records, or exceptions when
 * the checker is set to fail; impossible arguments throw.
 *
 * <p><b>Kernel counterpart.</b> {@code kernel/dma/mapping.c}, {@code kernel/dma/debug.c}, {@code
 * arch/<arch>/mm/dma-mapping.c}.
 */
@NullMarked
package io.github.niccosim.pool.dma;

import org.jspecify.annotations.NullMarked;
