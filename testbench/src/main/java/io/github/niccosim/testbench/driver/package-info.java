// SPDX-License-Identifier: Apache-2.0
/**
 * Model a Linux NIC driver in simulated time, and judge what it receives.
 *
 * <p>Stations of the flow: the engine's completion arrives in a ring, an interrupt starts NAPI, the
 * poll hands each page's frame to a consumer, recycles the page into its pool, refills the ring and
 * rings the doorbell. {@link io.github.niccosim.testbench.driver.Scoreboard} is the consumer that
 * compares every byte with what was sent.
 *
 * <pre>
 *   irq_o ─▶ IrqLines ─▶ NapiTask ─▶ RxQueue.poll ─▶ RxConsumer
 *                                       │  ▲
 *               PagePool ◀── recycle ───┘  └── refill ──▶ MmioPort ─▶ doorbell
 *   m_axi ─▶ HostBus ─▶ DmaDevice ─▶ HostMemory
 * </pre>
 *
 * <p>Ownership: a page belongs to the pool until {@link
 * io.github.niccosim.testbench.driver.RxQueue} allocates it, to the device while its descriptor is
 * posted, to the poll while its frame is delivered. Each queue's NAPI runs on a simulated CPU of
 * its own.
 *
 * <p>Threads: everything runs on the simulation's thread. Software takes simulated time according
 * to {@link io.github.niccosim.testbench.driver.CostTable}; costs are added up and spent per step.
 *
 * <p>Units: times in picoseconds unless the name says otherwise; latencies in cycles of the NIC's
 * clock; ring indices are free-running and taken modulo the ring size at the last moment.
 *
 * <p>Only {@link io.github.niccosim.testbench.driver.NicAdapter} knows descriptor formats and
 * registers: another engine plugs in by another adapter.
 *
 * <p>Errors: what the engine does wrong is counted and named ({@link
 * io.github.niccosim.testbench.driver.DriverFault}), never thrown; misuse of this package throws.
 *
 * <p>Kernel counterparts: {@code napi_struct}, {@code ndo_open}, a driver's {@code clean_rx_irq}
 * and {@code alloc_rx_buffers}.
 */
@NullMarked
package io.github.niccosim.testbench.driver;

import org.jspecify.annotations.NullMarked;
