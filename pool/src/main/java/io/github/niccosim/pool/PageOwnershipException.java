// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import java.io.Serial;

/** A page was used by someone who does not hold it: returned twice, foreign, or freed. */
public final class PageOwnershipException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Page page;

  /**
   * Create the exception.
   *
   * @param message what is broken, with values
   * @param page the page in question
   */
  public PageOwnershipException(String message, Page page) {
    super(message);
    this.page = page;
  }

  /** Return the page that was misused. */
  public Page page() {
    return page;
  }
}
