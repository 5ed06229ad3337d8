// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

import io.github.niccosim.pool.dma.DmaDevice;

/**
 * Hand an adapter what a driver has: registers, memory the device can reach, and settings.
 *
 * @param mmio register access
 * @param device allocates memory for rings; addresses are bus addresses
 * @param bus tells about device writes to memory the adapter watches
 * @param config settings
 */
public record EngineHost(MmioPort mmio, DmaDevice device, HostBus bus, NicConfig config) {}
