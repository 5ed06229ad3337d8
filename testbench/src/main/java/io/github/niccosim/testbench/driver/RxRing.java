// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

/**
 * Post buffers to one receive queue of an engine and read its completions, in the engine's own
 * format.
 *
 * <p>Indices are free-running; completions come in the order of descriptors. Methods that read
 * registers wait, so everything here runs inside a task.
 */
public interface RxRing {

  /** Return how many buffers can be posted at once, a power of two. */
  int entries();

  /** Return how many completions can wait, a power of two. */
  int completionEntries();

  /**
   * Write a descriptor; it must not be visible as valid before it is whole.
   *
   * @param index free-running index
   * @param busAddress first byte of the buffer for the device
   * @param lengthBytes bytes the device may write, 1..65535
   * @param bufferId number to be echoed in the completion, 0..65535
   */
  void post(long index, long busAddress, int lengthBytes, int bufferId);

  /**
   * Return where a descriptor lies, so that the read that fetches it can be recognised.
   *
   * @param index free-running index
   * @return bus address, or 0 when the engine does not read descriptors from memory
   */
  default long descriptorAddress(long index) {
    return 0;
  }

  /**
   * Make descriptors up to an index valid; returns at once.
   *
   * @param producer free-running index behind the last written descriptor
   * @param whenDone called when the engine has them
   */
  void ringDoorbell(long producer, Runnable whenDone);

  /**
   * Read a completion if the engine has written it.
   *
   * @param index free-running index
   * @param into receives the fields
   * @return {@code false} if there is none yet
   */
  boolean readCompletion(long index, RxCompletion into);

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
