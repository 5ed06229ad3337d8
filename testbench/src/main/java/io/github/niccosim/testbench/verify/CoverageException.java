// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.verify;

/** An illegal bin was hit, a goal was missed, or two reports do not fit together. */
public final class CoverageException extends AssertionError {
  private static final long serialVersionUID = 1L;

  CoverageException(String message) {
    super(message);
  }
}
