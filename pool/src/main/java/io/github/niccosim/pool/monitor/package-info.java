// SPDX-License-Identifier: Apache-2.0
/**
 * Views of running pools: netlink objects and notifications, metrics text, flight recorder events.
 *
 * <p><b>Place in the flow.</b> Reads {@link io.github.niccosim.pool.PagePool}; nothing here changes
 * a pool.
 *
 * <p><b>Threads.</b> Call from the simulation's thread; counters read from elsewhere are not
 * consistent with each other, as in the kernel.
 *
 * <p><b>Units.</b> Pages, bytes and whole seconds of simulated time since start.
 *
 * <p><b>Errors.</b> Unknown pools and bad selectors throw {@link
 * io.github.niccosim.pool.PagePoolException} with the kernel's errno.
 *
 * <p><b>Kernel counterpart.</b> {@code net/core/page_pool_user.c}, {@code
 * Documentation/netlink/specs/netdev.yaml}.
 */
@NullMarked
package io.github.niccosim.pool.monitor;

import org.jspecify.annotations.NullMarked;
