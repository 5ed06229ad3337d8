// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import io.github.niccosim.bridge.Checkpoint;
import java.util.List;

/**
 * The state of a simulation's model and clocks, to start others from; tasks are not part of it.
 *
 * @param checkpoint state of the model
 * @param clocks driven clocks in the order of their numbers
 */
public record SimSnapshot(Checkpoint checkpoint, List<DrivenClockShape> clocks) {

  /** Copy the list. */
  public SimSnapshot {
    clocks = List.copyOf(clocks);
  }

  /**
   * A driven clock.
   *
   * @param path its signal
   * @param shape how it is driven
   */
  public record DrivenClockShape(String path, ClockOptions shape) {}
}
