// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Describe one engine to the bench: sizes, limits, and where its ports are.
 *
 * @param ports names of the top level's ports
 * @param rxQueues receive queues, at least 1
 * @param txQueues transmit queues, 0 without a transmit side
 * @param maxFrameBytes longest frame
 * @param bufferBytes packet buffer between MAC and bus: bounds the frames that are under way
 * @param maxOutstandingWrites write bursts that may be in flight, held against the bus
 * @param maxOutstandingReads read bursts that may be in flight, held against the bus
 * @param legalUser which AxUSER values may appear; {@code null} without such signals
 */
public record EngineTraits(
    NicPorts ports,
    int rxQueues,
    int txQueues,
    int maxFrameBytes,
    int bufferBytes,
    int maxOutstandingWrites,
    int maxOutstandingReads,
    @Nullable LongPredicate legalUser) {}
