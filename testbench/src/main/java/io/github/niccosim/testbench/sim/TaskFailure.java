// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

/**
 * Where and when a background task failed; attached to its exception as a suppressed one, so that
 * the exception keeps its type and its stack trace.
 */
public final class TaskFailure extends Exception {
  private static final long serialVersionUID = 1L;

  TaskFailure(String message) {
    super(message, null, false, false);
  }
}
