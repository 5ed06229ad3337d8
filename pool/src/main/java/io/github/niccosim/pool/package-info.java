// SPDX-License-Identifier: Apache-2.0
/**
 * Page pools with the exact semantics of Linux {@code page_pool}, in pure Java.
 *
 * <p><b>Place in the flow.</b> A NIC driver takes pages from a {@link
 * io.github.niccosim.pool.PagePool} and posts them to a receive queue; when the frame has been
 * consumed, page or fragment comes back through one of the put functions and is posted again.
 *
 * <pre>
 *   PageSupply --adopt, map, sync--&gt; cache --allocPages--&gt; driver --post--&gt; device
 *        ^                            ^  ^                                   |
 *        |                     refill |  | direct put (consumer)             | frame
 *        |                            |  |                                   v
 *     release &lt;--- ring full ------- ring &lt;------ put (any context) ---- skb, XDP frame
 * </pre>
 *
 * <p><b>Ownership.</b> A pool owns a page from adoption to release, wherever the page is; {@code
 * inflight} counts exactly these pages. The holder of a pool reference may use the page until it
 * puts the reference. Two counts must not be confused: {@link
 * io.github.niccosim.pool.Page#refCount()} (memory manager, the pool keeps one) and {@link
 * io.github.niccosim.pool.Page#poolRefCount()} (fragments, recycling socket buffers).
 *
 * <p><b>Threads.</b> One consumer context per pool allocates, returns directly, changes the node
 * and destroys. Every other return may come from any thread: it takes the producer lock of the ring
 * and publishes the page with release, the consumer takes it with acquire.
 *
 * <p><b>Units.</b> Sizes, offsets and addresses are bytes; simulated time is picoseconds.
 *
 * <p><b>Errors.</b> Creation fails with {@link io.github.niccosim.pool.PagePoolException} and the
 * kernel's errno; an empty page supply yields {@code null}; a freed page put again throws {@link
 * io.github.niccosim.pool.PageOwnershipException}. Broken rules are reported by the {@link
 * io.github.niccosim.pool.PoolObserver} of the system.
 *
 * <p><b>Kernel counterpart.</b> {@code net/core/page_pool.c}, {@code include/net/page_pool/}.
 */
@NullMarked
package io.github.niccosim.pool;

import org.jspecify.annotations.NullMarked;
