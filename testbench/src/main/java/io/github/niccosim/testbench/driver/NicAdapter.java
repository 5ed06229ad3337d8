// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

import io.github.niccosim.testbench.traffic.FrameSteering;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Know one engine's descriptor format, completion format and registers; nothing else does.
 *
 * <p>This is the class to write for an engine of your own: driver, NAPI, page pools, scoreboard,
 * bus models and suites are the same for all. An adapter keeps no state of a run: what belongs to a
 * queue lives in its {@link RxRing} or {@link TxRing}. Methods that read registers wait; they run
 * inside a task.
 */
public interface NicAdapter {

  /** Return sizes, limits and port names. */
  EngineTraits traits();

  /**
   * Return how the engine chooses a receive queue, computed independently of it.
   *
   * @param config settings
   * @return expectation for the scoreboard
   */
  FrameSteering steering(NicConfig config);

  /**
   * Return the interrupt line of a receive queue.
   *
   * @param queue receive queue
   * @return bit number of the interrupt output
   */
  int interruptLine(int queue);

  /**
   * Configure everything but the queues; receive nothing yet.
   *
   * @param host registers and settings
   */
  void configure(EngineHost host);

  /**
   * Allocate what a receive queue needs, tell the engine about it and enable the queue.
   *
   * @param host registers, memory and settings
   * @param queue receive queue
   * @param written told the slot of each completion the moment the host could see it, in 0..{@link
   *     RxRing#completionEntries()} - 1
   * @return the queue, empty
   */
  RxRing openReceive(EngineHost host, int queue, IntConsumer written);

  /**
   * Return the interrupt line of a transmit queue.
   *
   * @param queue transmit queue
   * @return bit number of the interrupt output
   */
  int transmitInterruptLine(int queue);

  /**
   * Allocate what a transmit queue needs, tell the engine about it and enable the queue.
   *
   * @param host registers, memory and settings
   * @param queue transmit queue
   * @param written told the slot of each completion the moment the host could see it
   * @return the queue, empty
   */
  TxRing openTransmit(EngineHost host, int queue, IntConsumer written);

  /**
   * Open the MAC side, both directions, once all queues are ready.
   *
   * @param mmio register access
   */
  void start(MmioPort mmio);

  /**
   * Say whether the engine holds no frame and has no access under way.
   *
   * @param mmio register access
   * @return {@code true} when idle
   */
  boolean isIdle(MmioPort mmio);

  /**
   * Read all counters.
   *
   * @param host registers and settings
   * @return counters
   */
  NicCounters readCounters(EngineHost host);

  /**
   * Read what the engine reports as errors, stray doorbells and failed accesses among them.
   *
   * @param mmio register access
   * @return one short text per error, empty without
   */
  List<String> readErrors(MmioPort mmio);
}
