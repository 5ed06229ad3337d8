// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

/**
 * Code that blocks its thread, run beside the simulation.
 *
 * @param <T> type of the result
 */
@FunctionalInterface
public interface BlockingBody<T> {

  /**
   * Run in a thread that is not the simulation's.
   *
   * @param calls the way back into the simulation
   * @return anything
   * @throws Exception anything; it is thrown in the waiting task
   */
  T run(BlockingCalls calls) throws Exception;
}
