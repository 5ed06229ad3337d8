// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import java.io.Serial;

/**
 * A pool was used from a context that may not do so; the cause, if any, is where the other context
 * used it last.
 */
public final class PoolContextException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient PagePool pool;

  PoolContextException(String message, PagePool pool) {
    super(message);
    this.pool = pool;
  }

  /** Return the pool in question. */
  public PagePool pool() {
    return pool;
  }
}
