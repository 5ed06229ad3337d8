// SPDX-License-Identifier: Apache-2.0
/**
 * Page pools with the exact semantics of Linux {@code page_pool}, in pure Java.
 *
 * <p><b>Place in the flow.</b> A NIC driver takes pages from a {@link
 * io.github.niccosim.pool.PagePool} and posts them to a receive queue; when the frame has been
 * consumed, page or fragment comes back through one of the put functions and is posted again. A
 * page that circulates costs no allocation, no mapping, and only the cache work of the bytes that
 * were written.
 *
 * <h2>Life of a page</h2>
 *
 * <pre>
 *   PageSupply --- adopt: map, sync for device, hold+1 ---&gt;  cache (128, last in first out)
 *       ^                                                     |  ^            ^
 *       |                                          allocPages |  | direct put | refill, 64 at once
 *       |                                                     v  |            |
 *       |                                                   driver            |
 *       |                                                     | post          |
 *       |                                                     v               |
 *       |                                                   device            |
 *       |                                                     | frame         |
 *       |                                                     v               |
 *       |        unmap, release+1                  skb, XDP frame, socket     |
 *       +------- ring full, ref &gt; 1, pfmemalloc, &lt;--- put ----+----&gt; ring (first in first out)
 *                other node, destroy                     any context
 * </pre>
 *
 * <p><b>Ownership.</b> A pool owns a page from adoption to release, wherever the page is; {@code
 * inflight = hold - release} counts exactly these pages, so it is 64 after the first allocation.
 * The holder of a pool reference may use the page until it puts the reference. Two counts must not
 * be confused: {@link io.github.niccosim.pool.Page#refCount()} (memory manager, the pool keeps one)
 * and {@link io.github.niccosim.pool.Page#poolRefCount()} (fragments, recycling socket buffers; 1
 * while idle). A page whose memory-manager count is not 1 at the last put leaves the pool.
 *
 * <h2>Who may call what from where</h2>
 *
 * <pre>
 *   context                         alloc, fragments,   put with       put without     destroy
 *                                   updateNid           allowDirect    allowDirect
 *   consumer: the NAPI poll              yes                yes            yes            -
 *   another softirq, same CPU            -                  -              yes (a)        -
 *   another CPU, process, worker         -                  -              yes            -
 *   process, NAPI disabled               yes                yes            yes            yes
 *   hard interrupt                       -                  -              -              -
 *
 *   (a) goes to the cache while the pool's NAPI is scheduled on that CPU, never on a real-time build
 * </pre>
 *
 * <p><b>Threads.</b> One consumer context per pool allocates, returns directly, changes the node
 * and destroys. Every other return may come from any thread: it takes the producer lock of the ring
 * and publishes the page with release, the consumer takes it with acquire. {@link
 * io.github.niccosim.pool.ContextGuard} names what is not ordered.
 *
 * <h2>Sync rules</h2>
 *
 * <pre>
 *    0        offset                         offset+max_len         buffer size
 *    |--headroom--|======== synced for device =======|---- tailroom ----|
 *                 |&lt;--- min(dma_sync_size, max_len) --&gt;|
 *                  device may write here and nowhere else
 * </pre>
 *
 * <p>The pool syncs for the device when it adopts a page ({@code max_len} bytes) and at the last
 * put of a page it keeps ({@code min(dma_sync_size, max_len)}); never at allocation, because every
 * idle page is device-ready already, and never at unmap. The driver syncs for the CPU before it
 * reads. {@code dma_sync_size} is the larger of what the device wrote and what the CPU wrote,
 * counted from the offset; −1 is always right, and the only right one for fragments.
 *
 * <h2>Recipe: whole pages</h2>
 *
 * {@snippet file="io/github/niccosim/pool/examples/ExampleMachine.java" region="pool"}
 *
 * <p>Post a page:
 *
 * {@snippet file="io/github/niccosim/pool/examples/WholePagesExampleTest.java" region="post"}
 *
 * <p>Poll its completion:
 *
 * {@snippet file="io/github/niccosim/pool/examples/WholePagesExampleTest.java" region="poll"}
 *
 * <h2>Recipe: split pages</h2>
 *
 * <p>The pool syncs whole pages, so that it does not matter whose put is the last:
 *
 * {@snippet file="io/github/niccosim/pool/examples/SplitPagesExampleTest.java" region="pool"}
 *
 * {@snippet file="io/github/niccosim/pool/examples/SplitPagesExampleTest.java" region="cut"}
 *
 * {@snippet file="io/github/niccosim/pool/examples/SplitPagesExampleTest.java" region="return"}
 *
 * <p>A driver that wants to cut a page itself says how many holders it will have:
 *
 * {@snippet file="io/github/niccosim/pool/examples/SplitPagesExampleTest.java" region="fragment"}
 *
 * <p>XDP and socket buffers: {@link io.github.niccosim.pool.skb}.
 *
 * <h2>Recipe: teardown</h2>
 *
 * {@snippet file="io/github/niccosim/pool/examples/TeardownExampleTest.java" region="teardown"}
 *
 * <p>A page in a socket comes back later, or never; the pool waits:
 *
 * {@snippet file="io/github/niccosim/pool/examples/TeardownExampleTest.java" region="last"}
 *
 * <p><b>Units.</b> Sizes, offsets and addresses are bytes; simulated time is picoseconds.
 *
 * <p><b>Errors.</b> Creation fails with {@link io.github.niccosim.pool.PagePoolException} and the
 * kernel's errno; an empty page supply yields {@code null}; a freed page put again throws {@link
 * io.github.niccosim.pool.PageOwnershipException}. Broken rules are reported by the {@link
 * io.github.niccosim.pool.PoolObserver} of the system: {@link io.github.niccosim.pool.PageGuard}
 * unless another is set, and {@link io.github.niccosim.pool.PageLedger}, {@link
 * io.github.niccosim.pool.ContextGuard}, {@link io.github.niccosim.pool.dma.DmaChecker} and {@link
 * io.github.niccosim.pool.dma.PagePoison} when asked for.
 *
 * <p><b>Kernel counterpart.</b> {@code net/core/page_pool.c}, {@code include/net/page_pool/}.
 */
@NullMarked
package io.github.niccosim.pool;

import org.jspecify.annotations.NullMarked;
