// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.stream;

import org.jspecify.annotations.Nullable;

/**
 * Hand frames to an {@link AxiStreamSource} one at a time, so that a capture of any size passes
 * through constant memory.
 */
@FunctionalInterface
public interface FrameSupplier {

  /**
   * Return the next frame; called on the simulation thread, one frame ahead of the bus.
   *
   * @return the next frame, or {@code null} when there is none any more; not called again after
   *     {@code null}
   */
  @Nullable StreamFrame next();
}
