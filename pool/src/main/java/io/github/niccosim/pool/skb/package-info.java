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
