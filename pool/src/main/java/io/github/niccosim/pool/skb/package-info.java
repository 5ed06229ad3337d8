// SPDX-License-Identifier: Apache-2.0
/**
 * Socket buffers and XDP frames: how received pages travel through the stack and back.
 *
 * <p><b>Place in the flow.</b> A driver builds a {@link io.github.niccosim.pool.skb.Skb} around the
 * pages of a frame and marks it; the stack frees it anywhere, any time; the last user of the data
 * returns the pages to their pools. XDP programs send frames back through {@link
 * io.github.niccosim.pool.skb.XdpReturn}.
 *
 * <p><b>Ownership.</b> A marked buffer holds pool references, an unmarked one memory-manager
 * references. The mark is one bit per buffer, nothing on the page; a clone copies it, and whoever
 * drops the data last does the recycling. A buffer may mix pages of pools with others.
 *
 * <p><b>skb recycling.</b> The mark makes the pages come back by themselves, wherever the buffer is
 * freed:
 *
 * {@snippet file="io/github/niccosim/pool/examples/SkbRecyclingExampleTest.java" region="build"}
 *
 * {@snippet file="io/github/niccosim/pool/examples/SkbRecyclingExampleTest.java" region="clone"}
 *
 * <p>Merging keeps every reference in its kind; buffers of different marks are refused:
 *
 * {@snippet file="io/github/niccosim/pool/examples/SkbRecyclingExampleTest.java" region="coalesce"}
 *
 * <p><b>XDP.</b> Register the queue and its memory, or the pool once and {@linkplain
 * io.github.niccosim.pool.skb.XdpRxqInfo#attachPool attach} the queues to it:
 *
 * {@snippet file="io/github/niccosim/pool/examples/XdpExampleTest.java" region="register"}
 *
 * <p>Sync for the CPU before the program runs, put with what it touched when it drops:
 *
 * {@snippet file="io/github/niccosim/pool/examples/XdpExampleTest.java" region="receive"}
 *
 * {@snippet file="io/github/niccosim/pool/examples/XdpExampleTest.java" region="drop"}
 *
 * <p>Transmit from the same page; the pool is BIDIRECTIONAL for this:
 *
 * {@snippet file="io/github/niccosim/pool/examples/XdpExampleTest.java" region="transmit"}
 *
 * <p>Frames redirected to another device return from wherever that device completes them:
 *
 * {@snippet file="io/github/niccosim/pool/examples/XdpExampleTest.java" region="redirect"}
 *
 * <p>At the end both users let go:
 *
 * {@snippet file="io/github/niccosim/pool/examples/XdpExampleTest.java" region="unregister"}
 *
 * <p><b>Threads.</b> A buffer belongs to one thread; different buffers over different data may be
 * freed by different threads.
 *
 * <p><b>Errors.</b> Use after free throws; registration returns the kernel's errno.
 *
 * <p><b>Kernel counterpart.</b> {@code net/core/skbuff.c}, {@code net/core/xdp.c}.
 */
@NullMarked
package io.github.niccosim.pool.skb;

import org.jspecify.annotations.NullMarked;
