// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

/** What {@link Signal#set} does with a value; see {@link Model#setWriteMode}. */
public enum WriteMode {
  /** Store at once; visible to the model at the next {@link Model#eval()}. */
  IMMEDIATE,
  /**
   * Collect; {@link Stepper#advance} stores all of them after the clocks of a time step toggled.
   */
  DEFERRED,
  /** Refuse with a {@link ModelException}: the values of this time step are final. */
  READ_ONLY
}
