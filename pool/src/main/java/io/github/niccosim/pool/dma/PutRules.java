// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PagePool;

/** Rules for returning pages: once per reference, to the pool that owns the page. */
final class PutRules {
  private final DmaReports reports;
  private boolean letPass;

  PutRules(DmaReports reports) {
    this.reports = reports;
  }

  void letPass(boolean value) {
    letPass = value;
  }

  /** Check one put and count it; returns whether it may happen. */
  boolean check(PagePool pool, Page page, DmaBuffer buffer) {
    DmaRule broken = null;
    if (page.pool() == null) {
      broken = DmaRule.RELEASED_PUT;
    } else if (page.pool() != pool) {
      broken = DmaRule.FOREIGN_PUT;
    } else if (buffer.references <= 0) {
      broken = DmaRule.DOUBLE_PUT;
    }
    if (broken == null) {
      buffer.references--;
      return true;
    }
    reports.buffer(broken, buffer, pool, 0, buffer.owners.length - 1, "");
    return letPass;
  }
}
