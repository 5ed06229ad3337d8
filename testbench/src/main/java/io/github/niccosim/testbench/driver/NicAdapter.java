// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

import io.github.niccosim.pool.dma.CoherentBuffer;

/**
 * Know one engine's descriptor format, completion format and registers; nothing else does.
 *
 * <p>Ring indices are free-running: the adapter takes them modulo the ring size and derives
 * generation and phase bits from them. Methods that read registers wait; they run inside a task.
 */
public interface NicAdapter {

  /** Return the size of one descriptor in bytes. */
  int descriptorBytes();

  /** Return the size of one completion in bytes. */
  int completionBytes();

  /**
   * Return the interrupt line of a queue.
   *
   * @param queue receive queue
   * @return bit number of the interrupt output
   */
  int interruptLine(int queue);

  /**
   * Configure everything but the rings and start receiving nothing yet.
   *
   * @param mmio register access
   * @param config settings
   */
  void configure(MmioPort mmio, NicConfig config);

  /**
   * Tell a queue where its rings are and enable it.
   *
   * @param mmio register access
   * @param config settings
   * @param queue receive queue
   * @param descriptors descriptor ring, zero-filled
   * @param completions completion ring, zero-filled
   */
  void startQueue(
      MmioPort mmio,
      NicConfig config,
      int queue,
      CoherentBuffer descriptors,
      CoherentBuffer completions);

  /**
   * Open the MAC side once all queues are ready.
   *
   * @param mmio register access
   */
  void startReceive(MmioPort mmio);

  /**
   * Stop a queue and wait until the engine uses none of its memory.
   *
   * @param mmio register access
   * @param queue receive queue
   */
  void stopQueue(MmioPort mmio, int queue);

  /**
   * Write a descriptor; it must not be visible as valid before it is whole.
   *
   * @param ring descriptor ring
   * @param index free-running index
   * @param busAddress first byte of the buffer for the device
   * @param lengthBytes bytes the device may write, 1..65535
   * @param bufferId number to be echoed in the completion, 0..65535
   */
  void writeDescriptor(
      CoherentBuffer ring, long index, long busAddress, int lengthBytes, int bufferId);

  /**
   * Read a completion if the engine has written it.
   *
   * @param ring completion ring
   * @param index free-running index
   * @param into receives the fields
   * @return {@code false} if this slot is not written yet
   */
  boolean readCompletion(CoherentBuffer ring, long index, RxCompletion into);

  /**
   * Post descriptors up to an index; returns at once.
   *
   * @param mmio register access
   * @param queue receive queue
   * @param producer free-running index behind the last written descriptor
   * @param whenDone called when the write was accepted
   */
  void ringDoorbell(MmioPort mmio, int queue, long producer, Runnable whenDone);

  /**
   * Give completion slots back; returns at once.
   *
   * @param mmio register access
   * @param queue receive queue
   * @param consumer free-running index behind the last handled completion
   * @param arm whether the next completion shall interrupt
   */
  void giveBackCompletions(MmioPort mmio, int queue, long consumer, boolean arm);

  /**
   * Acknowledge an interrupt so that its line falls; returns at once.
   *
   * @param mmio register access
   * @param queue receive queue
   */
  void acknowledgeInterrupt(MmioPort mmio, int queue);

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
   * @param mmio register access
   * @return counters
   */
  NicCounters readCounters(MmioPort mmio);

  /**
   * Read what the engine reports as errors, stray doorbells and failed accesses among them.
   *
   * @param mmio register access
   * @return one short text per error, empty without
   */
  java.util.List<String> readErrors(MmioPort mmio);
}
