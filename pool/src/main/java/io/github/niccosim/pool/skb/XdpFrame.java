// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.skb;

import io.github.niccosim.pool.Page;
import java.util.List;

/**
 * Frame that XDP transmits or redirects ({@code struct xdp_frame}).
 *
 * @param memType where its memory comes from
 * @param head page with the frame header and the first bytes
 * @param frags further pages, empty for a single-buffer frame
 */
public record XdpFrame(XdpMemType memType, Page head, List<Page> frags) {
  /** Return a single-buffer frame of a page pool. */
  public static XdpFrame ofPool(Page head) {
    return new XdpFrame(XdpMemType.PAGE_POOL, head, List.of());
  }
}
