// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

import java.io.Serial;

/** A DMA rule was broken while the checker was set to fail. */
public final class DmaViolationException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient DmaViolation violation;

  /**
   * Create the exception.
   *
   * @param violation what was broken
   */
  public DmaViolationException(DmaViolation violation) {
    super(violation.toString());
    this.violation = violation;
  }

  /** Return what was broken. */
  public DmaViolation violation() {
    return violation;
  }
}
