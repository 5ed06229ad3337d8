// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

/**
 * Unwinds a cancelled task so that its {@code finally} blocks run.
 *
 * <p>An {@link Error}, like the former {@code ThreadDeath}, so that a {@code catch (Exception e)}
 * in a model does not swallow it. Waiting again in a cancelled task throws it again.
 */
public final class TaskCancelled extends Error {
  private static final long serialVersionUID = 1L;

  TaskCancelled(String message) {
    super(message, null, false, false);
  }
}
