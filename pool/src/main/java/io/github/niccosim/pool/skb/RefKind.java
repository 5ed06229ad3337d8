// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.skb;

import io.github.niccosim.pool.Page;

/** Kind of one page reference; it must be dropped in the kind it was taken in. */
public enum RefKind {
  /** Pool reference ({@code pp_ref_count}), dropped by a put to the pool. */
  POOL,
  /** Memory-manager reference ({@code _refcount}), dropped by {@code put_page}. */
  PLAIN;

  /** Return the kind a driver has on a page it allocated: of its pool, or plain. */
  static RefKind of(Page page) {
    return page.isPoolPage() ? POOL : PLAIN;
  }
}
