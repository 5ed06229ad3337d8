// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

/**
 * Post buffers to one transmit queue of an engine and read its completions, in the engine's own
 * format; the counterpart of {@link RxRing}.
 *
 * <p>Indices are free-running. Each frame is completed once, in order. Methods that read registers
 * wait, so everything here runs inside a task.
 */
public interface TxRing {

  /** Return how many buffers can be posted at once, a power of two. */
  int entries();

  /** Return how many buffers one frame may have, at least 1. */
  int maxFragments();

  /**
   * Write a descriptor; it must not be visible as valid before it is whole.
   *
   * @param index free-running index
   * @param fragment buffer and what to do with it
   */
  void post(long index, TxFragment fragment);

  /**
   * Make descriptors up to an index valid; returns at once.
   *
   * @param producer free-running index behind the last written descriptor
   */
  void ringDoorbell(long producer);

  /**
   * Read a completion if the engine has written it.
   *
   * @param index free-running index of the completion
   * @param into receives the fields
   * @return {@code false} if there is none yet
   */
  boolean readCompletion(long index, TxCompletion into);

  /**
   * Give completion slots back; returns at once.
   *
   * @param consumer free-running index behind the last handled completion
   * @param arm whether the next completion shall interrupt; if there is one beyond {@code consumer}
   *     already, it interrupts at once
   */
  void giveBack(long consumer, boolean arm);

  /** Acknowledge an interrupt so that its line falls; returns at once. */
  void acknowledgeInterrupt();

  /** Stop the queue and wait until the engine uses none of its memory. */
  void stop();

  /** Free the memory of the rings; the queue must have stopped. */
  void release();
}
