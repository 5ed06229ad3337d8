// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.skb;

/** Where the memory of an XDP frame comes from ({@code enum xdp_mem_type}). */
public enum XdpMemType {
  /** Pieces of a page, freed by their reference count. */
  PAGE_SHARED,
  /** Single pages. */
  PAGE_ORDER0,
  /** Pages of a page pool. */
  PAGE_POOL,
  /** Buffers of an AF_XDP socket. */
  XSK_BUFF_POOL
}
