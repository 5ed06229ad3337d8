// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import java.io.Serial;

/** A pool function failed with an error number, as the kernel's encoded error pointer. */
public final class PagePoolException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final Errno errno;

  /**
   * Create the exception.
   *
   * @param errno kernel error number
   * @param message what is broken, with values
   */
  public PagePoolException(Errno errno, String message) {
    super(message + " errno=" + errno);
    this.errno = errno;
  }

  /** Return the kernel error number. */
  public Errno errno() {
    return errno;
  }
}
