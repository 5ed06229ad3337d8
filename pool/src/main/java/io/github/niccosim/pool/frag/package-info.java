// SPDX-License-Identifier: Apache-2.0
/**
 * Page fragment caches: small pieces of memory for socket buffer heads, without any pool.
 *
 * <p><b>Place in the flow.</b> A driver without a page pool, or the stack itself, cuts buffers from
 * a {@link io.github.niccosim.pool.frag.PageFragCache}; each piece is freed on its own, from
 * anywhere.
 *
 * <p><b>Ownership.</b> Users are counted in the memory manager's count of the page, not in the pool
 * reference count. The cache loads the page with many references at once and gives pieces away by
 * lowering its own bias; when the page is used up the spare ones are taken back in one step.
 * Nothing is mapped, and a page never moves between caches.
 *
 * <p><b>Threads.</b> One cache belongs to one context; pieces may be freed by any thread.
 *
 * <p><b>Units.</b> Sizes, offsets and alignments are bytes.
 *
 * <p><b>Errors.</b> No memory, or a request that does not fit, yields {@code false}; a negative
 * size or an alignment that is no power of two throws.
 *
 * <p><b>Kernel counterpart.</b> {@code mm/page_frag_cache.c}, {@code netdev_alloc_frag}, {@code
 * napi_alloc_frag} in {@code net/core/skbuff.c}.
 */
@NullMarked
package io.github.niccosim.pool.frag;

import org.jspecify.annotations.NullMarked;
