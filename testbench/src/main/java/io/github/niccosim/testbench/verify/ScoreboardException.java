// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.verify;

/** A transaction was wrong, unexpected or missing. */
public final class ScoreboardException extends AssertionError {
  private static final long serialVersionUID = 1L;

  ScoreboardException(String message) {
    super(message);
  }
}
