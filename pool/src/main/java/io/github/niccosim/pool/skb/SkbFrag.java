// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.skb;

import io.github.niccosim.pool.Page;

/**
 * Piece of a page that a socket buffer holds ({@code skb_frag_t}).
 *
 * @param page page the bytes lie in
 * @param offsetBytes first byte inside the page
 * @param sizeBytes bytes
 */
public record SkbFrag(Page page, int offsetBytes, int sizeBytes) {}
