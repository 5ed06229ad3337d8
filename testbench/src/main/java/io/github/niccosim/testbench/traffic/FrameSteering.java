// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.traffic;

/** Say which receive queue a frame belongs to: what an engine's steering is held against. */
@FunctionalInterface
public interface FrameSteering {

  /**
   * Compute the target of a frame.
   *
   * @param frame first byte is the destination address; not changed
   * @return queue, and hash where the engine reports one
   */
  RssSteering.Steered steer(byte[] frame);
}
